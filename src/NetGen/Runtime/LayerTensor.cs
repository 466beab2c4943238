using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>Where a training step leaves a layer's output, and the gradient by it. Made by generated code.</summary>
/// <param name="Offset">First float of the output, per sample of capacity; -1 where no such tensor is left: another layer overwrote it, or it is the caller's input.</param>
/// <param name="GradientOffset">First float of the gradient, per sample of capacity; -1 where no such tensor is left.</param>
/// <param name="SampleStride">Floats from one sample to the next.</param>
/// <param name="Positions">Pixels or time steps.</param>
/// <param name="Channels">Values at each of them.</param>
/// <param name="Pitch">Floats from one position to the next.</param>
/// <param name="Saturation">For an activation: where units are saturated; else null.</param>
/// <param name="ValuesPhase">
/// The phase behind which the output is to be read, as other tensors take its place later; -1 where the end of the step leaves it.
/// </param>
/// <param name="GradientPhase">The same of the gradient.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerTensor(
    int Offset,
    int GradientOffset,
    int SampleStride,
    int Positions,
    int Channels,
    int Pitch,
    SaturatedRanges? Saturation = null,
    int ValuesPhase = -1,
    int GradientPhase = -1);

/// <summary>The values between which an activation's slope is below 0.05.</summary>
/// <param name="Layer">Index of the layer whose output shows it: the activation's own, or that of its input.</param>
/// <param name="Limits">Pairs of lower and upper limits, both included.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SaturatedRanges(int Layer, IReadOnlyList<double> Limits);
