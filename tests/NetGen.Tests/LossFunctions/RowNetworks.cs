namespace NetGen.Tests.LossFunctions;

#pragma warning disable format // one line per layer
[Network(3)] [Dense(4, UseBias = false)] [KLDivergence] public sealed partial class DivergenceNet;

[Network(3)] [Dense(4, UseBias = false)] [MultiMargin(Margin = 0.75)] public sealed partial class MarginNet;

[Network(3)] [Dense(4, UseBias = false)] [MultiMargin(Power = 2)] public sealed partial class SquaredMarginNet;

[Network(3)] [Dense(4, UseBias = false)] [CosineDistance] public sealed partial class DirectionNet;

[Network(3)] [Dense(4, UseBias = false)] [GaussianNLL] public sealed partial class GaussianNet;
[Network(2, 3)] [Dense(4, UseBias = false)] [GaussianNLL] public sealed partial class GaussianSteps;

[Network(3)] [Dense(15, UseBias = false)] [Reshape(3, 5)] [TripletMargin] public sealed partial class TripletNet;

[Network(3)] [Dense(24, UseBias = false)] [Reshape(6, 4)] [CTC(3)] public sealed partial class SpellingNet;

[Network(3)] [Dense(8, UseBias = false)] [Reshape(2, 4)] [CTC(2, ZeroInfinity = true)] public sealed partial class LenientSpellingNet;

[Network(3)] [Dense(8, UseBias = false)] [Reshape(2, 4)] [CTC(2, Blank = 1)] public sealed partial class OtherBlankNet;

[Network(3)] [Dense(4, UseBias = false)] [Loss(typeof(OwnLogarithms))] public sealed partial class OwnLogarithmsNet;

[Network(3)] [Dense(4, UseBias = false)] [CategoricalFocal] public sealed partial class FocalNet;

[Network(3)] [Dense(4, UseBias = false)] [CategoricalHinge] public sealed partial class CategoricalHingeNet;

[Network(3)] [Dense(4, UseBias = false)] [Dice] public sealed partial class DiceNet;

[Network(3)] [Dense(4, UseBias = false)] [Tversky(FalsePositives = 0.25, FalseNegatives = 0.75)] public sealed partial class TverskyNet;

[Network(3)] [Dense(4, UseBias = false)] [Loss(typeof(OwnSquares))] public sealed partial class OwnNet;

[Network(3)] [Dense(4, UseBias = false)] [MeanSquaredError] public sealed partial class SquaresNet;

[Network(3)] [Dense(4, UseBias = false)] [Loss(typeof(OwnMargin))] public sealed partial class OwnMarginNet;

[Network(2, 2, 3)] [Conv2D(2, 1, UseBias = false)] [Loss(typeof(OwnSpread), Targets = 1)] public sealed partial class OwnSpreadNet;

[Network(3)] [Dense(4)] [Loss(typeof(OwnSquares), Weight = 0.5)] [Dense(2, Input = "input")] [Loss(typeof(OwnMargin))] public sealed partial class OwnHeads;
#pragma warning restore format

/// <summary>Mean squared error.</summary>
public readonly struct OwnSquares : IRowLoss
{
    public float Compute(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        float sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            float difference = output[i] - target[i];
            sum += difference * difference;
            gradient[i] = 2 * difference / output.Length;
        }

        return sum / output.Length;
    }
}

/// <summary>The mean of e^(score - score[label]) / classes over all classes.</summary>
public readonly struct OwnMargin : ILabelLoss
{
    public float Compute(ReadOnlySpan<float> output, int label, Span<float> gradient)
    {
        float sum = 0;
        for (int i = 0; i < output.Length; i++) sum += gradient[i] = MathF.Exp(output[i] - output[label]) / output.Length;
        gradient[label] -= sum;
        return sum;
    }
}

/// <summary>The square of the mean over all pixels and channels less the target.</summary>
public readonly struct OwnSpread : ISampleLoss
{
    public float Compute(ReadOnlySpan<float> output, int channels, ReadOnlySpan<float> target, Span<float> gradient)
    {
        float mean = 0;
        foreach (float value in output) mean += value / output.Length;
        gradient.Fill(2 * (mean - target[0]) / output.Length);
        return (mean - target[0]) * (mean - target[0]);
    }
}

/// <summary>Squared distances from logarithms, which 0 has none of.</summary>
public readonly struct OwnLogarithms : IRowLoss
{
    public float Compute(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        float sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            float difference = output[i] - MathF.Log(target[i]);
            sum += difference * difference;
            gradient[i] = 2 * difference;
        }

        return sum;
    }
}

/// <summary>A slope that is wrong.</summary>
public readonly struct WrongSlope : IRowLoss
{
    public float Compute(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        gradient.Fill(output[0] - target[0]);
        return (output[0] - target[0]) * (output[0] - target[0]);
    }
}

/// <summary>A slope that is left out.</summary>
public readonly struct UnwrittenSlope : IRowLoss
{
    public float Compute(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        gradient[0] = 1;
        return output[0] - target[0];
    }
}
