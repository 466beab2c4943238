using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// The loss of one output against one target as a struct without state beyond its parameters, so that a loop generic over it inlines it away. A
/// sample's loss is the mean over its outputs.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IElementLoss
{
    /// <summary>The loss per lane.</summary>
    TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>;

    /// <summary>Its derivative by the output per lane; 0 at a kink, as in PyTorch.</summary>
    TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>;
}
