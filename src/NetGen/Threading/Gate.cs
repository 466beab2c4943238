using System.Diagnostics;

namespace NetGen.Threading;

/// <summary>A place to wait: spinning first, then parked.</summary>
internal sealed class Gate
{
    /// <summary>
    /// Long enough for what one thread does alone between two phases; waking a parked thread takes a fifth of it. Short enough not to be
    /// noticed where nothing follows.
    /// </summary>
    private const int SpinMicroseconds = 100;

    private static readonly long s_spinTicks = Stopwatch.Frequency * SpinMicroseconds / 1_000_000;

    private readonly object _lock = new();
    private int _isParked;

    /// <summary>Returns when <paramref name="isOpen"/> holds; whoever makes it hold calls <see cref="Wake"/> afterwards.</summary>
    public void Wait<TState>(TState state, Func<TState, bool> isOpen)
    {
        // All but the first microseconds of it offering the core to others.
        SpinWait spin = default;
        long end = Stopwatch.GetTimestamp() + s_spinTicks;
        do
        {
            if (isOpen(state)) return;
            spin.SpinOnce(sleep1Threshold: -1);
        }
        while (Stopwatch.GetTimestamp() < end);

        lock (_lock)
        {
            // The flag goes up before the condition is looked at, and Wake looks at the flag after the condition was made to hold: one
            // of the two sees the other.
            Interlocked.Exchange(ref _isParked, 1);
#pragma warning disable CA1416 // Who waits here has others that it waits for: threads that could be started.
            while (!isOpen(state)) Monitor.Wait(_lock);
#pragma warning restore CA1416
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
