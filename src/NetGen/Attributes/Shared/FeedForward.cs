// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>What stands between the two dense layers of a transformer's block.</summary>
public enum FeedForward
{
    /// <summary>GELU, as in GPT-2 and BERT.</summary>
    GELU,

    /// <summary>ReLU, as in the first transformer.</summary>
    ReLU,

    /// <summary>The first half of twice as many units times SiLU of the second half, as in Llama (Shazeer, 2020).</summary>
    SwiGLU,
}
