// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>In how many bits inference keeps a weight. Arithmetic is in <see cref="float"/>, and so is training.</summary>
public enum WeightPrecision
{
    /// <summary>32 bits, as weights are trained.</summary>
    Float32,

    /// <summary>
    /// 16 bits: the upper half of a float, rounded to nearest, ties to even. As large and as small as floats can be, with 8 significant bits: a weight is off by
    /// at most 1 part in 256 of itself.
    /// </summary>
    BFloat16,
}
