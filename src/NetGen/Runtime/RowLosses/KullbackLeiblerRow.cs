using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>The sum over classes of t (ln t - ln softmax(y)), where a share of 0 adds nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct KullbackLeiblerRow : IRowLoss
{
    /// <inheritdoc/>
    public float Compute(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        Losses.Softmax(ref MemoryMarshal.GetReference(output), output.Length, ref MemoryMarshal.GetReference(gradient));
        (float largest, float probability, float shares) = (output[0], gradient[0], 0f);
        for (int i = 0; i < output.Length; i++)
        {
            shares += target[i];
            if (output[i] > largest) (largest, probability) = (output[i], gradient[i]);
        }

        // Class by class: cross entropy less entropy would be a small difference of large numbers.
        float logarithm = SingleMath.Log(probability);
        float loss = 0f;
        for (int i = 0; i < output.Length; i++)
        {
            if (target[i] != 0f) loss += target[i] * (SingleMath.Log(target[i]) - (output[i] - largest) - logarithm);
            gradient[i] = (shares * gradient[i]) - target[i];
        }

        return loss;
    }
}
