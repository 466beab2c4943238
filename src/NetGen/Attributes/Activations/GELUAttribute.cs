namespace NetGen;

/// <summary>Gaussian error linear unit (Hendrycks and Gimpel, 2016): <c>x * Phi(x)</c> with the normal distribution function; exact, not the tanh approximation.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GELUAttribute : LayerAttribute;
