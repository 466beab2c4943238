namespace NetGen;

/// <summary>Sigmoid linear unit, also called swish: <c>x / (1 + exp(-x))</c>.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SiLUAttribute : LayerAttribute;
