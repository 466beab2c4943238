using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// 1 - (TP + Smoothing) / (TP + FalsePositives FP + FalseNegatives FN + Smoothing), where p = sigmoid(y), TP is the sum of t p over all of a sample's
/// outputs, FP that of (1 - t) p and FN that of t (1 - p).
/// </summary>
/// <param name="FalsePositives">What a wrong yes counts.</param>
/// <param name="FalseNegatives">What a wrong no counts.</param>
/// <param name="Smoothing">Keeps the quotient from 0 / 0.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct OverlapSample(float FalsePositives, float FalseNegatives, float Smoothing) : ISampleLoss
{
    /// <inheritdoc/>
    public float Compute(ReadOnlySpan<float> output, int channels, ReadOnlySpan<float> target, Span<float> gradient)
    {
        (float both, float predicted, float wanted) = (Smoothing, 0f, 0f);
        for (int i = 0; i < output.Length; i++)
        {
            float p = SingleMath.Sigmoid(output[i]);
            gradient[i] = p;
            both += target[i] * p;
            predicted += p;
            wanted += target[i];
        }

        float shared = 1f - FalsePositives - FalseNegatives; // what TP counts besides in FP = sum p - TP and FN = sum t - TP
        float all = (both * shared) + (FalsePositives * predicted) + (FalseNegatives * wanted) + (Smoothing * (1f - shared));
        float overlap = both / all;
        for (int i = 0; i < output.Length; i++)
        {
            float p = gradient[i];
            float slope = target[i] - (overlap * ((target[i] * shared) + FalsePositives));
            gradient[i] = -slope / all * p * (1f - p);
        }

        return 1f - overlap;
    }
}
