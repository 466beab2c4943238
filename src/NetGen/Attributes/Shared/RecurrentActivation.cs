// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>What a simple recurrent layer makes of its sums.</summary>
public enum RecurrentActivation
{
    /// <summary>The hyperbolic tangent: states stay between -1 and 1.</summary>
    Tanh,

    /// <summary>max(0, x): states may grow from step to step. With recurrent weights that begin with the identity (<see cref="Parameter.Recurrent"/>) it keeps what it has seen (Le et al., 2015).</summary>
    ReLU,
}
