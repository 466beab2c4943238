using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Prediction;

/// <summary>What is predicted at the output of one node, in training with initial weights: over weights, samples, positions and units.</summary>
/// <param name="Node">Index in <see cref="NetworkModel.Nodes"/>.</param>
/// <param name="Mean">Mean of the output's values.</param>
/// <param name="Std">Their standard deviation.</param>
/// <param name="Rms">Root of their mean square: what the next layer multiplies.</param>
/// <param name="Low">No value is below; -infinity where there is no limit.</param>
/// <param name="High">No value is above.</param>
/// <param name="Active">Share of values that are not 0.</param>
/// <param name="Saturated">For an activation: share of units whose slope is below 0.05. Else 0.</param>
/// <param name="SampleCorrelation">Correlation coefficient of one unit's values for two samples: near 1, samples can no longer be told apart.</param>
/// <param name="PositionCorrelation">Correlation coefficient of one channel's values at two positions of a sample.</param>
/// <param name="Factor">Mean square of the output over that of the (first) input: what this node alone does.</param>
/// <param name="ForwardRatio"><paramref name="Rms"/> over the rms of the input of the first layer with weights.</param>
/// <param name="StageFactor">
/// For a layer with weights whose output comes to an activation (through pooling, dropout or flattening, but no normalisation or merge):
/// fan-in x E w^2 x E f^2 / E z^2 at the predicted mean and variance of the pre-activation z; padding is left out. 1 keeps the mean square
/// from layer to layer, 0.5 halves it. Null where no activation follows.
/// </param>
/// <param name="InteriorStd">For a layer that pads: the standard deviation away from borders, for the same input. Else as <paramref name="Std"/>.</param>
/// <param name="GradientStd">Root mean square of the gradient of one sample's loss by the output's values; without a loss, for a gradient of 1 at the end.</param>
/// <param name="GradientRatio"><paramref name="GradientStd"/> over that at the output of the last layer with weights.</param>
/// <param name="GradientFactor">Mean square of the gradient at the (first) input over that at the output; 1 for a layer that reads the network's input.</param>
/// <param name="Band">
/// At least 1: for networks of this width, the measured rms lies between prediction / band and prediction x band in about 19 of 20
/// initialisations (two standard deviations of its logarithm).
/// </param>
/// <param name="ResetBy">Index of a normalisation through which every way from this node to the end leads, the first one; else -1. The scale here then does not matter behind it.</param>
/// <param name="Parameters">Its trained parameters.</param>
internal sealed record LayerSignal(
    int Node,
    double Mean,
    double Std,
    double Rms,
    double Low,
    double High,
    double Active,
    double Saturated,
    double SampleCorrelation,
    double PositionCorrelation,
    double Factor,
    double ForwardRatio,
    double? StageFactor,
    double InteriorStd,
    double GradientStd,
    double GradientRatio,
    double GradientFactor,
    double Band,
    int ResetBy,
    EquatableArray<ParameterSignal> Parameters)
{
    /// <summary>Whether a normalisation downstream makes the scale of this node's output irrelevant.</summary>
    public bool IsReset => ResetBy >= 0;

    /// <summary>
    /// For a layer whose state goes from step to step and is read at one of them alone: to how many of the steps that it reads a gradient comes back that is not lost in
    /// rounding beside that of the step which was read last. Null for all others.
    /// </summary>
    public int? StepsReached { get; init; }

    /// <summary>
    /// For a layer that runs from the last step to the first and is read at one of several alone: how many it has gone over there. Null for all others.
    /// </summary>
    public int? StepsGoneOver { get; init; }

    /// <summary>How a softmax inside the layer begins; null where there is none.</summary>
    public SoftmaxStart? Softmax { get; init; }
}

/// <summary>What is predicted for one trained parameter.</summary>
/// <param name="Name">weight, bias ...</param>
/// <param name="IsWeight">Whether it is the layer's weight.</param>
/// <param name="Rms">Root of the mean square of its initial values: spread and mean together.</param>
/// <param name="GradientRms">Root of the mean square of the gradient of the batch's mean loss by its elements, for <see cref="SignalOptions.BatchSize"/> samples.</param>
internal sealed record ParameterSignal(string Name, bool IsWeight, double Rms, double GradientRms)
{
    /// <summary>
    /// The first step that an optimiser makes (with momentum the largest of its first steps), over the size of the initial values; infinite where
    /// those are 0, NaN where a setting is.
    /// </summary>
    /// <param name="setting">The optimiser's settings by their properties' names.</param>
    public double RelativeFirstUpdate(OptimizerRow optimizer, Func<string, double> setting, double learningRate)
        => optimizer.FirstUpdate(learningRate, GradientRms, setting) / Rms;
}
