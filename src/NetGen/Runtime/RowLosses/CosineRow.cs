using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>1 - cos(y, t), with PyTorch's 1e-12 added to both squared lengths.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CosineRow : IRowLoss
{
    private const float Epsilon = 1e-12f;

    /// <inheritdoc/>
    public float Compute(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        (float product, float outputs, float targets) = (0f, Epsilon, Epsilon);
        for (int i = 0; i < output.Length; i++)
        {
            product += output[i] * target[i];
            outputs += output[i] * output[i];
            targets += target[i] * target[i];
        }

        // Roots apart: the product of two squares leaves the range of floats sooner.
        float length = MathF.Sqrt(outputs) * MathF.Sqrt(targets);
        float cosine = product / length;
        for (int i = 0; i < output.Length; i++) gradient[i] = (cosine * output[i] / outputs) - (target[i] / length);
        return 1f - cosine;
    }
}
