namespace NetGen;

/// <summary>Self-normalising unit (Klambauer et al., 2017): <c>1.0507 * (x where positive, 1.6733 * (exp(x) - 1) elsewhere)</c>. Keeps mean 0 and variance 1 from layer to layer when the weights begin with <see cref="LeCunAttribute"/>.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SELUAttribute : LayerAttribute;
