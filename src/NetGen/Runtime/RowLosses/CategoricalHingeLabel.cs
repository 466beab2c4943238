using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>max(0, 1 - y[label] + the largest of the others), where no other counts as less than 0: Keras' meaning.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CategoricalHingeLabel : ILabelLoss
{
    /// <inheritdoc/>
    public float Compute(ReadOnlySpan<float> output, int label, Span<float> gradient)
    {
        gradient.Clear();
        (float largest, int place) = (0f, -1);
        for (int i = 0; i < output.Length; i++)
        {
            if (i != label && !(output[i] <= largest)) (largest, place) = (output[i], i);
        }

        float loss = 1f - output[label] + largest;
        if (loss <= 0f) return 0f;
        gradient[label] = -1f;
        if (place >= 0) gradient[place] = 1f;
        return loss;
    }
}
