using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>|y - t|.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct AbsoluteErrorElement : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => TVector.Abs(output - target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector one = TVector.Broadcast(1f);
        return (TVector.LessThan(target, output) & one) - (TVector.LessThan(output, target) & one);
    }
}
