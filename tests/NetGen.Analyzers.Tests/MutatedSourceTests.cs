using System.Globalization;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;

using NetGen.Analyzers.Tests.Rules;
using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests;

/// <summary>
/// Good networks whose attributes are renamed, moved, taken out, given other numbers and arguments, or spliced with another network's: whatever comes of it,
/// neither the generator nor an analyzer throws or takes for ever, and what is generated where no error was found compiles.
/// </summary>
public sealed partial class MutatedSourceTests
{
    /// <summary>Generated text above this is not compiled: networks of many layers take a second each.</summary>
    private const int LargestCompiled = 600_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly int s_mutations
        = int.Parse(Environment.GetEnvironmentVariable("NETGEN_FUZZ_MUTATIONS") ?? "40", CultureInfo.InvariantCulture);

    private static readonly string[] s_sources = [.. GoodNetworks.Networks.Select(row => (string)row[1])];

    private static readonly string[] s_kinds = [.. LayerCatalog.Kinds, .. CompositeCatalog.Kinds, .. InitializerCatalog.Kinds];

    private static readonly string[] s_numbers =
        ["0", "1", "2", "3", "5", "16", "17", "64", "-1", "1000", "65536", "2147483647", "0.5", "1e-30", "1e30", "double.NaN", "\"a\"", "null", "unknown"];

    private static readonly string[] s_arguments =
    [
        "Stride = 2", "Dilation = 2", "Padding = Padding.Same", "PaddingSize = 3", "Groups = 4", "UseBias = false", "Name = \"a\"", "Input = \"a\"",
        "Input = \"conv1\"", "Repeat = 3", "Target = Parameter.Bias", "LastStepOnly = true", "Reverse = true", "Frozen = true", "Momentum = 0.5",
        "Algorithm = ConvolutionAlgorithm.Winograd", "Weights = Precision.BFloat16", "Weights = Precision.Int8", "Recompute = true", "Unroll = Unroll.Size",
        "Vocabulary = 9", "Lengths = true", "Streaming = true", "Weight = 0.5", "Heads = 3", "Distribution = WeightDistribution.Uniform",
    ];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 12)]
    public async Task Nothing_throws_and_what_is_generated_compiles(ulong seed, int mutationsEach)
    {
        var random = new TestRandom(seed);
        int generated = 0;
        for (int i = 0; i < s_mutations; i++)
        {
            string source = Pick(random, s_sources);
            for (int mutation = 0; mutation < mutationsEach; mutation++) source = Mutate(source, random);
            if (await IsGeneratedInTime("using NetGen;\n" + source)) generated++;
        }

        // Of slightly changed networks some must be good, or this tests messages only.
        if (mutationsEach == 1) Assert.InRange(generated, s_mutations / 10, s_mutations);
    }

    private static async Task<bool> IsGeneratedInTime(string source)
    {
        try
        {
            return await Task.Run(() => IsGenerated(source)).WaitAsync(s_patience);
        }
        catch (TimeoutException)
        {
            throw new CompilationFailedException($"More than {s_patience.TotalSeconds} seconds for\n{source}");
        }
    }

    /// <summary>Whether a network came of it.</summary>
    private static async Task<bool> IsGenerated(string source)
    {
        try
        {
            IEnumerable<Diagnostic> findings = await AnalyzerRunner.DiagnoseAsync(source, RuleContractTests.Analyzers);
            GeneratorResult result = GeneratorRunner.Run(source);
            if (result.Sources.Count == 0 || findings.Any(static finding => finding.Severity == DiagnosticSeverity.Error)) return false;
            if (result.Sources.Sum(static file => (long)file.Text.Length) > LargestCompiled) return true;
            Diagnostic? error = result.Compilation.GetDiagnostics().FirstOrDefault(static found
                => found.Severity == DiagnosticSeverity.Error && found.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
            Assert.Null(error);
            return true;
        }
        catch (Exception exception)
        {
            throw new CompilationFailedException($"{exception}\nof\n{source}");
        }
    }

    private static string Mutate(string source, TestRandom random)
    {
        IReadOnlyList<Match> attributes = Attribute().Matches(source);
        if (attributes.Count == 0) return source;
        Match one = Pick(random, attributes);
        Match other = Pick(random, attributes);
        switch (random.NextInteger(0, 8))
        {
            case 0:
                return Replace(source, one, Name().Replace(one.Value, Pick(random, s_kinds), 1));
            case 1:
                return Replace(source, one, "");
            case 2:
                return Replace(source, one, one.Value + "\n" + other.Value);
            case 3:
                return one.Index < other.Index
                    ? Replace(Replace(source, other, one.Value), one, other.Value)
                    : Replace(Replace(source, one, other.Value), other, one.Value);
            case 4 or 5:
                IReadOnlyList<Match> numbers = Number().Matches(source);
                return numbers.Count == 0 ? source : Replace(source, Pick(random, numbers), Pick(random, s_numbers));
            case 6:
                string argument = Pick(random, s_arguments);
                string inside = one.Value.EndsWith(")]", StringComparison.Ordinal) ? one.Value[..^2] + ", " : one.Value[..^1] + "(";
                return Replace(source, one, inside + argument + ")]");
            case 7:
                return Replace(source, one, one.Value + Pick(random, Attribute().Matches(Pick(random, s_sources))).Value);
            default:
                int at = random.NextInteger(0, source.Length - 1);
                return source[..at] + source[Math.Min(source.Length, at + random.NextInteger(1, 3))..];
        }
    }

    private static string Replace(string source, Match match, string text) => source[..match.Index] + text + source[(match.Index + match.Length)..];

    private static T Pick<T>(TestRandom random, IReadOnlyList<T> items) => items[random.NextInteger(0, items.Count - 1)];

    [GeneratedRegex(@"\[\w+(<\w+>)?(\([^()\[\]]*\))?\]")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"(?<=\[)\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<![\w.""])\d+(\.\d+)?(?![\w.])")]
    private static partial Regex Number();
}
