using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Values held below or above numbers of the model.</summary>
internal static class Bounds
{
    public static ReadValue Clip(ReadNode node)
    {
        ReadValue value = node.Value(0);
        float low = node.NumberOf(1, "min") ?? float.NegativeInfinity;
        float high = node.NumberOf(2, "max") ?? float.PositiveInfinity;
        if (low <= float.MinValue) low = float.NegativeInfinity;
        if (high >= float.MaxValue) high = float.PositiveInfinity;
        if (!(low < high)) throw new NotSupportedException($"it leaves nothing between {low} and {high}");
        switch (low, high)
        {
            case (0, 6): return node.Map(value, "ReLU6");
            case (-1, 1): return node.Map(value, "HardTanh");
            case (0, float.PositiveInfinity): return node.Map(value, "ReLU");
            case (float.NegativeInfinity, float.PositiveInfinity): return value;
        }

        if (float.IsInfinity(high)) return Apply(node, value, [low], isLower: true);
        if (float.IsInfinity(low)) return Apply(node, value, [high], isLower: false);
        (float middle, float half) = (low + ((high - low) / 2), (high - low) / 2);
        ReadValue inside = node.Map(Affine.Standardize(node, value, [middle], [1 / half]), "HardTanh");
        return Affine.Standardize(node, inside, [-middle / half], [half]);
    }

    /// <summary>c + relu(x - c), or c - relu(c - x).</summary>
    /// <param name="node">The node.</param>
    /// <param name="value">With channels as there are bounds.</param>
    /// <param name="bounds">One for each channel, or one for all.</param>
    /// <param name="isLower">Whether values stay above them.</param>
    public static ReadValue Apply(ReadNode node, ReadValue value, float[] bounds, bool isLower)
    {
        float sign = isLower ? 1 : -1;
        ReadValue beyond = node.Map(Affine.Standardize(node, value, bounds, [sign]), "ReLU");
        return Affine.Standardize(node, beyond, Array.ConvertAll(bounds, bound => -sign * bound), [sign]);
    }
}
