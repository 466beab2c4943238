namespace NetGen;

/// <summary>Reduces an image to a vector: the largest value of each channel over all pixels. No parameters.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalMaxPool2DAttribute : LayerAttribute;
