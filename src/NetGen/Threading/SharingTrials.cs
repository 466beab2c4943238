using System.Numerics;

namespace NetGen.Threading;

/// <summary>The trials of one network: one for all batches between two powers of two, since what pays depends on how much there is to do.</summary>
/// <param name="ways">How many ways of sharing there are.</param>
/// <param name="mostMultiplyAdds">
/// Multiply-adds of a call from which on it is shared without a trial: milliseconds, beside which handing phases over is nothing, and of which a trial
/// would take too many.
/// </param>
internal sealed class SharingTrials(int ways, long mostMultiplyAdds)
{
    private readonly SharingTrial?[] _trials = new SharingTrial?[32];

    /// <summary>The trial for a call, or null where none is needed.</summary>
    /// <param name="batch">Samples, 1 or more.</param>
    /// <param name="multiplyAdds">What they take.</param>
    public SharingTrial? Find(int batch, long multiplyAdds)
    {
        if (multiplyAdds >= mostMultiplyAdds) return null;
        ref SharingTrial? trial = ref _trials[BitOperations.Log2((uint)batch)];
        return Volatile.Read(ref trial) ?? Interlocked.CompareExchange(ref trial, new SharingTrial(ways), null) ?? trial;
    }
}
