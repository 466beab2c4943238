namespace NetGen;

/// <summary>The last time step of a sequence as a vector: what a recurrent layer knows when it has read all.</summary>
/// <remarks>No parameters. The gradient comes to that step alone.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LastAttribute : LayerAttribute;
