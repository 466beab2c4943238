using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>What is predicted of a network before its first run.</summary>
/// <param name="InputMean">Mean of the input's values that the prediction starts from.</param>
/// <param name="InputStd">Their standard deviation.</param>
/// <param name="IsInputScaleKnown">Whether the two were declared; else they are 0 and 1 because nothing better is known.</param>
/// <param name="Layers">One for each node, at the node's index.</param>
/// <param name="OutputSpread">Standard deviation of the output from unit to unit of a sample: of logits, how decided the network is to begin with.</param>
/// <param name="InitialLoss">
/// Mean loss before the first step, for labels (all classes alike) or targets (mean 0, variance 1) that know nothing of the input.
/// Null without a loss.
/// </param>
/// <param name="UndecidedLoss">The loss of a network that puts out the same for all classes, ln C, or zero; null without a loss.</param>
internal sealed record SignalReport(
    double InputMean,
    double InputStd,
    bool IsInputScaleKnown,
    EquatableArray<LayerSignal> Layers,
    double OutputSpread,
    double? InitialLoss,
    double? UndecidedLoss)
{
    /// <summary>Correlation of two pixels of the input side by side that the prediction starts from; null where the input is no image.</summary>
    public double? PixelCorrelation { get; init; }
}
