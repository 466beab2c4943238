// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>Where the pixels of an enlarged image come from.</summary>
public enum Interpolation
{
    /// <summary>From the nearest pixel: blocks of equal pixels.</summary>
    Nearest,

    /// <summary>
    /// From the four pixels around, the nearer the more. Pixels are squares whose centres lie on a line with those of the larger image (PyTorch's
    /// <c>align_corners=False</c>, TensorFlow's and Keras' only way); beyond the outermost centres the border is repeated.
    /// </summary>
    Bilinear,
}
