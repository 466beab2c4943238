// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>How much of a network's loops is written out in generated code. Results are as right in every mode; rounding may differ between them.</summary>
public enum Unroll
{
    /// <summary>What measurements say: tiny layers in straight line, register tiles and kernel columns unrolled, the rest in loops.</summary>
    Auto,

    /// <summary>
    /// Less text, for small assemblies and short compilation: two heights of tiles instead of four, no Winograd unless a layer asks for it;
    /// tiny layers stay in straight line, which is shorter than tiles. Slower.
    /// </summary>
    Size,

    /// <summary>
    /// Layers in straight line as far as the JIT's budget for one method goes: dense layers of up to about 110 inputs for a sample that is
    /// alone, convolutions with up to 22 kernel columns times input channels. A layer beyond it gets its loops (rule NG6001).
    /// </summary>
    Full,
}
