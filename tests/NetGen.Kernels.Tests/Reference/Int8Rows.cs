namespace NetGen.Kernels.Tests.Reference;

/// <summary>Rows of whole numbers from -127 to 127 times a scale, by their definition.</summary>
internal static class Int8Rows
{
    private const int Largest = 127;
    private const int ScaleBits = 16;

    /// <summary>The nearest to weights; of two that are as near the even number. A whole number 0 has no sign.</summary>
    public static float[] Round(float[] weights, int rows)
    {
        float[] rounded = new float[weights.Length];
        int size = weights.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            double scale = Scale(weights.AsSpan(row * size, size));
            for (int i = row * size; i < (row + 1) * size; i++) rounded[i] = (float)((Math.Round(weights[i] / scale, MidpointRounding.ToEven) * scale) + 0.0);
        }

        return rounded;
    }

    /// <summary>The scale of rounded weights, of which the largest is 127 of it or hardly less.</summary>
    public static float ScaleOf(ReadOnlySpan<float> row) => (float)Scale(row);

    /// <summary>The least of so many bits with which no number is beyond the largest.</summary>
    private static double Scale(ReadOnlySpan<float> row)
    {
        double largest = 0;
        foreach (float weight in row) largest = Math.Max(largest, Math.Abs(weight));
        if (largest == 0) return 1;
        double spacing = Math.ScaleB(1, Math.ILogB((float)(largest / Largest)) - ScaleBits + 1);
        return Math.Ceiling((float)(largest / Largest) / spacing) * spacing;
    }
}
