namespace NetGen;

/// <summary>
/// What the generator predicted for the output of one layer, in training with initial parameters: over initialisations, samples,
/// positions and units. It starts from the input's statistics on <c>[Network(InputMean, InputStd)]</c>; docs/signal.md has the theory.
/// </summary>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Std">Their standard deviation.</param>
/// <param name="Active">Share of values that are not 0, from 0 to 1.</param>
/// <param name="Saturated">For an activation, the share of units whose slope is below 0.05; else 0.</param>
/// <param name="GradientStd">
/// Root mean square of the gradient of one sample's loss by the values (the batch's mean loss has the batch-th part of it); without a
/// loss, for a gradient of 1 at the output.
/// </param>
/// <param name="Band">
/// At least 1: in about 19 of 20 initialisations the values' root mean square lies between the prediction divided by this and the
/// prediction times this. It grows with depth over width.
/// </param>
public sealed record PredictedSignal(double Mean, double Std, double Active, double Saturated, double GradientStd, double Band)
{
    /// <summary>Root mean square: sqrt(<see cref="Mean"/>^2 + <see cref="Std"/>^2).</summary>
    public double Rms => Math.Sqrt((Mean * Mean) + (Std * Std));

    /// <summary>
    /// For a sequence of several steps, the correlation coefficient of a feature's values at two steps of a sample: 0 for steps that know nothing of each
    /// other, and near 1 where steps can no longer be told apart, as the ranks of attention's outputs collapse. Null for all others.
    /// </summary>
    public double? StepCorrelation { get; init; }

    /// <summary>How a softmax inside the layer begins, as attention has one; null where there is none.</summary>
    public PredictedSoftmax? Softmax { get; init; }
}

/// <summary>How a softmax inside a layer begins, with initial parameters.</summary>
/// <param name="Std">Standard deviation of its scores, from one choice to the next.</param>
/// <param name="Choices">Among how many it chooses, at most: of attention, the keys.</param>
/// <param name="Entropy">Of its shares, in nats, in the mean over queries: 0 where one choice has all.</param>
/// <param name="LargestEntropy">The same for scores that are all alike: the logarithm of <paramref name="Choices"/>, or less where some see fewer.</param>
/// <param name="Slope">1 - E sum of squared shares over that of scores that are all alike, from 0 to 1: what is left of the softmax's derivative.</param>
public sealed record PredictedSoftmax(double Std, int Choices, double Entropy, double LargestEntropy, double Slope);
