namespace NetGen;

/// <summary>All values 0: right for biases and for the last layer of a residual branch. Hidden weights that begin so never learn: every unit stays like its neighbour.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ZerosAttribute : InitializerAttribute;
