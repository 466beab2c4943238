// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>How windows treat the border of an image, or the ends of a sequence.</summary>
public enum Padding
{
    /// <summary>Windows lie inside the input: output extent <c>floor((input - window) / stride) + 1</c>.</summary>
    Valid,

    /// <summary>
    /// As much padding as gives <c>ceil(input / stride)</c> outputs, TensorFlow's rule: half before and half behind, an odd pixel behind.
    /// </summary>
    Same,

    /// <summary>
    /// Of sequences: zeros in front, so many that an output sees its own time step and earlier ones, and none that comes later.
    /// <c>ceil(input / stride)</c> outputs.
    /// </summary>
    Causal,
}
