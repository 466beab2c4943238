namespace NetGen.Kernels.Tests.Reference;

/// <summary>A product of rows and weights in 8 bits, by its definition: whole numbers, then one multiply-add in floats.</summary>
internal static class ByteProduct
{
    private const int Largest = 127;
    private const int LargestAround = 63;

    /// <summary>What a row gives.</summary>
    /// <param name="row">Its values.</param>
    /// <param name="weights">Those of each output behind one another, already rounded to whole numbers of their output's scale.</param>
    /// <param name="bias">Null where there is none.</param>
    /// <param name="fuses">Whether multiply-adds are rounded once.</param>
    public static float[] Of(ReadOnlySpan<float> row, ReadOnlySpan<float> weights, float[]? bias, bool fuses)
    {
        (int[] numbers, float rowScale) = Numbers(row);
        var outputs = new float[weights.Length / row.Length];
        for (int output = 0; output < outputs.Length; output++)
        {
            ReadOnlySpan<float> own = weights.Slice(output * row.Length, row.Length);
            float scale = Int8Rows.ScaleOf(own);
            long sum = 0;
            for (int i = 0; i < numbers.Length; i++) sum += numbers[i] * (long)Math.Round(own[i] / (double)scale);
            float factor = rowScale * scale;
            outputs[output] = bias is null ? sum * factor : fuses ? MathF.FusedMultiplyAdd(sum, factor, bias[output]) : (sum * factor) + bias[output];
        }

        return outputs;
    }

    /// <summary>The whole numbers of a row, and what one is worth.</summary>
    private static (int[] Numbers, float Scale) Numbers(ReadOnlySpan<float> row)
    {
        float least = 0;
        float most = 0;
        foreach (float value in row) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        float largest = Math.Max(-least, most);
        var numbers = new int[row.Length];
        if (largest == 0) return (numbers, 0);
        int range = least < 0 ? LargestAround : Largest;
        float factor = range / largest;
        for (int i = 0; i < row.Length; i++) numbers[i] = (int)MathF.Round(row[i] * factor, MidpointRounding.ToEven);
        return (numbers, largest / range);
    }
}
