using NetGen.Runtime;

namespace NetGen.Files;

/// <summary>A matrix of weights in a file as whole numbers in 8 bits, with a scale for each row in a tensor beside it: their product is the weight.</summary>
internal static class Int8Rows
{
    /// <summary>What the name of the tensor of scales has behind that of the numbers.</summary>
    public const string Suffix = "_scale";

    /// <summary>Whether a file has a tensor so.</summary>
    public static bool AreIn(SafetensorsFile file, string name)
        => file.TryGetTensor(name, out SafetensorsTensor? numbers) && numbers.Type == SafetensorsType.I8 && file.TryGetTensor(name + Suffix, out _);

    /// <summary>Numbers times scales.</summary>
    /// <exception cref="NetworkFileException">The numbers have another shape, or there is not one scale for each row.</exception>
    public static void Read(SafetensorsFile file, string name, ReadOnlySpan<int> shape, Span<float> values)
    {
        file.RequireShape(name, shape);
        float[] scales = new float[shape[0]];
        file.Read(name + Suffix, [shape[0], 1], scales);
        sbyte[] numbers = new sbyte[values.Length];
        file.ReadBytes(name, System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()));
        int row = values.Length / shape[0];
        for (int i = 0; i < values.Length; i++) values[i] = numbers[i] * scales[i / row];
    }

    /// <summary>The numbers of weights.</summary>
    public static void ToNumbers(TensorSource weights, Span<float> numbers, int rows)
    {
        weights(numbers);
        int size = numbers.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            Span<float> values = numbers.Slice(row * size, size);
            float scale = ScaleOf(values);
            for (int i = 0; i < size; i++) values[i] = NarrowWeights.RoundToInt8(values[i], scale);
        }
    }

    /// <summary>The scales of weights.</summary>
    public static void ToScales(TensorSource weights, int count, Span<float> scales)
    {
        float[] values = new float[count];
        weights(values);
        int size = count / scales.Length;
        for (int row = 0; row < scales.Length; row++) scales[row] = ScaleOf(values.AsSpan(row * size, size));
    }

    private static float ScaleOf(ReadOnlySpan<float> row)
    {
        float largest = 0;
        foreach (float value in row) largest = MathF.Max(largest, MathF.Abs(value));
        return NarrowWeights.ScaleFor(largest);
    }
}
