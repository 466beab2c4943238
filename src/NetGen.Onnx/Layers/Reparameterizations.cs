using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Weights that are computed from other parameters: a model has what comes of it, one row for each way.</summary>
internal static class Reparameterizations
{
    private static readonly Dictionary<string, Func<LayerContext, Weights>> Rows = new(StringComparer.Ordinal)
    {
        ["WeightNorm"] = AlongDirections,
        ["SpectralNorm"] = OverSpectralNorm,
    };

    public static IEnumerable<string> Kinds => Rows.Keys;

    public static Func<LayerContext, Weights> Find(string kind) => Rows[kind];

    /// <summary>g v / |v| for each row.</summary>
    private static Weights AlongDirections(LayerContext layer)
    {
        (Weights direction, Weights length) = (layer.Parameter("weight_v"), layer.Parameter("weight_g"));
        int size = direction.Values.Length / length.Values.Length;
        float[] values = new float[direction.Values.Length];
        for (int row = 0; row < length.Values.Length; row++)
        {
            ReadOnlySpan<float> v = direction.Values.AsSpan(row * size, size);
            double square = 0;
            foreach (float value in v) square += (double)value * value;
            double factor = length.Values[row] / Math.Sqrt(square);
            for (int i = 0; i < size; i++) values[(row * size) + i] = (float)(v[i] * factor);
        }

        return new Weights($"{layer.Layer.Name}.weight", direction.Shape, values);
    }

    /// <summary>W / (u^T W v), W a matrix whose rows are outputs: of a transposed convolution the second axis.</summary>
    private static Weights OverSpectralNorm(LayerContext layer)
    {
        (Weights original, Weights left, Weights right) = (layer.Parameter("weight_orig"), layer.Parameter("weight_u"), layer.Parameter("weight_v"));
        bool isTransposed = layer.Layer.Kind.EndsWith("Transpose", StringComparison.Ordinal);
        int taps = original.Values.Length / (original.Shape[0] * original.Shape[1]);
        double sigma = 0;
        for (int i = 0; i < original.Values.Length; i++)
        {
            (int first, int second, int tap) = (i / (taps * original.Shape[1]), i / taps % original.Shape[1], i % taps);
            (int row, int column) = isTransposed ? (second, (first * taps) + tap) : (first, (second * taps) + tap);
            sigma += (double)left.Values[row] * original.Values[i] * right.Values[column];
        }

        return new Weights($"{layer.Layer.Name}.weight", original.Shape, Array.ConvertAll(original.Values, value => (float)(value / sigma)));
    }
}
