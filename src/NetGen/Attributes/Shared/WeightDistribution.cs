// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>The form of the distribution from which weights are drawn; its variance is fixed by the initialiser.</summary>
public enum WeightDistribution
{
    /// <summary>Spread evenly between minus and plus <c>sqrt(3 * variance)</c>.</summary>
    Uniform,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Normal, drawn again outside two standard deviations and widened by 1 / 0.8796, so that the variance after the cut is the one asked for.</summary>
    TruncatedNormal,
}
