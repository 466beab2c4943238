using System.Collections.Immutable;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;
using Microsoft.CodeAnalysis.Text;

using NetGen.CodeFixes;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests;

/// <summary>The rules as a user meets them: through 'dotnet build' and 'dotnet format', with settings from an .editorconfig file.</summary>
public sealed partial class RealToolsTests : IDisposable
{
    private const string ProjectText =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{0}" />
            <Analyzer Include="{1}" />
            <Analyzer Include="{2}" />
            <Analyzer Include="{3}" />
          </ItemGroup>
          <Import Project="{4}" />
        </Project>
        """;

    private const string Broken =
        """
        using NetGen;

        namespace Consumer;

        [Network(100, InputMean = 0, InputStd = 1)]
        [Dense(100)] [Xavier] [ReLU] // hidden
        [Dense(100), LeCun, ReLU, Dropout(0.6)]
        [Dense(10)] [LeCun]
        [SoftmaxCrossEntropy]
        public sealed partial class Broken;

        public static class Training
        {
            public static void Run()
            {
                using Trainer<Broken> trainer = new Broken().CreateTrainer(new Adam(0.5f));
            }
        }

        """;

    private readonly ConsumerProject _consumer = new();

    [Fact]
    public async Task Build_shows_the_warnings_and_format_applies_the_fixes()
    {
        await WriteAsync();
        string output = await _consumer.RunAsync("build", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        Assert.Contains("0 Error(s)", output, StringComparison.Ordinal);
        (string Line, string Rule)[] expected = [("(16,77)", "NG5001"), ("(16,68)", "NG4013"), ("(6,15)", "NG1001"), ("(7,14)", "NG1001")];
        string[] warnings = [.. Warnings().Matches(output).Select(match => match.Groups["place"].Value + " " + match.Groups["rule"].Value).Distinct(StringComparer.Ordinal)];
        Assert.Equal(expected.Select(place => $"{place.Line} {place.Rule}").Order(StringComparer.Ordinal), warnings.Order(StringComparer.Ordinal));

        await _consumer.RunAsync("format", "analyzers", "--no-restore", "--diagnostics", "NG1001", "NG5001", "--severity", "warn");
        string text = await File.ReadAllTextAsync(Path.Combine(_consumer.Folder, "Broken.cs"));
        Assert.Equal(
            Broken
                .Replace("[Xavier]", "[He]", StringComparison.Ordinal)
                .Replace("[Dense(100), LeCun,", "[Dense(100), He,", StringComparison.Ordinal)
                .Replace("new Adam(0.5f)", "new Adam(1e-3f)", StringComparison.Ordinal),
            text);
    }

    /// <summary>A compiler that cannot load the generator is named in one error, instead of one for each missing member.</summary>
    [Fact]
    public async Task An_old_compiler_is_named_in_one_error()
    {
        await WriteAsync();
        string baseline = Regex.Match(
            await File.ReadAllTextAsync(Path.Combine(Rules.RuleContractTests.Root, "Directory.Packages.props")), @"<RoslynBaseline>(?<version>\d+\.\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["version"].Value;
        string output = await _consumer.RunAsync(1, "build", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:CompilerApiVersion=roslyn4.8");
        string error = Assert.Single(output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct(StringComparer.Ordinal));
        Assert.Contains(
            $"error NG6004: The compiler is Roslyn 4.8, but NetGen's generator needs {baseline}, so none of the networks can be generated. Use the .NET SDK 9.0.300 or newer, or Visual Studio 17.14 or newer.",
            error,
            StringComparison.Ordinal);
    }

    /// <summary>A project opened as editors open it, with a network typed into it: at no key an exception, and behind every one the diagnostics of the text that is there.</summary>
    [Fact]
    public async Task A_network_typed_into_an_opened_project()
    {
        await WriteAsync();
        await _consumer.RunAsync("restore");
        using var workspace = MSBuildWorkspace.Create();
        Project project = await workspace.OpenProjectAsync(Path.Combine(_consumer.Folder, "Consumer.csproj"));
        Document document = project.Documents.Single(candidate => candidate.Name == "Broken.cs");
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. project.AnalyzerReferences
                .Where(reference => Path.GetFileName(reference.FullPath) == "NetGen.Analyzers.dll")
                .SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp)),
        ];
        Assert.Equal(4, analyzers.Length);

        const string Typed = "[Dense(50)] [Xavier] [ReLU]\n";
        int at = Broken.IndexOf("[Dense(10)]", StringComparison.Ordinal);
        for (int length = 0; length <= Typed.Length; length++)
        {
            string text = Broken.Insert(at, Typed[..length]);
            (string Rule, int Line)[] diagnostics = await DiagnoseAsync(document.WithText(SourceText.From(text)), analyzers);
            Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Rule == "AD0001");

            // Inside of brackets nothing is said about the network; a complete initialiser in front of a complete activation is reported at once.
            string typed = Typed[..length];
            bool isOpen = typed.Count(key => key == '[') > typed.Count(key => key == ']');
            if (isOpen) Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Rule.StartsWith("NG1", StringComparison.Ordinal));
            else Assert.Equal(typed.Contains("ReLU]", StringComparison.Ordinal), diagnostics.Contains(("NG1001", 8)));
        }

        // And back again: nothing stale is left.
        (string Rule, int Line)[] end = await DiagnoseAsync(document.WithText(SourceText.From(Broken)), analyzers);
        Assert.Equal([("NG1001", 6), ("NG1001", 7)], end.Where(diagnostic => diagnostic.Rule == "NG1001").Order());
    }

    /// <inheritdoc/>
    public void Dispose() => _consumer.Dispose();

    private static async Task<(string Rule, int Line)[]> DiagnoseAsync(Document document, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(analyzers, document.Project.AnalyzerOptions);
        return [.. (await analysis.GetAnalyzerDiagnosticsAsync()).Select(diagnostic => (diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1))];
    }

    private async Task WriteAsync()
    {
        string[] assemblies =
        [
            typeof(INetwork<>).Assembly.Location,
            typeof(Generator.NetworkGenerator).Assembly.Location,
            typeof(NetworkDeclarationAnalyzer).Assembly.Location,
            typeof(AttributeFixProvider).Assembly.Location,
            Path.Combine(Rules.RuleContractTests.Root, "src", "NetGen", "build", "NetGen.targets"),
        ];
        string project = assemblies.Select((path, index) => (path, index)).Aggregate(ProjectText, (text, item) => text.Replace($"{{{item.index}}}", item.path, StringComparison.Ordinal));
        await _consumer.WriteAsync("Consumer.csproj", project);
        await _consumer.WriteAsync("Broken.cs", Broken);
        await _consumer.WriteAsync(".editorconfig", "root = true\n[*.cs]\nnetgen_ng3011_rate = 0.7\n");
    }

    [GeneratedRegex(@"Broken\.cs(?<place>\(\d+,\d+\)): warning (?<rule>NG\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Warnings();
}
