namespace NetGen;

/// <summary><c>x / (1 + |x|)</c>: between -1 and 1, approached slowly.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftsignAttribute : LayerAttribute;
