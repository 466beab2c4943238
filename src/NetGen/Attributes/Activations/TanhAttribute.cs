namespace NetGen;

/// <summary>Hyperbolic tangent: between -1 and 1. Goes with <see cref="XavierAttribute"/>.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhAttribute : LayerAttribute;
