namespace NetGen;

/// <summary>Reads an image or a sequence as one vector, in the order in which the values lie (row, column, channel). Needed in front of <see cref="DenseAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute;
