using System.Diagnostics;
using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.Generator.Prediction;
using NetGen.TestHelpers;

using Xunit.Abstractions;

namespace NetGen.Analyzers.Tests;

/// <summary>A network while it is being typed: no exception, and no remark about what is not finished.</summary>
public sealed class TypingTests(ITestOutputHelper output)
{
    private const string Network =
        """
        [Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
        [Conv2D(16, 3, Padding = Padding.Same, Name = "stem")] [He] [ReLU]
        [MaxPool2D(2)]
        [Residual<Branch>(Repeat = 2)]
        [Conv2D(16, 1, Input = "stem", Stride = 2)] [Normal(0.2)] [Constant(0.1, Target = Parameter.Bias)] [LeakyReLU(0.2)]
        [Add("block2")]
        [Flatten, Dense(100), Xavier(Distribution = WeightDistribution.Normal), Tanh, Dropout(0.5)]
        [Dense(10)] [LeCun]
        [SoftmaxCrossEntropy]
        """;

    private const string Around = "\npublic sealed partial class N;\n[Block] [Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU] class Branch;\nclass C { object M(N n) => n.CreateTrainer(new Adam(1e-3f)); }\n";

    /// <summary>Rounds until the JIT has optimised what is measured: an editor runs for hours.</summary>
    private const int WarmUp = 100;

    private static readonly CSharpCompilation Empty = GeneratorRunner.CreateCompilation();

    [Fact]
    public async Task Key_by_key()
    {
        for (int length = 0; length <= Network.Length; length++) await Check(Network[..length], Around);
    }

    /// <summary>Into a class that is there already: below the place stands the rest of the network.</summary>
    [Fact]
    public async Task Key_by_key_in_the_middle()
    {
        string[] lines = Network.Split('\n');
        for (int line = 1; line < lines.Length; line++)
        {
            string above = string.Join('\n', lines[..line]) + "\n";
            string below = "\n" + string.Join('\n', lines[(line + 1)..]);
            for (int length = 0; length < lines[line].Length; length += 2) await Check(above + lines[line][..length], below + Around);
        }
    }

