namespace NetGen;

/// <summary><c>min(max(x, 0), 6)</c>: a rectifier with a ceiling, made for low precision. Goes with <see cref="HeAttribute"/>.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReLU6Attribute : LayerAttribute;
