// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>How a convolution is computed.</summary>
public enum ConvolutionAlgorithm
{
    /// <summary>The faster one, by counting operations when the network is compiled.</summary>
    Auto,

    /// <summary>Tap by tap: the smallest rounding errors.</summary>
    Direct,

    /// <summary>
    /// Winograd's algorithm wherever it is possible (stride 1, kernels of 3x3 and 5x5, multiples of 16 channels): fewer multiplications,
    /// rounding errors some ten times as large.
    /// </summary>
    Winograd,
}
