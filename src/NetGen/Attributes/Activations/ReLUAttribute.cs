namespace NetGen;

/// <summary>Rectified linear unit: <c>max(x, 0)</c>. The standard choice for hidden layers; goes with <see cref="HeAttribute"/>.</summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReLUAttribute : LayerAttribute;
