namespace NetGen;

/// <summary><c>min(max(x / 6 + 0.5, 0), 1)</c>: the sigmoid from straight lines.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSigmoidAttribute : LayerAttribute;
