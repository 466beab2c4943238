using System.Numerics;
using System.Runtime.ExceptionServices;

namespace NetGen.Threading;

/// <summary>
/// Threads that share the units of a piece of work. Every thread begins with units of its own, which lie side by side, and then
/// takes what others have not begun: so what it has written last time is in its cache, and a thread that wakes late, or that the system
/// has put aside, keeps nobody waiting. Running allocates nothing once the threads have started; they
/// start when they are first needed and stay awake for a tenth of a millisecond behind their last unit.
/// </summary>
/// <param name="startThread">Starts a thread, in place of the system; for tests.</param>
internal sealed class WorkTeam(Action<Thread>? startThread = null)
{
    /// <summary>More threads than this are never used. It must fit into the bits that <see cref="MostUnits"/> leaves of 64.</summary>
    public const int MostThreads = 48;

    /// <summary>The most units of one piece of work.</summary>
    public const int MostUnits = 58;

    private const ulong UnitMask = (1UL << MostUnits) - 1;

    // Numbers apart by more than a cache line, and by more than the line beside it that processors fetch along.
    private const int Apart = 32;
    private readonly ulong[] _shared = new ulong[4 * Apart];
    private readonly Gate?[] _gates = new Gate?[MostThreads];
    private readonly Gate _caller = new();
    private IUnits? _work;
    private int _units;
    private ExceptionDispatchInfo? _exception;

    // A thread was refused. It is not asked for again: that costs more than a call of Forward.
    private bool _isExhausted;

    /// <summary>What a team works on.</summary>
    public interface IUnits
    {
        /// <summary>Does one unit, on the thread of this index; the caller has index 0.</summary>
        void RunUnit(int thread, int unit);
    }

    /// <summary>How many threads have been started.</summary>
    public int StartedThreads { get; private set; }

    // A bit for each unit that nobody has taken yet, and above them the number of threads that may take some: one number, changed at one
    // stroke. Without a sign, which would reach into the number of threads.
    private ref ulong Open => ref _shared[Apart];

    // The units that are not done yet.
    private ref ulong Unfinished => ref _shared[2 * Apart];

    /// <summary>
    /// Runs units 0 to <paramref name="units"/> - 1, on this and up to <paramref name="threads"/> - 1 other threads, and returns when all are
    /// done. If some threw, one of the exceptions is thrown again. One caller at a time.
    /// </summary>
    /// <param name="work">What to do.</param>
    /// <param name="units">0 to <see cref="MostUnits"/>.</param>
    /// <param name="threads">1 or more; beyond <see cref="MostThreads"/> they are as many as that.</param>
    public void Run(IUnits work, int units, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, MostUnits);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        threads = Start(Math.Min(threads, MostThreads));
        _work = work;
        Volatile.Write(ref Unfinished, (ulong)units);
        _units = units;
        Volatile.Write(ref Open, ((ulong)threads << MostUnits) | (UnitMask >> (MostUnits - units)));
        for (int thread = 1; thread < threads; thread++) _gates[thread]!.Wake();
        while (Take(0) is >= 0 and int unit) RunUnit(0, unit);
        _caller.Wait(this, static team => Volatile.Read(ref team.Unfinished) == 0);
        _work = null;
        if (_exception is null) return;
        ExceptionDispatchInfo exception = _exception;
        _exception = null;
        exception.Throw();
    }

    /// <summary>Starts what is missing of so many threads; returns how many there are, the caller among them.</summary>
    private int Start(int threads)
    {
        while (StartedThreads + 1 < threads && !_isExhausted)
        {
            int index = StartedThreads + 1;
            _gates[index] = new Gate();
            if (BackgroundThread.TryStart($"NetGen inference {index}", () => Loop(index), startThread)) StartedThreads = index;
            else _isExhausted = true;
        }

        return Math.Min(threads, StartedThreads + 1);
    }

    private void Loop(int thread)
    {
        while (true)
        {
            _gates[thread]!.Wait((Team: this, Thread: thread), static state => state.Team.IsOpenFor(state.Thread));
            while (Take(thread) is >= 0 and int unit) RunUnit(thread, unit);
        }
    }

    private static int ThreadsOf(ulong open) => (int)(open >> MostUnits);

    private bool IsOpenFor(int thread)
    {
        ulong open = Volatile.Read(ref Open);
        return (open & UnitMask) != 0 && thread < ThreadsOf(open);
    }

    /// <summary>A unit for a thread, or -1 if there is none.</summary>
    private int Take(int thread)
    {
        while (true)
        {
            ulong open = Volatile.Read(ref Open);
            ulong units = open & UnitMask;
            int threads = ThreadsOf(open);
            if (units == 0 || thread >= threads) return -1;
            ulong own = units & (ulong.MaxValue << (thread * Volatile.Read(ref _units) / threads));
            int unit = BitOperations.TrailingZeroCount(own != 0 ? own : units);
            // What was read may be of an earlier run; but a unit that was taken is one of the current run, which waits for it.
            if (Interlocked.CompareExchange(ref Open, open & ~(1UL << unit), open) == open) return unit;
        }
    }

    private void RunUnit(int thread, int unit)
    {
        try
        {
            _work!.RunUnit(thread, unit);
        }
#pragma warning disable CA1031 // It is thrown again where the caller waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _exception, ExceptionDispatchInfo.Capture(exception), null);
        }

        if (Interlocked.Decrement(ref Unfinished) == 0) _caller.Wake();
    }
}
