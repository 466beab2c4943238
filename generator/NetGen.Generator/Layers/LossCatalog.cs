using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>All losses: one row each.</summary>
internal static class LossCatalog
{
    private static readonly Dictionary<string, LossKind> Rows = new(StringComparer.Ordinal)
    {
        ["SoftmaxCrossEntropy"] = LossKind.SoftmaxCrossEntropy,
        ["MeanSquaredError"] = LossKind.MeanSquaredError,
    };

    public static IEnumerable<string> Kinds => Rows.Keys;

    /// <summary>The loss of an attribute's kind, or null where it is none.</summary>
    public static LossKind? Find(string kind) => Rows.TryGetValue(kind, out LossKind loss) ? loss : null;
}