    /// <summary>
    /// The source of each good network cut off at every seventh character, with the class below it: nothing is said about the initialisers,
    /// activations, shapes and signal of what is there that would not be said of the whole.
    /// </summary>
    [Theory]
    [MemberData(nameof(GoodNetworks.Networks), MemberType = typeof(GoodNetworks))]
    public async Task Cut_off(string name, string source)
    {
        HashSet<string> whole = Remarks(await Diagnose(source));
        int end = source.LastIndexOf("partial class N;", StringComparison.Ordinal);
        for (int length = 0; length < end; length += 7)
        {
            await Diagnose(source[..length]);
            HashSet<string> cut = Remarks(await Diagnose(source[..length] + "\npartial class N;"));
            Assert.True(cut.IsSubsetOf(whole), $"{name}: {string.Join(' ', cut.Except(whole))} behind {source[..length]}");
        }

        static HashSet<string> Remarks(Diagnostic[] diagnostics)
            => [.. diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && !diagnostic.Id.StartsWith("NG0", StringComparison.Ordinal)).Select(diagnostic => diagnostic.Id)];
    }

    [Fact]
    public async Task Random_edits()
    {
        const string Keys = "[](),\"= .<>019abDn\n";
        var random = new TestRandom(7);
        string text = Network;
        for (int edit = 0; edit < 200; edit++)
        {
            if (edit % 20 == 0) text = Network;
            int at = random.NextInteger(0, text.Length - 1);
            int removed = Math.Min(random.NextInteger(0, 3), text.Length - at);
            text = text[..at] + Keys[random.NextInteger(0, Keys.Length - 1)] + text[(at + removed)..];
            await Diagnose(text + Around);
        }
    }

    /// <summary>What a key costs beyond what the compiler does anyway. Printed, not asserted: machines differ.</summary>
    [Fact]
    public void The_time_for_a_network_of_twenty_layers()
    {
        var times = new List<double>();
        for (int round = 0; round < WarmUp + 50; round++)
        {
            // Another number each time, on which all predictions depend; binding the attributes is the compiler's work.
            CSharpCompilation compilation = TwentyLayers(16 + round);
            INamedTypeSymbol network = compilation.GetTypeByMetadataName("N")!;
            _ = network.GetAttributes();
            long start = Stopwatch.GetTimestamp();
            NetworkAnalysis analysis = NetworkAnalysis.Create(network, compilation, NoSettings.Instance, CancellationToken.None)!;
            _ = analysis.Findings;
            if (round >= WarmUp) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.NotNull(analysis.Model);
        }

        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A network of 20 layers: median {times[times.Count / 2]:0.00} ms, best {times[0]:0.00} ms, worst {times[^1]:0.00} ms per key."));
        Assert.Null(Analyze(TwentyLayers(16), "Other"));
    }

    /// <summary>What a key in the file of a block costs that three networks of twenty layers use, beside as many that do not. Printed, not asserted.</summary>
    [Fact]
    public void The_time_for_a_block_of_three_networks()
    {
        string convolutions = string.Concat(Enumerable.Repeat("[Conv2D(16, 3, Padding = Padding.Same)] [He] [ReLU]\n", 4));
        string layers = convolutions + "[Flatten]\n" + string.Concat(Enumerable.Repeat("[Dense(64)] [Xavier] [Tanh]\n", 4))
            + "[Dense(10)] [SoftmaxCrossEntropy]\n";
        SyntaxTree[] networks =
        [
            .. Enumerable.Range(0, 6)
                .Select(index => Parse($"[Network(28, 28, 1)]\n[Use<{(index % 2 == 0 ? "Branch" : "Other")}>] {layers}partial class N{index};")),
            Parse("[Block] [Conv2D(16, 1)] [He] [ReLU] class Other;"),
        ];
        var times = new List<double>();
        for (int round = 0; round < WarmUp + 50; round++)
        {
            CSharpCompilation compilation = Empty.AddSyntaxTrees([.. networks, Parse($"[Block] [Conv2D({16 + round}, 3)] [Xavier] [ReLU] class Branch;")]);
            foreach (ISymbol type in compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type)) _ = type.GetAttributes();
            INamedTypeSymbol branch = compilation.GetTypeByMetadataName("Branch")!;
            long start = Stopwatch.GetTimestamp();
            var project = new ProjectNetworks(compilation, NoSettings.Instance);
            Diagnostic[] found = [.. BlockFindings.Report(branch, project.Using(branch, CancellationToken.None), CancellationToken.None)];
            if (round >= WarmUp) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.Equal("N0 N2 N4", found.Single(static diagnostic => diagnostic.Id == "NG1001").Properties[NetworkAnalysis.NetworksProperty]);
        }

        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A block of three networks: median {times[times.Count / 2]:0.00} ms, best {times[0]:0.00} ms per key."));

        static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText("using NetGen;\n" + source, GeneratorRunner.ParseOptions);
    }

    /// <summary>What was predicted for a network is found again for an equal one, and not for another.</summary>
    [Fact]
    public void Predictions_are_remembered_by_the_value_of_the_network()
    {
        NetworkModel first = Model(17);
        NetworkModel again = Model(17);
        Assert.NotSame(first, again);
        Assert.Same(SignalAnalysis.Analyze(first), SignalAnalysis.Analyze(again));
        Assert.NotSame(SignalAnalysis.Analyze(first), SignalAnalysis.Analyze(Model(18)));
        Assert.NotEqual(SignalAnalysis.Analyze(first), SignalAnalysis.Analyze(Model(18)));

        static NetworkModel Model(int filters) => Analyze(TwentyLayers(filters), "N")!.Model!;
    }

    private static NetworkAnalysis? Analyze(CSharpCompilation compilation, string network)
        => NetworkAnalysis.Create(compilation.GetTypeByMetadataName(network)!, compilation, NoSettings.Instance, CancellationToken.None);

    private static CSharpCompilation TwentyLayers(int filters)
    {
        string layers = string.Concat(Enumerable.Repeat($"[Conv2D({filters}, 3, Padding = Padding.Same)] [He] [ReLU]\n", 5)) + "[Flatten]\n" + string.Concat(Enumerable.Repeat("[Dense(64)] [Xavier] [Tanh]\n", 4));
        return Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText($"using NetGen;\n[Network(28, 28, 1)]\n{layers}[Dense(10)] [SoftmaxCrossEntropy]\npartial class N;\nclass Other;", GeneratorRunner.ParseOptions));
    }

    /// <summary>While a bracket is open nothing is said about the network.</summary>
    private static async Task Check(string typed, string rest)
    {
        Diagnostic[] diagnostics = await Diagnose(typed + rest);
        int open = typed.Count(character => character is '[' or '(') - typed.Count(character => character is ']' or ')');
        bool isInText = typed.Count(character => character == '"') % 2 == 1;
        if (open == 0 && !isInText) return;
        Diagnostic? wrong = Array.Find(diagnostics, diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden);
        Assert.True(wrong is null, $"{wrong}\nbehind: {typed}");
    }

    private static async Task<Diagnostic[]> Diagnose(string source)
    {
        DiagnosticAnalyzer[] analyzers = [new NetworkDeclarationAnalyzer(), new TrainingWithoutLossAnalyzer(), new TrainingCallAnalyzer()];
        CSharpCompilation compilation = Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText("using NetGen;\n" + source, GeneratorRunner.ParseOptions));
        Diagnostic[] diagnostics = [.. await compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync()];
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        return diagnostics;
    }
}
