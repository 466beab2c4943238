// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>In how many bits inference multiplies what a layer reads. Between layers, and in training, values are <see cref="float"/>.</summary>
public enum ActivationPrecision
{
    /// <summary>32 bits.</summary>
    Float32,

    /// <summary>
    /// 7 bits of a byte: whole numbers from 0 to 127, or from -63 to 63 where a row has negative values, times a scale of the row's own, which is
    /// found when the row is read: nothing has to be calibrated, and nothing is cut off. Products with weights in 8 bits are added up as whole numbers.
    /// </summary>
    Int8,
}
