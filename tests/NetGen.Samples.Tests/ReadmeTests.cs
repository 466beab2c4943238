using System.Reflection;
using System.Text.RegularExpressions;
using NetGen.TestHelpers;
using Xunit;

namespace NetGen.Samples.Tests;

/// <summary>What the README shows is so, and what the pages show that it leads to.</summary>
public sealed partial class ReadmeTests
{
    /// <summary>Stands in the excerpt for lines that were left out.</summary>
    private const string Dots = "...";

    private static readonly string Root = Repository.Root;

    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md")).ReplaceLineEndings("\n");

    private static readonly string Attributes = Page("attributes.md");

    private static readonly string[] CodeBlocks = [.. CodeBlock().Matches(Readme).Select(static match => match.Groups["code"].Value)];

    [Fact]
    public void TheFirstExampleLearnsDigits()
    {
        string declaration = CodeBlocks[0];
        string[] statements = [.. CodeBlocks[1].Split('\n').Where(static line => !line.StartsWith("using NetGen", StringComparison.Ordinal))];
        using var directory = new TemporaryDirectory();
        string file = directory.Combine("small.safetensors");
        string body = string.Join('\n', statements).Replace("\"small.safetensors\"", "file", StringComparison.Ordinal).Replace("Console.WriteLine(", "Show(", StringComparison.Ordinal);
        string program = $$"""
            using System;
            using NetGen;
            using NetGen.Data;

            public static class Program
            {
                public static double? Run(string file)
                {
                    double? shown = null;
                    {{body}}
                    return shown;

                    void Show(double? value) => shown = value;
                }
            }
            """;
        using CompiledAssembly assembly = CompiledAssembly.Compile(declaration, program);
        object? accuracy = assembly.GetType("Program").GetMethod("Run")!.Invoke(null, [file]);
        Assert.InRange(Assert.IsType<double>(accuracy), 0.9, 1);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void TheExcerptIsGeneratedCode()
        => AssertGenerated(Assert.Single(CodeBlocks, static block => block.Contains("Conv1Forward(", StringComparison.Ordinal)), "void Conv1Forward(");

    /// <summary>What is explained line by line is what users see.</summary>
    [Fact]
    public void TheExcerptsOnTheGeneratedCodeAreGeneratedCode()
    {
        string page = Page("generated-code.md");
        string[] blocks = [.. CodeBlock().Matches(page).Select(static match => match.Groups["code"].Value)];
        AssertGenerated(blocks[0], "void ForwardChunk(");
        AssertGenerated(string.Join($"{Dots}\n", blocks[1..]), "void Dense1ForwardTile4x2<");
        Assert.True(blocks.Length > 4, "The page explains nothing.");
    }

    /// <summary>The lines between the dots stand in the file that has a method, in that order.</summary>
    private static void AssertGenerated(string excerpt, string method)
    {
        string declaration = File.ReadAllText(Path.Combine(Root, "samples", "Mnist", "DigitNet.cs"));
        IEnumerable<string> generated = GeneratorRunner.Run(declaration).Sources.Select(static source => source.Text.ReplaceLineEndings("\n"));
        string file = Assert.Single(generated, text => text.Contains(method, StringComparison.Ordinal));
        int position = 0;
        foreach (string part in excerpt.Split($"{Dots}\n"))
        {
            int found = file.IndexOf(part, position, StringComparison.Ordinal);
            Assert.True(found >= 0, $"The generated code no longer has, at this place:\n{part}");
            position = found + part.Length;
        }
    }

    [Fact]
    public void TheResidualStageHasTheNamesThatAreSaid()
    {
        string declaration = Assert.Single(CodeBlock().Matches(Page("files.md")).Select(static match => match.Groups["code"].Value), static block => block.Contains("[Residual<Halved, Downsample>", StringComparison.Ordinal));
        GeneratorResult result = GeneratorRunner.Run("using NetGen;\n" + declaration);
        string constants = Assert.Single(result.Sources, static source => source.HintName.EndsWith(".Constants.g.cs", StringComparison.Ordinal)).Text;
        string[] names = ["layer2.0.conv1.weight", "layer2.0.downsample.0.weight", "layer2.0.downsample.1.running_mean", "layer2.1.bn2.bias", "layer2.3.conv2.weight", "fc.bias"];
        Assert.All(names, name => Assert.Contains($"\"{name}\"", constants, StringComparison.Ordinal));
        Assert.DoesNotContain("layer2.4", constants, StringComparison.Ordinal);
    }

    [Fact]
    public void TablesNameEveryAttributeAndOptimiser()
    {
        Assembly library = typeof(LayerAttribute).Assembly;
        IEnumerable<string> attributes = library.GetExportedTypes()
            .Where(static type => !type.IsAbstract && type.Namespace == nameof(NetGen) && type.IsAssignableTo(typeof(Attribute)))
            .Select(static type => "`[" + type.Name[..type.Name.IndexOf("Attribute", StringComparison.Ordinal)]);
        IEnumerable<string> optimizers = library.GetExportedTypes().Where(static type => !type.IsAbstract && type.IsAssignableTo(typeof(Optimizer))).Select(static type => $"`{type.Name}`");
        string[] names = [.. attributes, .. optimizers];
        Assert.InRange(names.Length, 40, 1000);
        Assert.Equal([], names.Where(static name => !NameInTable(name).IsMatch(Attributes)));
    }

    [Fact]
    public void AttributesExist()
    {
        HashSet<string> known = [.. typeof(LayerAttribute).Assembly.GetExportedTypes().Select(static type => type.Name)];
        string[] named = [.. AttributeInText().Matches(Readme + Attributes).Select(static match => match.Groups["name"].Value + "Attribute")];
        Assert.NotEmpty(named);
        Assert.Equal([], named.Where(name => !known.Contains(name) && !known.Contains(name + "`1")));
    }

    [Fact]
    public void ItsLinksLeadToFiles()
    {
        string[] targets = [.. Link().Matches(Readme).Select(static match => match.Groups["target"].Value).Where(static target => !target.Contains("://", StringComparison.Ordinal))];
        Assert.NotEmpty(targets);
        Assert.Equal([], targets.Where(static target => !Path.Exists(Path.Combine(Root, target.Split('#')[0]))));
    }

    /// <summary>Whether the name stands on the page followed by what ends or continues an attribute: ']', '(', '&lt;'; an optimiser's name ends itself.</summary>
    private static Regex NameInTable(string name) => new(Regex.Escape(name) + (name.EndsWith('`') ? "" : @"[\](<]"), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Page(string name) => File.ReadAllText(Path.Combine(Root, "docs", name)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"`\[(?<name>[A-Z]\w*)[\](<]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AttributeInText();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
