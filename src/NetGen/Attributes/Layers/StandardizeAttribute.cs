namespace NetGen;

/// <summary>
/// <c>(x - mean) * scale</c> for each channel of an image, or each feature of a vector or of a sequence's time steps, with means and scales that
/// <see cref="NetworkStandardization.Standardize{TNetwork}(TNetwork, Data.SampleSource)"/> takes from data: its result then has mean 0 and variance 1. They are saved with the network, so whoever loads it gives it values as they are.
/// </summary>
/// <remarks>
/// Element by element; any shape. Parameters, not trained: <c>mean</c> and <c>scale</c>, both [channels] or [features]. Before they are set, they
/// change nothing.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StandardizeAttribute : LayerAttribute;
