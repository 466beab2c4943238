// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>Which number of connections an initialiser divides by.</summary>
public enum FanMode
{
    /// <summary>Inputs that each output unit sums: keeps the size of the forward signal.</summary>
    FanIn,

    /// <summary>Outputs that each input unit reaches: keeps the size of the backward signal.</summary>
    FanOut,

    /// <summary>The mean of the two.</summary>
    FanAverage,
}
