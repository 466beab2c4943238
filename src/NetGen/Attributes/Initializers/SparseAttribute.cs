namespace NetGen;

/// <summary>Normal, but of the weights that each input has a share is 0 (Martens, 2010): which ones is drawn. For matrices.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SparseAttribute : InitializerAttribute
{
    /// <summary>A sparse matrix.</summary>
    /// <param name="sparsity">The share of each column that is 0, in whole numbers upwards; above 0 and below 1.</param>
    public SparseAttribute(double sparsity) => Sparsity = sparsity;

    /// <summary>The share of each column that is 0.</summary>
    public double Sparsity { get; }

    /// <summary>Standard deviation of the values that are not 0; positive.</summary>
    public double Std { get; set; } = 0.01;
}
