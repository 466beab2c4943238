namespace NetGen;

/// <summary><c>x * tanh(log(1 + exp(x)))</c> (Misra, 2019).</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MishAttribute : LayerAttribute;
