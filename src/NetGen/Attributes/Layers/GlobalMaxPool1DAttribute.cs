namespace NetGen;

/// <summary>Reduces a sequence to a vector: the largest value of each feature over all time steps. No parameters.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalMaxPool1DAttribute : LayerAttribute;
