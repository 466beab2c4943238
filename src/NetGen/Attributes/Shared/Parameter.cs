// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>Which parameter of a layer an initialiser is meant for.</summary>
public enum Parameter
{
    /// <summary>The weights: kernel, matrix, or the scale of a normalisation.</summary>
    Weight,

    /// <summary>What is added to each output.</summary>
    Bias,

    /// <summary>The weights from one time step to the next.</summary>
    Recurrent,
}
