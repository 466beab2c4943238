using System.Collections.Immutable;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;

using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests;

/// <summary>Networks that are known to train get neither an error nor a warning from any rule.</summary>
public sealed partial class SilenceTests
{
    [Theory]
    [MemberData(nameof(GoodNetworks.Networks), MemberType = typeof(GoodNetworks))]
    public async Task No_error_and_no_warning(string name, string source)
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [source]);
        Assert.Empty(await editor.CompileAsync());
        Diagnostic[] loud = [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(loud.Length == 0, $"{name}:\n{string.Join('\n', loud.Select(diagnostic => diagnostic.ToString()))}");
    }

    /// <summary>What the documentation shows, users copy.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/attributes.md")]
    [InlineData("docs/files.md")]
    [InlineData("docs/first-network.md")]
    [InlineData("samples/Mnist/DigitNet.cs")]
    public async Task Examples_of_the_project_are_silent(string path)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Rules.RuleContractTests.Root, path));
        string[] networks = path.EndsWith(".md", StringComparison.Ordinal)
            ? [.. Examples().Matches(text).Select(match => match.Groups["code"].Value).Where(code => code.Contains("[Network", StringComparison.Ordinal))]
            : [text];
        Assert.NotEmpty(networks);
        foreach (string network in networks)
        {
            using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [network]);
            ImmutableArray<Diagnostic> diagnostics = await editor.DiagnoseAsync();
            Assert.NotEmpty(diagnostics); // at least the hints: it is understood
            Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        }
    }

    /// <summary>The published form that does not train is reported by these rules, at least: by themselves or with what they follow from.</summary>
    [Theory]
    [MemberData(nameof(BrokenNetworks.Networks), MemberType = typeof(BrokenNetworks))]
    public async Task Published_broken_forms_are_reported(string name, string source, string rules)
    {
        using var editor = new EditorProject([new NetworkDeclarationAnalyzer()], null, [source]);
        Diagnostic[] loud = [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        HashSet<string> reported = [.. loud.Select(diagnostic => diagnostic.Id), .. loud.SelectMany(CausesTests.Consequences)];
        Assert.True(rules.Split(' ').All(reported.Contains), $"{name}: {string.Join(' ', reported.Order(StringComparer.Ordinal))} instead of {rules}");
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Examples();
}
