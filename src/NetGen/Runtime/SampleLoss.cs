using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>The loss of one sample, for whoever knows the network but not its loss.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SampleLoss
{
    private protected SampleLoss()
    {
    }

    /// <summary>The label of samples that do not count; null where all do.</summary>
    internal virtual int? IgnoredLabel => null;

    /// <summary>Whether labels decide what samples count.</summary>
    internal virtual bool WeighsLabels => false;

    /// <summary>What a sample of a label counts in the mean over samples.</summary>
    internal virtual float WeightOf(int label) => 1f;

    /// <summary>Against target values.</summary>
    internal abstract float Of(ref float output, int count, ref float target, ref float gradient);

    /// <summary>Against target values, where a sample has so many of an output's steps.</summary>
    internal virtual float OfSteps(ref float output, int steps, int channels, ref float target, ref float gradient) => Of(ref output, steps * channels, ref target, ref gradient);

    /// <summary>Whether only a part of the outputs predicts the targets, as means beside variances do: <see cref="CopyMeans"/>.</summary>
    internal virtual bool HasMeans => false;

    /// <summary>Copies what of a sample's outputs predicts its targets.</summary>
    internal virtual void CopyMeans(ReadOnlySpan<float> output, Span<float> means) => output.CopyTo(means);

    /// <summary>Against a label that is not ignored.</summary>
    internal virtual float OfLabel(ref float output, int count, int label, ref float gradient) => throw new NotSupportedException("The loss compares with values.");
}

/// <summary>The mean over a sample's outputs of a loss of single elements.</summary>
/// <param name="loss">The loss of one output against one target.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MeanOf<TLoss>(TLoss loss) : SampleLoss
    where TLoss : struct, IElementLoss
{
    internal override float Of(ref float output, int count, ref float target, ref float gradient) => Losses.Mean(loss, ref output, count, ref target, 1f, ref gradient);
}

/// <summary>Cross entropy of softmax against a label, or against shares of classes.</summary>
/// <param name="classWeights">What each class counts; empty where all count 1.</param>
/// <param name="smoothing">What all classes share.</param>
/// <param name="ignoredLabel">The label of samples that do not count.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClassCrossEntropy(float[] classWeights, float smoothing, int? ignoredLabel) : SampleLoss
{
    internal override int? IgnoredLabel => ignoredLabel;

    internal override bool WeighsLabels => ignoredLabel is not null || classWeights.Length > 0;

    internal override float WeightOf(int label) => label == ignoredLabel ? 0f : classWeights.Length == 0 ? 1f : classWeights[label];

    internal override float Of(ref float output, int count, ref float target, ref float gradient)
        => Losses.CrossEntropy(ref output, count, ref target, classWeights, smoothing, 1f, ref gradient);

    internal override float OfLabel(ref float output, int count, int label, ref float gradient)
        => Losses.CrossEntropy(ref output, count, label, classWeights, smoothing, 1f, ref gradient);
}

/// <summary>The mean over positions of a loss of a position's channels.</summary>
/// <param name="loss">The loss of a row.</param>
/// <param name="positions">Rows of a sample.</param>
/// <param name="targets">Target values of a row.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MeanOfRows<TLoss>(TLoss loss, int positions, int targets) : SampleLoss
    where TLoss : struct, IRowLoss
{
    internal override float Of(ref float output, int count, ref float target, ref float gradient)
        => OfSteps(ref output, positions, count / positions, ref target, ref gradient);

    internal override float OfSteps(ref float output, int steps, int channels, ref float target, ref float gradient)
        => Losses.OfRows(loss, ref output, steps, channels, channels, ref target, targets, 1f, ref gradient);

    internal override bool HasMeans => loss is IBeginsWithMeans;

    internal override void CopyMeans(ReadOnlySpan<float> output, Span<float> means)
    {
        (int channels, int values) = (output.Length / positions, means.Length / positions);
        for (int position = 0; position < positions; position++) output.Slice(position * channels, values).CopyTo(means[(position * values)..]);
    }
}

/// <summary>A loss of all positions of a sample at once.</summary>
/// <param name="loss">The loss of a sample.</param>
/// <param name="positions">Rows of a sample.</param>
/// <param name="targets">Target values of a sample.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OfWholeSample<TLoss>(TLoss loss, int positions, int targets) : SampleLoss
    where TLoss : struct, ISampleLoss
{
    internal override float Of(ref float output, int count, ref float target, ref float gradient)
        => OfSteps(ref output, positions, count / positions, ref target, ref gradient);

    /// <summary>Where there is a target for each output, those of the steps that the sample has are compared.</summary>
    internal override float OfSteps(ref float output, int steps, int channels, ref float target, ref float gradient)
        => Losses.OfSample(loss, ref output, steps, channels, channels, ref target, targets == positions * channels ? steps * channels : targets, 1f, ref gradient);
}

/// <summary>A loss of scores against a label.</summary>
/// <param name="loss">The loss of a row of scores.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OfScores<TLoss>(TLoss loss) : SampleLoss
    where TLoss : struct, ILabelLoss
{
    internal override float Of(ref float output, int count, ref float target, ref float gradient) => throw new NotSupportedException("The loss compares with a label.");

    internal override float OfLabel(ref float output, int count, int label, ref float gradient) => Losses.OfLabel(loss, ref output, count, label, 1f, ref gradient);
}
