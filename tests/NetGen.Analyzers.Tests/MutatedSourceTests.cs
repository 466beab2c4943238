using System.Globalization;
using System.Reflection;
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

    /// <summary>What is no value anywhere, on purpose.</summary>
    private const string UnknownName = "unknown";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly int s_mutations
        = int.Parse(Environment.GetEnvironmentVariable("NETGEN_FUZZ_MUTATIONS") ?? "40", CultureInfo.InvariantCulture);

    private static readonly string[] s_sources = [.. GoodNetworks.Networks.Select(row => (string)row[1])];

    private static readonly string[] s_kinds = [.. LayerCatalog.Kinds, .. CompositeCatalog.Kinds, .. InitializerCatalog.Kinds];

    private static readonly string[] s_numbers =
    [
        "0", "1", "2", "3", "5", "16", "17", "64", "-1", "1000", "65536", "2147483647", "0.5", "1e-30", "1e30", "double.NaN", "\"a\"", "null", UnknownName,
    ];

    private static readonly string[] s_arguments =
    [
        "Stride = 2", "Dilation = 2", "Padding = Padding.Same", "PaddingSize = 3", "Groups = 4", "UseBias = false", "UseScale = false", "Name = \"a\"",
        "Input = \"a\"", "Input = \"conv1\"", "Repeat = 3", "FirstIndex = 2", "Projection = true", "Multiplier = 2", "Momentum = 0.5", "Epsilon = 0.1",
        "Algorithm = ConvolutionAlgorithm.Winograd", "Interpolation = Interpolation.Bilinear", "OutputPadding = 1", "Mask = 0",
        "LastStepOnly = true", "Reverse = true", "Bidirectional = true", "RecurrentDropout = 0.5", "LearnInitialState = true", "InitialState = \"a\"",
        "Activation = RecurrentActivation.ReLU", "Causal = true", "Rotary = true", "KeyValueHeads = 1", "Memory = \"a\"",
        "FeedForward = FeedForward.SwiGLU", "Shared = true", "Target = Parameter.Bias", "TargetName = \"a\"", "Distribution = WeightDistribution.Uniform",
        "Mode = FanMode.FanOut", "Weight = 0.5", "LabelSmoothing = 0.1", "Of = \"a\"", "Correlation = 0.5",
    ];

    /// <summary>Those of [Network], which alone would hardly ever be drawn for it.</summary>
    private static readonly string[] s_settings =
    [
        "Stream = true", "Recompute = true", "Weights = WeightPrecision.BFloat16", "Weights = WeightPrecision.Int8",
        "Weights = WeightPrecision.Int8, Activations = ActivationPrecision.Int8", "Activations = ActivationPrecision.Int8", "Unroll = Unroll.Size",
        "Unroll = Unroll.Full", "Vocabulary = 9", "Defaults = Framework.PyTorch", "InputStd = 10", "InputCorrelation = 0.5", "InputName = \"a\"",
    ];

    private static readonly string[] s_optimizers =
    [
        "new Adam(1e-3f)", "new Adam(0.5f) { WeightDecay = 0.1 }", "new Sgd(1e-7f)", "new Sgd(9f) { Momentum = 0.9 }", "new AdamW(learningRate: 0.1f)",
        "new RmsProp() { Alpha = double.NaN }", "new Adam()", "null", "given",
    ];

    private static readonly string[] s_options =
    [
        "", ", null", ", options: new TrainerOptions()", ", options: new() { ClipNorm = 1, AccumulateSteps = 4 }", ", options: given",
        ", options: new TrainerOptions { Groups = [new(\"*.weight\") { IsFrozen = true }, new(\"*[\") { LearningRateFactor = 0 }] }",
    ];

    private static readonly string[] s_trainers =
    [
        "n.CreateTrainer(@)", "new N().CreateTrainer(@)", "new Trainer<N>(n, @)", "new NetGen.Trainer<N>(network: new N(), optimizer: @)", "(Trainer<N>)new(n, @)",
        "new Trainer<int>(@)", "n.CreateTrainer()", "new Trainer<N>()", "new Trainer<N>(n, @).Fit(data, new FitOptions { BatchSize = 2 })",
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
            string source = Pick(random, s_sources) + Training(random);
            for (int mutation = 0; mutation < mutationsEach; mutation++) source = Mutate(source, random);
            if (await IsGeneratedInTime("using NetGen;\n" + source)) generated++;
        }

        // Of slightly changed networks some must be good, or this tests messages only.
        if (mutationsEach == 1) Assert.InRange(generated, s_mutations / 10, s_mutations);
    }

    /// <summary>A trainer of the network, which others of the rules look at.</summary>
    private static string Training(TestRandom random)
    {
        string call = Pick(random, s_trainers).Replace("@", Pick(random, s_optimizers) + Pick(random, s_options), StringComparison.Ordinal);
        return $" class Training {{ object M(N n, Optimizer given, NetGen.Data.Dataset data) => {call}; }}";
    }

    /// <summary>A name that no attribute has, or no longer, would only ever test the compiler's message.</summary>
    [Fact]
    public void Whatever_is_put_in_binds_somewhere()
    {
        IEnumerable<Type> attributes = typeof(NetworkAttribute).Assembly.GetExportedTypes().Where(static type
            => !type.IsAbstract && type.IsSubclassOf(typeof(Attribute)) && type.Name.Contains("Attribute", StringComparison.Ordinal));
        (string Kind, string Text)[] starts = [.. attributes.SelectMany(Starts)];
        (string What, string Line)[] tries =
        [
            .. s_arguments.Concat(s_numbers).SelectMany(argument => starts.Select(start => (argument, $"[{start.Text}{argument})]"))),
            .. s_settings.Select(static setting => (setting, $"[Network(6, {setting})]")),
            .. starts.Select(static start => (start.Kind, $"[{start.Text.TrimEnd(',', ' ')})]")),
        ];
        string source = "using NetGen;\n" + string.Concat(tries.Select(static (row, index)
            => string.Create(CultureInfo.InvariantCulture, $"{row.Line} public sealed class Class{index};\n")));
        HashSet<int> bad =
        [
            .. GeneratorRunner.CreateCompilation(source).GetDiagnostics()
                // A null where none belongs is a warning.
                .Where(static found => found.DefaultSeverity == DiagnosticSeverity.Error)
                .Select(static found => found.Location.GetLineSpan().StartLinePosition.Line - 1),
        ];
        HashSet<string> bound = [.. tries.Where((_, index) => !bad.Contains(index)).Select(static row => row.What)];
        Assert.Empty(s_arguments.Concat(s_settings).Concat(s_numbers).Concat(s_kinds).Except([.. bound, UnknownName]));
    }

    /// <summary>How an attribute may begin, up to where another argument may follow: one way or two for each of its constructors.</summary>
    private static IEnumerable<(string Kind, string Text)> Starts(Type attribute)
    {
        string name = attribute.Name.Split('`')[0][..^"Attribute".Length];
        string types = attribute.IsGenericType ? $"<{string.Join(", ", attribute.GetGenericArguments().Select(static _ => "object"))}>" : "";
        foreach (ConstructorInfo constructor in attribute.GetConstructors())
        {
            string given = string.Concat(constructor.GetParameters().Select(static parameter => Value(parameter.ParameterType) + ", "));
            yield return (name, $"{name}{types}({given}");
            if (given.Length > 0) yield return (name, $"{name}{types}(");
        }
    }

    private static string Value(Type type) => type == typeof(Type) ? "typeof(int)" : type == typeof(string) || type == typeof(string[]) ? "\"a\"" : "1";

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
        switch (random.NextInteger(0, 9))
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
                Match[] takers = [.. attributes.Where(attribute => Takes(Name().Match(attribute.Value).Value, argument.Split(' ')[0]))];
                // Mostly where it belongs, if there is such a place.
                return PutIn(source, takers.Length > 0 && random.NextInteger(0, 3) > 0 ? Pick(random, takers) : one, argument);
            case 7:
                Match network = attributes.FirstOrDefault(static attribute => attribute.Value.StartsWith("[Network", StringComparison.Ordinal)) ?? one;
                return PutIn(source, network, Pick(random, s_settings));
            case 8:
                return Replace(source, one, one.Value + Pick(random, Attribute().Matches(Pick(random, s_sources))).Value);
            default:
                int at = random.NextInteger(0, source.Length - 1);
                return source[..at] + source[Math.Min(source.Length, at + random.NextInteger(1, 3))..];
        }
    }

    private static bool Takes(string kind, string property)
    {
        Assembly library = typeof(NetworkAttribute).Assembly;
        Type? attribute = library.GetType($"NetGen.{kind}Attribute") ?? library.GetType($"NetGen.{kind}Attribute`1");
        return attribute?.GetProperty(property)?.CanWrite == true;
    }

    private static string PutIn(string source, Match attribute, string argument)
    {
        bool hasBrackets = attribute.Value.EndsWith(")]", StringComparison.Ordinal);
        string before = hasBrackets ? attribute.Value[..^2] : attribute.Value[..^1];
        string between = !hasBrackets ? "(" : before.EndsWith('(') ? "" : ", ";
        return Replace(source, attribute, before + between + argument + ")]");
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
