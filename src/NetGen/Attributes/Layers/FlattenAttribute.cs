namespace NetGen;

/// <summary>Reads an image or a sequence as one vector, in the order in which the values lie (row, column, channel). Needed where a <see cref="DenseAttribute"/> is to see all of an image, or all steps at once.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute;
