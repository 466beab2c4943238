namespace NetGen;

/// <summary>
/// Adds sines and cosines to each time step (Vaswani et al., 2017): <c>sin(t / 10000^(2 i / d))</c> to feature 2 i of d, the cosine to the next. What tells
/// attention, which has no order, where a step is, without parameters that are trained.
/// </summary>
/// <remarks>The table is state of the network, saved with it: <c>pe</c> [steps, features].</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SinusoidalPositionsAttribute : LayerAttribute;
