namespace NetGen;

/// <summary><c>log(1 + exp(x))</c>: a smooth rectifier, always positive.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftplusAttribute : LayerAttribute;
