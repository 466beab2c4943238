using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// The mean of (s + (m - t)^2 / e^s) / 2, where the first half of the outputs are means m and the second half logarithms of variances s; less than
/// PyTorch's least variance, 1e-6, counts as that, without a change to the gradient's form.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct GaussianRow : IRowLoss, IBeginsWithMeans
{
    private const float LeastLogarithm = -13.8155106f; // ln 1e-6

    /// <inheritdoc/>
    public float Compute(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        int count = target.Length;
        float sum = 0f;
        for (int i = 0; i < count; i++)
        {
            float logarithm = Math.Max(output[count + i], LeastLogarithm);
            float precision = SingleMath.Exp(-logarithm);
            float difference = output[i] - target[i];
            float ratio = difference * difference * precision;
            sum += logarithm + ratio;
            gradient[i] = difference * precision / count;
            gradient[count + i] = 0.5f * (1f - ratio) / count;
        }

        return 0.5f * sum / count;
    }
}
