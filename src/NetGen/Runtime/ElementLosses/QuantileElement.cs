using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>The pinball loss: Level (t - y) below the target, (1 - Level) (y - t) above.</summary>
/// <param name="Level">The share of targets that should lie below the output; between 0 and 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct QuantileElement(float Level) : IElementLoss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
    {
        TVector below = (target - output) * TVector.Broadcast(Level);
        return TVector.Max(below, below - (target - output));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Derivative<TVector>(TVector output, TVector target)
        where TVector : struct, IVector<TVector>
        => (TVector.LessThan(target, output) & TVector.Broadcast(1f - Level)) - (TVector.LessThan(output, target) & TVector.Broadcast(Level));
}
