namespace NetGen.Threading;

/// <summary>A place to wait: spinning first, then parked.</summary>
internal sealed class Gate
{
    private readonly object _lock = new();
    private int _isParked;

    /// <summary>Returns when <paramref name="isOpen"/> holds; whoever makes it hold calls <see cref="Wake"/> afterwards.</summary>
    public void Wait<TState>(TState state, Func<TState, bool> isOpen)
    {
        // Some tens of microseconds, the later part of them offering the core to others.
        SpinWait spin = default;
        for (int i = 0; i < 40; i++)
        {
            if (isOpen(state)) return;
            spin.SpinOnce(sleep1Threshold: -1);
        }

        lock (_lock)
        {
            // The flag goes up before the condition is looked at, and Wake looks at the flag after the condition was made to hold: one
            // of the two sees the other.
            Interlocked.Exchange(ref _isParked, 1);
            while (!isOpen(state)) Monitor.Wait(_lock);
            _isParked = 0;
        }
    }

    public void Wake()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isParked) == 0) return;
        lock (_lock) Monitor.Pulse(_lock);
    }
}
