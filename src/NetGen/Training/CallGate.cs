namespace NetGen;

/// <summary>
/// Lets one call in at a time. Two at once would write into one workspace, which one of them may be exchanging for a larger one, and kernels trust their
/// memory.
/// </summary>
/// <param name="owner">What users know it as; for exceptions.</param>
internal sealed class CallGate(string owner)
{
    private int _isTaken;

    /// <summary>Begins a call, which ends when what this gives is disposed of.</summary>
    /// <exception cref="InvalidOperationException">Another call has not ended yet.</exception>
    public Call Enter() => Interlocked.Exchange(ref _isTaken, 1) == 0 ? new Call(this) : throw Refusal(owner);

    /// <summary>Says that something was called while another thread was in a call of it.</summary>
    public static InvalidOperationException Refusal(string owner) => new($"{owner} is at work on another thread; it is used by one at a time.");

    /// <summary>A call that was let in.</summary>
    public readonly ref struct Call(CallGate gate)
    {
        public void Dispose() => Volatile.Write(ref gate._isTaken, 0);
    }
}
