using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>
/// Attention of several heads over a sequence, or of a sequence over another (Vaswani et al., 2017): queries, keys and values are products of the steps,
/// each head mixes the values by how queries and keys match, and a last product mixes the heads.
/// </summary>
/// <param name="KeyHeads">Heads of keys and values: as many as of queries, or fewer that are shared.</param>
/// <param name="Size">Values of a head; 0: the input's features divided by the heads.</param>
/// <param name="IsCausal">Whether a step sees itself and earlier ones alone.</param>
/// <param name="ReadsMemory">Whether keys and values are made of a second input.</param>
/// <param name="Dropout">The share of the weights that is dropped in training.</param>
/// <param name="RotaryBase">Of the angles by which queries and keys are turned; null where they are not.</param>
internal sealed partial record MultiHeadAttentionLayer(
    int Heads, int KeyHeads, int Size, bool IsCausal, bool UseBias, bool ReadsMemory, double Dropout, double? RotaryBase) : Layer
{
    /// <summary>Scores that a kernel has of a key at once: a block's queries, twice on the way back.</summary>
    private const int MostScoresOfKey = 64;

    private const string InputWeight = "in_proj_weight";
    private const string InputBias = "in_proj_bias";
    private const string QueryWeight = "q_proj_weight";
    private const string QueryBias = "q_proj_bias";
    private const string MemoryWeight = "kv_proj_weight";
    private const string MemoryBias = "kv_proj_bias";
    private const string KeyWeight = "k_proj_weight";
    private const string ValueWeight = "v_proj_weight";
    private const string OutputWeight = "out_proj.weight";
    private const string OutputBias = "out_proj.bias";

    public override string Kind => "MultiHeadAttention";

    /// <summary>No sum with fixed weights; what follows a signal stops here.</summary>
    public override LayerRole Role => ReadsMemory ? new MergeRole(MergeKind.Attention) : new OtherRole();

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Takes;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int heads = arguments.Positive("heads");
        int keyHeads = arguments.Positive("KeyValueHeads", heads);
        int size = arguments.NotNegative("HeadSize");
        bool readsMemory = arguments.Word("Memory") is not null;
        bool isCausal = arguments.Flag("Causal", false);
        double dropout = arguments.Number("Dropout", 0, value => value is >= 0 and < 1, "at least 0 and below 1", "0.1");
        double? rotary = ReadRotary(arguments, readsMemory);
        if (!arguments.IsValid) return null;
        if (heads % keyHeads != 0)
        {
            arguments.Reject(
                $"has KeyValueHeads = {Text.Of(keyHeads)}, which does not divide its {Text.Count(heads, "head")}",
                $"Write a number that divides {Text.Of(heads)}; 1 shares keys and values among all");
        }

        if (isCausal && readsMemory) arguments.Reject("has Causal and Memory, whose steps are not its own: none of them is earlier", "Keep one of the two");
        return arguments.IsValid ? new MultiHeadAttentionLayer(heads, keyHeads, size, isCausal, arguments.Flag("UseBias", true), readsMemory, dropout, rotary) : null;
    }

    private static double? ReadRotary(AttributeArguments arguments, bool readsMemory)
    {
        double longest = arguments.Number("RotaryBase", 10_000, value => value >= 1, "at least 1", "10000");
        bool isRotary = arguments.Flag("Rotary", false);
        if (!isRotary && arguments.Has("RotaryBase")) arguments.Reject("has RotaryBase, but no rotary positions", "Write Rotary = true beside it");
        if (isRotary && readsMemory) arguments.Reject("has Rotary and Memory, whose steps are not its own: they are no distance apart", "Keep one of the two");
        return isRotary ? longest : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (inputs.Any(shape => !WindowSpace.Sequence.Accepts(shape, findings))) return null;
        if (Size == 0 && input.Channels % Heads != 0)
        {
            findings.Report(
                RuleIds.InvalidArgument, $"has {Text.Count(Heads, "head")}, which do not divide the {Text.Count(input.Channels, "feature")} of its input", "Write a number of heads that divides them, or HeadSize");
            return null;
        }

        int size = Divide(input).HeadSize;
        if (RotaryBase is not null && size % 2 != 0)
        {
            findings.Report(
                RuleIds.InvalidArgument,
                $"has Rotary = true, which turns pairs of values, and heads of {Text.Of(size)}",
                Size > 0 ? $"Write HeadSize = {Text.Of(size + 1)} or another even number" : "Write a number of heads that leaves each an even number of features, or HeadSize");
            return null;
        }

        return Fits(input, inputs[inputs.Count - 1], findings) ? input : null;
    }

    /// <summary>Whether weights, products and a block's scores are of sizes that can be counted; else says so.</summary>
    private bool Fits(Shape input, Shape memory, ILayerFindings findings)
    {
        long size = Size > 0 ? Size : input.Channels / Heads;
        long rows = SizeLimits.Product(Heads + (2L * KeyHeads), size);
        long weights = SizeLimits.Product(rows, Math.Max(input.Channels, memory.Channels));
        if (weights > SizeLimits.MaximumWeights) return SizeLimits.ReportWeights(weights, findings) is not null;
        Shape longer = memory.Positions > input.Positions ? memory : input;
        long values = Math.Max(rows, Math.Max(Heads, MostScoresOfKey));
        return SizeLimits.Positions(longer, values, findings) is not null;
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        AttentionShape shape = Divide(inputs[0]);
        int features = inputs[0].Channels;
        if (ReadsMemory)
        {
            (bool isDivided, bool isOne) = (shape.QuerySize == features && shape.KeySize == features, inputs[1].Channels == features);
            EquatableArray<FileRows> query = isDivided && isOne ? QueryRows(InputWeight, features) : default;
            yield return Matrix(QueryWeight, Parameter.Weight, shape.QuerySize, features, shape.QuerySize) with { FileParts = query };
            EquatableArray<FileRows> memory = isOne
                ? MemoryRows(InputWeight, features)
                : EquatableArray.Of(new FileRows(KeyWeight, features, 0, features), new FileRows(ValueWeight, features, 0, features));
            yield return Matrix(MemoryWeight, null, 2 * shape.KeySize, inputs[1].Channels, shape.KeySize) with { FileParts = isDivided ? memory : default };
        }
        else
        {
            int rows = shape.QuerySize + (2 * shape.KeySize);
            yield return Matrix(InputWeight, Parameter.Weight, rows, features, shape.QuerySize);
        }

        yield return Matrix(OutputWeight, null, features, shape.QuerySize, features);
        if (!UseBias) yield break;
        if (ReadsMemory)
        {
            bool isDivided = shape.QuerySize == features && shape.KeySize == features;
            EquatableArray<FileRows> query = isDivided ? QueryRows(InputBias, features) : default;
            EquatableArray<FileRows> memory = isDivided ? MemoryRows(InputBias, features) : default;
            yield return ParameterSpec.Vector(QueryBias, Parameter.Bias, shape.QuerySize, Initialize.Constant(0)) with { FileParts = query };
            yield return ParameterSpec.Vector(MemoryBias, null, 2 * shape.KeySize, Initialize.Constant(0)) with { FileParts = memory };
        }
        else
        {
            yield return ParameterSpec.Vector(InputBias, Parameter.Bias, shape.QuerySize + (2 * shape.KeySize), Initialize.Constant(0));
        }

        yield return ParameterSpec.Vector(OutputBias, null, features, Initialize.Constant(0));
    }

    public override long MultiplyAdds(LayerNode node)
    {
        AttentionShape shape = Divide(node.InputShapes[0]);
        (long steps, long keys) = (node.OutputShape.Positions, Memory(node).Positions);
        return (2 * steps * shape.QuerySize * node.OutputShape.Channels) + (2 * keys * shape.KeySize * Memory(node).Channels) + (2 * steps * keys * shape.QuerySize);
    }

    public override (int Products, string Remedy)? Scores(LayerNode node)
        => (Divide(node.InputShapes[0]).HeadSize, "Let the number of heads grow, and keep their size");

    public override SettingList DeclareSettings(LayerNode node)
    {
        SettingList settings = new()
        {
            { "heads", Heads },
            { "keyHeads", KeyHeads },
            { "headSize", Divide(node.InputShapes[0]).HeadSize },
            { "causal", IsCausal },
            { "memory", ReadsMemory },
        };
        if (RotaryBase is { } longest) settings.Add("rotaryBase", longest);
        if (Dropout > 0) settings.Add("dropout", Dropout);
        return settings;
    }

    public override string Describe(LayerNode node)
    {
        AttentionShape shape = Divide(node.InputShapes[0]);
        string shared = shape.KeyHeads == shape.Heads ? "" : $", {Text.Of(shape.KeyHeads)} of keys and values";
        string over = ReadsMemory ? $", over {Text.Count(Memory(node).Positions, "step")} of another sequence" : IsCausal ? ", causal" : "";
        return $"{Text.Count(Heads, "head")} of {Text.Of(shape.HeadSize)}{shared}{over}{(RotaryBase is { } longest ? $", rotary positions of base {Text.Of(longest)}" : "")}{(Dropout > 0 ? $", a share of {Text.Of(Dropout)} of the weights dropped in training" : "")}{(UseBias ? "" : ", no bias")}";
    }

    /// <summary>PyTorch has queries, keys and values of equal sizes in one tensor, whatever they are made of.</summary>
    private static EquatableArray<FileRows> QueryRows(string tensor, int features) => EquatableArray.Of(new FileRows(tensor, 3 * features, 0, features));

    private static EquatableArray<FileRows> MemoryRows(string tensor, int features)
        => EquatableArray.Of(new FileRows(tensor, 3 * features, features, 2 * features));

    private static Shape Memory(LayerNode node) => node.InputShapes[node.InputShapes.Count - 1];

    private AttentionShape Divide(Shape input) => new(Heads, KeyHeads, Size > 0 ? Size : input.Channels / Heads, IsCausal);

    /// <summary>Its fans are those of one of the matrices that stand one below the other: of queries, keys or values.</summary>
    private static ParameterSpec Matrix(string name, Parameter? kind, int rows, int columns, int units)
    {
        Fans fans = Fans.Dense(columns, units);
        return new ParameterSpec(
            name, kind, 1, rows, columns, 1, 1, EquatableArray.Of(rows, columns), fans.In, fans.Out, Initialize.Xavier(fans, gain: 1, WeightDistribution.Uniform));
    }
}
