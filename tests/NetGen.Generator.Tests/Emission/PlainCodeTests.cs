using System.Globalization;
using System.Text.RegularExpressions;

using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Generator.Tests.Emission;

/// <summary>Generated code says what it does as a person would: no loop of one, no branch that never runs, memory by name.</summary>
public sealed partial class PlainCodeTests
{
    /// <summary>Where sizes are one, and where nothing is left over.</summary>
    private static readonly string[] Awkward =
    [
        "[Network(1)] [Dense(1)] [Sigmoid] [Dense(1)] [MeanSquaredError]",
        "[Network(1, 1, 1)] [Conv2D(1, 1)] [BatchNorm] [ReLU] [Flatten] [Dense(1)] [MeanSquaredError]",
        "[Network(6, 6, 1)] [Conv2D(1, 3)] [GELU] [Conv2D(1, 3, Stride = 2)] [BatchNorm] [GlobalMaxPool2D] [Softmax] [MeanSquaredError]",
        "[Network(1, 9, 3)] [Conv2D(4, 3, KernelHeight = 1, KernelWidth = 3)] [MaxPool2D(2, WindowHeight = 1, WindowWidth = 2)] [Flatten] [Dense(3)] [SoftmaxCrossEntropy]",
        "[Network(9, 1, 3)] [Conv2D(4, 3, KernelHeight = 3, KernelWidth = 1)] [AveragePool2D(3, WindowHeight = 3, WindowWidth = 1, Padding = Padding.Same)] [Flatten] [Dense(17)] [SoftmaxCrossEntropy]",
        "[Network(6, 6, 16)] [Conv2D(32, 3, Padding = Padding.Same)] [ReLU] [Conv2D(32, 3, Padding = Padding.Same, Algorithm = ConvolutionAlgorithm.Winograd)] [GlobalAveragePool2D] [Dense(2)] [SoftmaxCrossEntropy]",
        "[Network(4, 4, 8)] [Conv2D(16, 3, Groups = 8)] [Conv2D(16, 1, Groups = 2)] [Conv2D(3, 1)] [MeanSquaredError]",
        "[Network(60, 5, 8)] [Conv2D(8, 3, Padding = Padding.Same)] [Conv2D(8, 3, Padding = Padding.Same, Groups = 4)] [MeanSquaredError]",
        "[Network(5, 60, 8)] [Conv2D(8, 3, Padding = Padding.Same)] [Conv2D(8, 3, Padding = Padding.Same, Groups = 8)] [MeanSquaredError]",
        "[Network(20)] [Dense(32)] [ReLU] [Dense(33)] [ReLU] [Dense(64)] [Dropout(0.5)] [Dense(1)] [MeanSquaredError]",
        "[Network(2, 2, 3)] [Conv2D(1, 1, Name = \"left\")] [Conv2D(2, 1)] [Concat(\"left\")] [Flatten] [Dense(200)] [MeanSquaredError]",
    ];

