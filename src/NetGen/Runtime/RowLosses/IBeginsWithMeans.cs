namespace NetGen.Runtime;

/// <summary>A loss of rows whose outputs begin with as many predictions as there are targets: what metrics of values compare.</summary>
internal interface IBeginsWithMeans;
