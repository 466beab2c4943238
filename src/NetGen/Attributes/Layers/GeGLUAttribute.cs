namespace NetGen;

/// <summary>
/// <c>a * GELU(b)</c>, a the first half of the channels and b the second (Shazeer, 2020): a <see cref="GLUAttribute"/> whose gate is <see cref="GELUAttribute"/>. The
/// layer in front has twice as many units or filters as are wanted. Where others let the first half be the gate, exchange the halves of its weights.
/// </summary>
/// <inheritdoc cref="GLUAttribute" path="/remarks"/>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GeGLUAttribute : LayerAttribute;
