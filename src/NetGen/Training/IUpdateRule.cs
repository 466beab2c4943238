using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// The arithmetic of an optimiser for one vector of parameters. It must leave a parameter at zero whose gradient has always been zero:
/// such are the padding lanes between the parameters.
/// </summary>
public interface IUpdateRule
{
    /// <summary>Names of the floats that the rule keeps per parameter, all zero at first: none to three.</summary>
    static abstract IReadOnlyList<string> SlotNames { get; }

    /// <summary>How many they are: a JIT-time constant.</summary>
    static abstract int Slots { get; }

    /// <summary>The new value of the parameters.</summary>
    /// <param name="parameter">Their old value.</param>
    /// <param name="gradient">The gradient of the loss by them.</param>
    /// <param name="first">The first kept float, to be replaced by its new value.</param>
    /// <param name="second">The second kept float, to be replaced by its new value.</param>
    /// <param name="third">The third kept float, to be replaced by its new value.</param>
    TVector Update<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IVector<TVector>;
}
