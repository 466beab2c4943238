using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.Generator.Analysis;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Emit;
using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>
/// Tens of thousands of declarations, sensible and senseless: never an exception, and always a sound model or an error. Some of the sound ones are planned and
/// printed, and some of those compiled.
/// </summary>
public sealed class RandomDeclarationTests
{
    /// <summary>Of so many sound models one is printed, and of so many printed ones one compiled: each takes far longer than what it is made of.</summary>
    private const int ModelsPerPrinted = 32;

    private const int PrintedPerCompiled = 8;

    /// <summary>Generated text above this is not compiled: networks of many layers take a second each.</summary>
    private const int LargestCompiled = 400_000;

    private static readonly int Declarations = int.Parse(Environment.GetEnvironmentVariable("NETGEN_FUZZ_MUTATIONS") ?? "8000", CultureInfo.InvariantCulture);
    private static readonly string[] Layers = [.. LayerCatalog.Kinds, .. CompositeCatalog.Kinds];
    private static readonly string[] Initializers = [.. InitializerCatalog.Kinds];
    private static readonly string[] Names = ["input", "a", "A", "a.b", "conv1", "dense2", "block1", "block1.dense1", "", "9", "none", "..", "a\n"];
    private static readonly string[] Integers =
    [
        "shape", "filters", "kernel", "KernelHeight", "KernelWidth", "units", "size", "Stride", "StrideHeight", "Padding", "PaddingSize", "Dilation", "Groups", "Repeat", "FirstIndex", "Target", "axes", "factor", "rows", "columns", "Top", "Right", "SizeWidth", "OutputPadding", "Interpolation", "height", "blocks", "Branches",
        "Mode", "Distribution",
    ];

    private static readonly string[] Numbers = ["rate", "slope", "alpha", "value", "mean", "std", "low", "high", "scale", "Gain", "gain", "sparsity", "Std", "Slope", "Momentum", "Epsilon", "InputStd", "InputMean", "InputCorrelation"];

