// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen.Initialization;
#endif

/// <summary>How many of a column's values a sparse initialiser sets to 0.</summary>
internal static class SparsityRule
{
    /// <summary>PyTorch's: the share in whole numbers, upwards.</summary>
    public static int Zeros(double sparsity, int rows) => (int)Math.Ceiling(sparsity * rows);
}
