using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>
/// Attention and a network on each step, each behind a normalisation and added to what it read; or, with PostNorm, normalised behind the sum. Its parts have the
/// names of PyTorch's TransformerEncoderLayer.
/// </summary>
internal static class TransformerBlock
{
    /// <summary>Hidden units for each feature, where nothing is said.</summary>
    private const int Expansion = 4;

    private const string FirstSum = "sum1";
    private const string FirstNorm = "norm1";

    public static EquatableArray<LayerPart> FromAttribute(AttributeArguments arguments, Shape? input)
    {
        double rate = arguments.Number("Dropout", 0, value => value is >= 0 and < 1, "at least 0 and below 1", "0.1");
        double epsilon = arguments.PositiveNumber("Epsilon", 1e-5, "1e-5");
        FeedForward form = arguments.Choice("FeedForward", FeedForward.GELU);

        // As large as a layer may be at most, which that layer then reports: a product that no int holds would be another number.
        int hidden = arguments.Positive("Hidden", (int)Math.Min(SizeLimits.MaximumElements, (long)Expansion * (input?.Channels ?? 1)));
        if (MultiHeadAttentionLayer.FromAttribute(arguments) is not { } attention || !arguments.IsValid || input is not { } shape) return default;
        bool isPost = arguments.Flag("PostNorm", false);
        bool useBias = arguments.Flag("UseBias", true);
        LayerPart Norm(string name) => new(name, new LayerNormLayer(IsCentered: true, UseScale: true, UseBias: true, epsilon));
        IEnumerable<LayerPart> Drop(string name) => rate > 0 ? [new(name, new RandomLayer(RandomChange.Dropout, rate))] : [];
        LayerPart Sum(string name, string with) => new(name, LayerCatalog.Sum) { With = with };
        string middle = isPost ? FirstNorm : FirstSum;
        IEnumerable<LayerPart> parts =
        [
            .. isPost ? [] : new[] { Norm(FirstNorm) },
            new("self_attn", attention),
            .. Drop("dropout1"),
            Sum(FirstSum, LayerPart.Begin),
            Norm(isPost ? FirstNorm : "norm2"),
            .. Inside(form, hidden, useBias),
            .. Drop("dropout"),
            new("linear2", new DenseLayer(shape.Channels, useBias)) { TakesInitializers = true },
            .. Drop("dropout2"),
            Sum("sum2", middle),
            .. isPost ? new[] { Norm("norm2") } : [],
        ];
        return parts.ToEquatableArray();
    }

    private static IEnumerable<LayerPart> Inside(FeedForward form, int hidden, bool useBias) => form == FeedForward.SwiGLU
        ? [new("linear1", new DenseLayer(2 * hidden, useBias)), new("swiglu", new GatedLinearUnitLayer("SwiGLU", new SiLUFunction()))]
        : [new("linear1", new DenseLayer(hidden, useBias)), new("activation", new ActivationLayer(form == FeedForward.ReLU ? new ReLUFunction() : new GELUFunction()))];
}