    private static readonly string[] Errors =
    [
        .. typeof(RuleIds).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Except([RuleIds.SeveralInitializers, RuleIds.DefaultInitializer]),
    ];

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.02)]
    [InlineData(3, 0.3)]
    [InlineData(4, 1.0)]
    public void There_is_a_sound_model_or_an_error(ulong seed, double wildness)
    {
        var random = new TestRandom(seed);
        int models = 0;
        for (int i = 0; i < Declarations; i++)
        {
            NetworkDeclaration declaration = Declaration(random, wildness);
            try
            {
                NetworkResult result = NetworkModelBuilder.Build(declaration);
                bool hasError = result.Findings.Any(finding => Errors.Contains(finding.Rule));
                Assert.Equal(hasError, result.Model is null);
                Assert.All(result.Findings, finding => Assert.InRange(finding.AttributeIndex, -1, declaration.Attributes.Count - 1));
                if (result.Model is not { } model) continue;
                CheckModel(model);
                NetworkModel again = NetworkModelBuilder.Build(declaration).Model!;
                Assert.Equal(model, again);
                _ = NetworkChecks.Run(model, CheckOptions.Default).Count();
                if (models % ModelsPerPrinted == 0) CheckText(model, again, isCompiled: models % (ModelsPerPrinted * PrintedPerCompiled) == 0);
                models++;
            }
            catch (Exception exception)
            {
                throw new CompilationFailedException(string.Create(CultureInfo.InvariantCulture, $"Case {i}: {exception}\nof\n{Text(declaration)}"));
            }
        }

        // Of sensible declarations many must be good, or this tests messages only.
        if (wildness < 0.1) Assert.InRange(models, Declarations / 10, Declarations);
    }

    private static void CheckModel(NetworkModel model)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < model.Nodes.Count; i++)
        {
            LayerNode node = model.Nodes[i];
            Assert.True(names.Add(node.Name), node.Name);
            Assert.All(node.Name.Split('.'), Assert.NotEmpty);
            Assert.NotEmpty(node.Inputs);
            Assert.All(node.Inputs, input => Assert.InRange(input, -1, i - 1));
            Assert.Equal(node.Inputs.Select(input => input < 0 ? model.Inputs[-1 - input].Shape : model.Nodes[input].OutputShape), node.InputShapes);
            Assert.InRange(SizeLimits.Product(node.OutputShape.Height, node.OutputShape.Width, node.OutputShape.Channels), 1, SizeLimits.MaximumElements);
            Assert.True(model.IsOutput(i) || model.Nodes.Any(other => other.Inputs.Contains(i)), node.Name);
            Assert.NotEmpty(node.Layer.Describe(node));
            Assert.True(node.Layer.MultiplyAdds(node) >= 0);
            foreach (ParameterSpec parameter in node.Parameters)
            {
                Assert.Equal(parameter.Count, parameter.FileShape.Aggregate(1L, (product, extent) => product * extent));
                Assert.InRange(parameter.Count, 1, SizeLimits.MaximumWeights);
                Assert.True(double.IsFinite((float)parameter.Initializer.First) && double.IsFinite((float)parameter.Initializer.Second));
                Assert.True(parameter.Initializer.Std >= 0);
            }
        }
    }

    /// <param name="again">An equal model that was built by itself: what it is printed as must not depend on which objects it is made of.</param>
    private static void CheckText(NetworkModel model, NetworkModel again, bool isCompiled)
    {
        GeneratedFile[] files = [.. NetworkEmitter.Emit(Planner.Plan(model))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(file.Text.Length > 0, file.HintName));
        Assert.Equal(files, NetworkEmitter.Emit(Planner.Plan(again)));
        if (!isCompiled || files.Sum(file => file.Text.Length) > LargestCompiled) return;
        string[] sources = [.. files.Select(file => file.Text.ToString()), "public sealed partial class TestNet;"];
        Assert.Empty(GeneratorRunner.CreateCompilation(sources).GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>About as a user would have written it.</summary>
    private static string Text(NetworkDeclaration declaration)
    {
        IEnumerable<string> blocks = declaration.Blocks.Select(static (block, index) => $"block {index}, {block.Name}: {Text(block.Attributes)}");
        return string.Join('\n', blocks.Append(Text(declaration.Attributes)));
    }

    private static string Text(EquatableArray<AttributeDeclaration> attributes) => string.Join(' ', attributes.Select(attribute =>
    {
        string blocks = attribute.Block < 0 ? "" : attribute.Shortcut < 0 ? $"<{attribute.Block}>" : $"<{attribute.Block}, {attribute.Shortcut}>";
        return $"[{attribute.Kind}{blocks}({string.Join(", ", attribute.Arguments.Select(argument => $"{argument.Name} = {Text(argument.Value)}"))})]";
    }));

    private static string Text(ArgumentValue value) => value.Kind switch
    {
        ArgumentKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
        ArgumentKind.Number => value.Number.ToString("R", CultureInfo.InvariantCulture),
        ArgumentKind.Boolean => value.Integer == 1 ? "true" : "false",
        ArgumentKind.Text => $"\"{value.Text}\"",
        ArgumentKind.List => $"[{string.Join(", ", value.Items.Select(Text))}]",
        _ => value.Kind.ToString(),
    };

    private static NetworkDeclaration Declaration(TestRandom random, double wildness)
    {
        int blocks = random.NextInteger(0, 2);
        BlockDeclaration[] declared =
        [
            .. Enumerable.Range(0, blocks).Select(index => new BlockDeclaration("B" + index, !Wild(random, wildness), 1, Attributes(random, wildness, "Block", index))),
        ];
        bool isWhole = !Wild(random, wildness / 10);
        return new NetworkDeclaration(
            new TypeIdentity("", "TestNet", default, "partial class TestNet", "public", "TestNet", IsSealed: true),
            new TypeForm(isWhole ? "" : "TestNet", IsStatic: false, UnsupportedForm.None, AttributeParts: 1),
            Attributes(random, wildness, "Network", blocks),
            declared.ToEquatableArray());
    }

    /// <param name="blocks">How many blocks may be used: those before, so that most are sound.</param>
    private static EquatableArray<AttributeDeclaration> Attributes(TestRandom random, double wildness, string marker, int blocks)
    {
        var attributes = new List<AttributeDeclaration> { new(marker, 0, Arguments(random, wildness, marker), -1, IsComplete: true) };
        int count = random.NextInteger(wildness == 0 ? 1 : 0, 8);
        for (int i = 1; i <= count; i++)
        {
            string kind = random.NextInteger(0, 9) switch
            {
                < 3 => i == 1 ? "Flatten" : "Dense",
                < 7 => Layers[random.NextInteger(0, Layers.Length - 1)],
                7 when i > 2 => Initializers[random.NextInteger(0, Initializers.Length - 1)],
                8 when blocks > 0 => random.NextInteger(0, 1) == 0 ? "Use" : "Residual",
                9 when i == count && marker == "Network" => "MeanSquaredError",
                _ => "ReLU",
            };
            bool isBlock = kind is "Use" or "Residual";
            int block = !isBlock ? -1 : Wild(random, wildness) ? random.NextInteger(-1, blocks - 1) : random.NextInteger(0, blocks - 1);
            bool hasShortcut = kind == "Residual" && block >= 0 && random.NextInteger(0, 1) == 0;
            attributes.Add(new AttributeDeclaration(kind, i, Arguments(random, wildness, kind), block, IsComplete: true) { Shortcut = hasShortcut ? random.NextInteger(0, blocks - 1) : -1 });
        }

        return attributes.ToEquatableArray();
    }

    private static EquatableArray<ArgumentDeclaration> Arguments(TestRandom random, double wildness, string kind)
    {
        var arguments = new Dictionary<string, ArgumentValue>(StringComparer.Ordinal);
        switch (kind)
        {
            case "Network": arguments["shape"] = ArgumentValue.Of(Enumerable.Range(0, random.NextInteger(1, 3)).Select(_ => ArgumentValue.Of((long)random.NextInteger(1, 12))).ToEquatableArray()); break;
            case "Conv2D" or "Conv2DTranspose" or "Conv1D" or "Conv1DTranspose": (arguments["filters"], arguments["kernel"]) = (ArgumentValue.Of((long)random.NextInteger(1, 8)), ArgumentValue.Of((long)random.NextInteger(1, 3))); break;
            case "SeparableConv2D" or "SeparableConv1D": (arguments["filters"], arguments["kernel"]) = (ArgumentValue.Of((long)random.NextInteger(1, 9)), ArgumentValue.Of((long)random.NextInteger(1, 3))); break;
            case "DepthwiseConv2D" or "DepthwiseConv1D": arguments["kernel"] = ArgumentValue.Of((long)random.NextInteger(1, 3)); break;
            case "Dense": arguments["units"] = ArgumentValue.Of((long)random.NextInteger(1, 9)); break;
            case "MaxPool2D" or "AveragePool2D" or "MaxPool1D" or "AveragePool1D" or "AdaptiveMaxPool1D" or "AdaptiveAveragePool1D" or "AdaptiveMaxPool2D" or "AdaptiveAveragePool2D": arguments["size"] = ArgumentValue.Of((long)random.NextInteger(1, 3)); break;
            case "Reshape": arguments["shape"] = ArgumentValue.Of(Enumerable.Range(0, random.NextInteger(1, 3)).Select(place => ArgumentValue.Of(place == 0 ? -1L : random.NextInteger(1, 4))).ToEquatableArray()); break;
            case "Permute": arguments["axes"] = ArgumentValue.Of(Enumerable.Range(0, random.NextInteger(1, 3)).Select(axis => ArgumentValue.Of(axis + 1L)).Reverse().ToEquatableArray()); break;
            case "ZeroPadding2D" or "Cropping2D" or "UpSampling2D" or "ZeroPadding1D" or "Cropping1D" or "UpSampling1D": arguments["size"] = ArgumentValue.Of((long)random.NextInteger(1, 3)); break;
            case "Maxout": arguments["pieces"] = ArgumentValue.Of((long)random.NextInteger(1, 3)); break;
            case "GroupNorm": arguments["groups"] = ArgumentValue.Of((long)random.NextInteger(1, 3)); break;
            case "MultiHeadAttention" or "TransformerBlock": arguments["heads"] = ArgumentValue.Of((long)random.NextInteger(1, 3)); break;
            case "RepeatVector": arguments["steps"] = ArgumentValue.Of((long)random.NextInteger(1, 4)); break;
            case "PixelShuffle": arguments["factor"] = ArgumentValue.Of((long)random.NextInteger(1, 2)); break;
            case "Add" or "Subtract" or "Multiply" or "Average" or "Maximum" or "Minimum" or "Dot" or "Concat": arguments["inputs"] = ArgumentValue.Of(EquatableArray.Of(ArgumentValue.Of(Wild(random, wildness) ? Pick(random, Names) : "input"))); break;
            case "Dropout" or "SpatialDropout1D" or "SpatialDropout2D" or "StochasticDepth" or "AlphaDropout" or "GaussianDropout": arguments["rate"] = ArgumentValue.Of(0.25); break;
            case "GaussianNoise": arguments["std"] = ArgumentValue.Of(0.5); break;
            case "Uniform": (arguments["low"], arguments["high"]) = (ArgumentValue.Of(-0.5), ArgumentValue.Of(0.5)); break;
            case "Normal" or "TruncatedNormal": arguments["std"] = ArgumentValue.Of(0.1); break;
        }

        if (kind is "Network") AddSettings(random, arguments);
        if (kind is "Residual" && random.NextInteger(0, 1) == 0) arguments["Projection"] = ArgumentValue.Of(true);
        if (Wild(random, wildness)) arguments[Pick(random, Integers)] = WildInteger(random);
        if (Wild(random, wildness)) arguments[Pick(random, Numbers)] = ArgumentValue.Of(WildNumber(random));
        if (Wild(random, wildness)) arguments[random.NextInteger(0, 2) switch { 0 => "Name", 1 => "Input", _ => "ShortcutName" }] = ArgumentValue.Of(Pick(random, Names));
        return arguments.Select(argument => new ArgumentDeclaration(argument.Key, argument.Value)).ToEquatableArray();
    }

    /// <summary>What changes how a network is planned: many are refused, as what is streamed or in few bits must suit it.</summary>
    private static void AddSettings(TestRandom random, Dictionary<string, ArgumentValue> arguments)
    {
        if (IsChosen()) arguments["Recompute"] = ArgumentValue.Of(true);
        if (IsChosen()) arguments["Stream"] = ArgumentValue.Of(true);
        if (IsChosen()) arguments["Unroll"] = ArgumentValue.Of((long)random.NextInteger(0, 2));
        if (!IsChosen()) return;
        arguments["Weights"] = ArgumentValue.Of((long)random.NextInteger(1, 2));
        if (random.NextInteger(0, 1) == 0) arguments["Activations"] = ArgumentValue.Of(1L);

        bool IsChosen() => random.NextInteger(0, 7) == 0;
    }

    private static ArgumentValue WildInteger(TestRandom random) => random.NextInteger(0, 6) switch
    {
        0 => ArgumentValue.Of((long)int.MaxValue),
        1 => ArgumentValue.Of((long)int.MinValue),
        2 => ArgumentValue.Of(0L),
        3 => ArgumentValue.Of(-1L),
        4 => ArgumentValue.Of((long)SizeLimits.MaximumElements),
        5 => ArgumentValue.Null,
        _ => ArgumentValue.Of((long)random.NextInteger(1, 70_000)),
    };

    private static double WildNumber(TestRandom random) => random.NextInteger(0, 6) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => 0,
        4 => random.NextUniform(-2, 2),
        5 => Math.Pow(10, random.NextInteger(-320, 308)),
        _ => -double.Epsilon,
    };

    private static bool Wild(TestRandom random, double wildness) => random.NextUniform() < wildness;

    private static string Pick(TestRandom random, string[] items) => items[random.NextInteger(0, items.Length - 1)];
}
