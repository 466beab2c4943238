namespace NetGen;

/// <summary><c>max(x, 0)^2</c> (So et al., Primer, 2021). It squares the scale of its input, so deep stacks need normalisation.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SquaredReLUAttribute : LayerAttribute;
