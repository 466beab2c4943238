using NetGen.Kernels.Native;

namespace NetGen.Kernels.Browser;

/// <summary>Rows in arrays: browsers have no pages of memory to forbid.</summary>
internal sealed class PlainRows : IInferenceRows
{
    public void Compute(ReadOnlySpan<float> input, Span<float> output, Inference compute)
    {
        float[] row = input.ToArray();
        output.Fill(float.NaN);
        compute(row, output);
        if (!input.SequenceEqual(row)) throw new InvalidOperationException("Inference has written to its input.");
    }
}
