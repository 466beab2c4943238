using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// An activation function as a struct without state beyond its parameters, so that a kernel generic over it inlines it away.
/// NaN gives NaN; infinities give the function's limits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivation
{
    /// <summary>The function's value per lane.</summary>
    TVector Apply<TVector>(TVector input)
        where TVector : struct, IVector<TVector>;

    /// <summary>
    /// The derivative per lane, given the input and <see cref="Apply{TVector}"/>'s result for it. Which of the two an activation reads is
    /// said in its remarks: where it reads the output alone, the input need not be kept. At a kink it takes PyTorch's side.
    /// </summary>
    TVector Derivative<TVector>(TVector input, TVector output)
        where TVector : struct, IVector<TVector>;
}
