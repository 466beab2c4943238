namespace NetGen;

/// <summary>Reduces a sequence to a vector: the mean of each feature over all time steps. No parameters.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePool1DAttribute : LayerAttribute;
