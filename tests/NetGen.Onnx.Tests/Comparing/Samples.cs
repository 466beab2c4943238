namespace NetGen.Onnx.Tests;

/// <summary>Samples for a network, as its methods take them: rows of all inputs side by side, whole numbers as the bits of floats.</summary>
internal static class Samples
{
    public static float[] Draw(NetworkInfo info, int count)
    {
        Draws draws = new(5);
        float[] rows = new float[count * info.InputSize];
        int offset = 0;
        foreach (TensorInfo input in info.Inputs)
        {
            for (int sample = 0; sample < count; sample++)
            {
                for (int i = 0; i < input.Size; i++) rows[(sample * info.InputSize) + offset + i] = Value(input, sample, draws);
            }

            offset += input.Size;
        }

        return rows;
    }

    private static float Value(TensorInfo input, int sample, Draws draws)
        => input.LengthsOf is not null ? BitConverter.Int32BitsToSingle(Length(sample, input.Vocabulary - 1))
            : input.Vocabulary > 0 ? BitConverter.Int32BitsToSingle(draws.Index(input.Vocabulary))
            : (float)draws.Normal();

    /// <summary>Some steps, one, and all.</summary>
    private static int Length(int sample, int steps) => sample switch { 0 => Math.Max(1, (steps / 2) + 1), 1 => 1, _ => steps };
}
