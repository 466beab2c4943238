using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// max(0, |a - p| - |a - n| + margin) for three positions a, p and n, and the margin as the target. Lengths are of differences with 1e-6 added to
/// each value, as PyTorch's.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TripletSample : ISampleLoss
{
    private const float Epsilon = 1e-6f;

    /// <inheritdoc/>
    public float Compute(ReadOnlySpan<float> output, int channels, ReadOnlySpan<float> target, Span<float> gradient)
    {
        ReadOnlySpan<float> anchor = output[..channels];
        ReadOnlySpan<float> positive = output.Slice(channels, channels);
        ReadOnlySpan<float> negative = output[(2 * channels)..];
        (float near, float far) = (0f, 0f);
        for (int i = 0; i < channels; i++)
        {
            float toPositive = anchor[i] - positive[i] + Epsilon;
            float toNegative = anchor[i] - negative[i] + Epsilon;
            near += toPositive * toPositive;
            far += toNegative * toNegative;
        }

        (near, far) = (MathF.Sqrt(near), MathF.Sqrt(far));
        float loss = near - far + target[0];
        if (loss <= 0f)
        {
            gradient.Clear();
            return 0f;
        }

        for (int i = 0; i < channels; i++)
        {
            float toPositive = near > 0f ? (anchor[i] - positive[i] + Epsilon) / near : 0f;
            float toNegative = far > 0f ? (anchor[i] - negative[i] + Epsilon) / far : 0f;
            gradient[i] = toPositive - toNegative;
            gradient[channels + i] = -toPositive;
            gradient[(2 * channels) + i] = toNegative;
        }

        return loss;
    }
}