    public static TheoryData<string> Sources
    {
        get
        {
            TheoryData<string> sources = [];
            foreach (string source in ReadabilityTests.Sources) sources.Add(source);
            foreach (string attributes in Awkward) sources.Add($"using NetGen; {attributes} public sealed partial class Net;");
            return sources;
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void No_loop_runs_but_once(string source)
        => Assert.Empty(Find(source, Loops()).Where(found => IsOfOne(found.Match)).Select(found => found.Text));

    /// <summary>What is always so, and what a person would not write: times one, divided by one, one thing in the plural.</summary>
    [Theory]
    [MemberData(nameof(Sources))]
    public void Nothing_is_said_that_says_nothing(string source)
        => Assert.Empty(Find(source, Nothing()).Select(found => found.Text));

    /// <summary>Whatever a method names in memory, it uses.</summary>
    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_name_for_memory_is_used(string source)
    {
        int names = 0;
        foreach (GeneratedSource file in Run(source))
        {
            foreach (string method in file.Text.Split("\n    }\n"))
            {
                foreach (Match name in NamesOfMemory().Matches(method))
                {
                    names++;
                    int uses = Regex.Count(method[(name.Index + name.Length)..], $@"(?<![\w@]){Regex.Escape(name.Groups["name"].Value)}\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
                    Assert.True(uses > 0, $"{file.HintName}: {name.Value} is not used.");
                }
            }
        }

        Assert.True(names > 0, "The test sees no names.");
    }

    /// <summary>Kernels are called with tensors by name: where these lie stands once, where they are declared. Equal layers take turns: their places are counted.</summary>
    [Theory]
    [MemberData(nameof(Sources))]
    public void Passes_call_memory_by_name(string source)
    {
        GeneratedSource[] passes = [.. Run(source).Where(file => file.HintName.Contains(".Inference.", StringComparison.Ordinal) || file.HintName.Contains(".Training.", StringComparison.Ordinal))];
        Assert.NotEmpty(passes);
        string[] calls = [.. passes.SelectMany(file => file.Text.Split('\n')).Where(line => !Declaration().IsMatch(line))];
        Assert.DoesNotContain(calls, line => PlacesInBlocks().IsMatch(line));
        Assert.Contains(calls, line => line.Contains("Forward", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Each_layers_file_says_what_is_forward_and_what_is_backward(string source)
    {
        GeneratedSource[] layers = [.. Run(source).Where(file => file.HintName.Contains(".Layer", StringComparison.Ordinal))];
        Assert.NotEmpty(layers);
        foreach (string text in layers.Select(file => file.Text))
        {
            int forward = text.IndexOf("// === Forward", StringComparison.Ordinal);
            int backward = text.IndexOf("// === Backward", StringComparison.Ordinal);
            Assert.InRange(forward, 0, backward);
            Assert.DoesNotContain("Gradient(", text[forward..backward], StringComparison.Ordinal);
            Assert.DoesNotContain("Forward(", text[backward..], StringComparison.Ordinal);
        }
    }

    /// <summary>In the methods of a gradient by an input, the gradient by the output is no input, and the result no output; and no gradient is a weight.</summary>
    [Theory]
    [MemberData(nameof(Sources))]
    public void Gradients_are_called_gradients(string source)
        => Assert.Empty(Find(source, WrongNames()).Select(found => found.Text));

    /// <summary>What matches in the generated files, each with its line.</summary>
    private static IEnumerable<(Match Match, string Text)> Find(string source, Regex pattern) => Run(source).SelectMany(file => pattern.Matches(file.Text).Select(match =>
    {
        int start = file.Text.LastIndexOf('\n', match.Index) + 1;
        int end = file.Text.IndexOf('\n', match.Index + match.Length);
        return (match, $"{file.HintName}: {file.Text[start..end].Trim()}");
    }));

    private static IReadOnlyList<GeneratedSource> Run(string source) => GeneratorRunner.Run(source).Sources;

    private static bool IsOfOne(Match loop)
    {
        int Number(string group) => int.Parse(loop.Groups[group].Value, CultureInfo.InvariantCulture);
        int step = loop.Groups["step"].Success ? Number("step") : 1;
        return Number("end") - Number("start") <= step;
    }

    [GeneratedRegex(@"for \(int (?<index>\w+) = (?<start>\d+); \k<index> < (?<end>\d+); \k<index>(\+\+| \+= (?<step>\d+))\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Loops();

    [GeneratedRegex(@"\* 1f?[;,) ]|[(,] ?1 \*|[^/]/ 1[;,) ]|% 1[;,) ]|\+ 0[;,)]|\(s\)|(?<![\d,.])1 (units|filters|inputs|outputs|channels|parameters|multiply-adds|vectors|panels|pixels|layers|samples|kernel columns|methods)\b|\([^\r\n]*, false\);|, true\);|fan-in (?<fan>[\d,]+), fan-in|Math\.Min\((?<same>\d+), \k<same>\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"ref float (?<name>@?\w+) = ref ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NamesOfMemory();

    [GeneratedRegex(@"^ *ref (float|ushort|sbyte) @?\w+ = ref ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"Unsafe\.Add\(ref (workspace|parameters|gradients), (?![^,]*\b(turn|block)\b)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PlacesInBlocks();

    [GeneratedRegex(@"static void \w*InputGradient\w*(Tile|Multiply)\w*<TVector>\([^)]*ref float (input|output)\b|weight\d* = TVector\.Load\(ref (Unsafe\.Add\(ref )?\w*[gG]radient|gradient\d* = TVector\.Load\(ref (Unsafe\.Add\(ref )?\w*[wW]eights\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex WrongNames();
}
