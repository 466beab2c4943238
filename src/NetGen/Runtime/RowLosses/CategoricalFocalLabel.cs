using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>-Alpha (1 - p)^Gamma ln p, p the softmax of the label's score.</summary>
/// <param name="Gamma">How much less samples count that are right already; at least 0.</param>
/// <param name="Alpha">A factor.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CategoricalFocalLabel(float Gamma, float Alpha) : ILabelLoss
{
    /// <inheritdoc/>
    public float Compute(ReadOnlySpan<float> output, int label, Span<float> gradient)
    {
        ref float slopes = ref MemoryMarshal.GetReference(gradient);
        float surprise = Losses.SoftmaxCrossEntropy(ref MemoryMarshal.GetReference(output), output.Length, label, 1f, ref slopes); // -ln p; the gradient is softmax, p - 1 at the label

        // By the slopes that a label's cross entropy has: d/dz[c] of -(1 - p)^g ln p = ((1 - p)^g - g p (1 - p)^(g - 1) ln p) times them. 1 - p is
        // the label's slope, turned round.
        float rest = -gradient[label];
        float focus = rest > 0f ? SingleMath.Exp(Gamma * SingleMath.Log(rest)) : Gamma == 0f ? 1f : 0f;
        float turn = rest > 0f ? Gamma * SingleMath.Exp(-surprise) * surprise * focus / rest : 0f;
        float factor = Alpha * (focus + turn);
        for (int i = 0; i < gradient.Length; i++) gradient[i] *= factor;
        return Alpha * focus * surprise;
    }
}
