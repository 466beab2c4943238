using NetGen.Generator.Layers;

namespace NetGen.Generator.Prediction;

/// <summary>What is predicted of a network before its first run.</summary>
/// <param name="Input">The first input, from whose values the prediction starts.</param>
/// <param name="Layers">One for each node, at the node's index.</param>
/// <param name="OutputSpread">Standard deviation of the output from unit to unit of a sample: of logits, how decided the network is to begin with.</param>
/// <param name="InitialLoss">
/// Mean loss before the first step, for labels (all classes alike) or targets (mean 0, variance 1) that know nothing of the input.
/// Null without a loss.
/// </param>
/// <param name="UndecidedLoss">The loss of a network that puts out the same for all classes, ln C, or zero; null without a loss.</param>
internal sealed record SignalReport(
    InputTensor Input,
    EquatableArray<LayerSignal> Layers,
    double OutputSpread,
    double? InitialLoss,
    double? UndecidedLoss)
{
    /// <summary>What it starts from where inputs are images of several pixels; none for other inputs.</summary>
    public EquatableArray<PixelCorrelation> Images { get; init; }
}
