// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>
/// In how many bits inference keeps a weight. Arithmetic is in <see cref="float"/>, unless <see cref="ActivationPrecision"/> says otherwise, and so is
/// training.
/// </summary>
public enum WeightPrecision
{
    /// <summary>32 bits, as weights are trained.</summary>
    Float32,

    /// <summary>
    /// 16 bits: the upper half of a float, rounded to nearest, ties to even. As large and as small as floats can be, with 8 significant bits:
    /// a weight is off by at most 1 part in 256 of itself.
    /// </summary>
    BFloat16,

    /// <summary>
    /// 8 bits: whole numbers from -127 to 127, times a scale for each output, with which the largest weight of that output is 127. A weight is
    /// off by at most half a scale, which is 1 part in 254 of its output's largest one. Recurrent matrices and tables stay floats.
    /// </summary>
    Int8,
}
