namespace NetGen.Generator.Signal;

/// <summary>What a prediction assumes beyond the declaration.</summary>
/// <param name="WindowCorrelation">If given, the correlation inside pooling windows, of the normal variable below the activation; else it is followed from the input.</param>
/// <param name="BatchSize">Samples over which the loss is averaged: gradients of parameters depend on it.</param>
/// <param name="Interior">Whether to look at the middle of images, which padding does not reach, instead of at all of their pixels.</param>
internal sealed record SignalOptions(
    double? WindowCorrelation = null,
    int BatchSize = 32,
    bool Interior = false)
{
    public static SignalOptions Default { get; } = new();
}
