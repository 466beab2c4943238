using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>The sum over the other classes of max(0, Margin - y[label] + y[c]), or of its square, divided by the number of classes.</summary>
/// <param name="Margin">By how much the right class should lead.</param>
/// <param name="IsSquared">Whether the square counts.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct MultiMarginLabel(float Margin, bool IsSquared) : ILabelLoss
{
    /// <inheritdoc/>
    public float Compute(ReadOnlySpan<float> output, int label, Span<float> gradient)
    {
        float right = output[label];
        (float sum, float slopes) = (0f, 0f);
        for (int i = 0; i < output.Length; i++)
        {
            float lack = Margin - right + output[i];
            float slope = i == label || !(lack > 0f) ? 0f : IsSquared ? 2f * lack / output.Length : 1f / output.Length;
            if (i != label) sum += float.IsNaN(lack) ? lack : Math.Max(0f, lack) * (IsSquared ? Math.Max(0f, lack) : 1f);
            gradient[i] = slope;
            slopes += slope;
        }

        gradient[label] = -slopes;
        return sum / output.Length;
    }
}
