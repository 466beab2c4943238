using System.Diagnostics;
using System.Runtime.ExceptionServices;

using NetGen.Threading;

namespace NetGen;

/// <summary>What is told of one worker's share of a phase.</summary>
/// <param name="worker">Whose it was.</param>
/// <param name="workers">Of how many.</param>
/// <param name="time">How long it took.</param>
internal delegate void ShareWatch(int worker, int workers, TimeSpan time);

/// <summary>
/// Threads that wait for the next phase: awake for a short while, because phases follow each other within microseconds, then parked.
/// Running a phase allocates nothing. The threads start when they are first needed and hold no reference to the pool, so a pool that is
/// forgotten stops them when it is finalised.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    /// <summary>More workers than this there never are.</summary>
    public const int MostThreads = 1024;

    // What the pool is doing. Whoever finds it running leaves the threads to the run, which ends them when it is over.
    private const int Idle = 0;
    private const int Running = 1;
    private const int Disposed = 2;

    private readonly string _owner;
    private readonly Action<Thread>? _startThread;
    private readonly ShareWatch? _watch;
    private readonly Shared _shared;
    private int _state = Idle;

    // The calling thread counts as started.
    private int _started = 1;

    // A thread was refused, and is not asked for again: that would cost more than many a phase.
    private bool _isExhausted;

    /// <summary>A pool for up to <paramref name="threads"/> workers, the calling thread among them.</summary>
    /// <param name="threads">1 or more; beyond <see cref="MostThreads"/> they are as many as that.</param>
    /// <param name="owner">What users know the pool as; for exceptions.</param>
    /// <param name="startThread">Starts a thread, in place of the system; for tests.</param>
    /// <param name="watch">
    /// Is told how long each share took. Then all shares run one after the other on the calling thread, as many as there would be workers: what more cores
    /// than this machine has would do, and when each would be done.
    /// </param>
    public WorkerPool(int threads, string owner, Action<Thread>? startThread = null, ShareWatch? watch = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = Math.Min(threads, MostThreads);
        _owner = owner;
        _startThread = startThread;
        _watch = watch;
        _shared = new Shared(Threads);
    }

    ~WorkerPool() => _shared?.Stop(); // none where the constructor threw

    /// <summary>The most workers that can run at once.</summary>
    public int Threads { get; }

    /// <summary>
    /// Calls <paramref name="work"/> with (0, workers) to (workers - 1, workers), each on its own thread, 0 on this one, and returns when all
    /// have returned. If some threw, the exception of the first of them in this order is thrown again. Where the system gives fewer threads
    /// than that, there are fewer workers.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed of. A run that had begun then is finished.</exception>
    /// <exception cref="InvalidOperationException">A run has not ended yet.</exception>
    public void Run(Action<int, int> work, int workers)
    {
        if (_watch is not null)
        {
            RunWatched(work, Math.Min(workers, Threads), _watch);
            return;
        }

        if (workers == 1)
        {
            if (Volatile.Read(ref _state) == Disposed) throw Refusal(Disposed);
            work(0, 1);
            return;
        }

        if (Interlocked.CompareExchange(ref _state, Running, Idle) is var state and not Idle) throw Refusal(state);
        try
        {
            _shared.Run(work, Start(workers));
        }
        finally
        {
            // This last use of the pool also keeps its finaliser from stopping the threads in the middle.
            if (Interlocked.CompareExchange(ref _state, Idle, Running) == Disposed) _shared.Stop();
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _state, Disposed) == Idle) _shared.Stop();
        GC.SuppressFinalize(this);
    }

    private static void RunWatched(Action<int, int> work, int workers, ShareWatch watch)
    {
        for (int worker = 0; worker < workers; worker++)
        {
            long begin = Stopwatch.GetTimestamp();
            work(worker, workers);
            watch(worker, workers, Stopwatch.GetElapsedTime(begin));
        }
    }

    private Exception Refusal(int state) => state == Disposed
        ? new ObjectDisposedException(_owner)
        : CallGate.Refusal(_owner);

    /// <summary>Starts what is missing of so many workers; returns how many there are.</summary>
    private int Start(int workers)
    {
        while (_started < Math.Min(workers, Threads) && !_isExhausted)
        {
            if (_shared.TryStart(_started, _startThread)) _started++;
            else _isExhausted = true;
        }

        return Math.Min(workers, _started);
    }

    /// <summary>One thread's mailbox. Large enough that two do not share a cache line.</summary>
    private sealed class Worker
    {
        private readonly long[] _padding = new long[16];

        public Gate Gate { get; } = new();

        public ExceptionDispatchInfo? Exception { get; set; }

        /// <summary>Number of the phase to run, as posted by the caller.</summary>
        public ref long Posted => ref _padding[7];

        /// <summary>Number of the last phase that the thread took up. Its own.</summary>
        public long Taken { get; set; }
    }

    /// <summary>All that the threads can reach.</summary>
    private sealed class Shared
    {
        private readonly Worker[] _workers;
        private readonly Gate _caller = new();
        private Action<int, int>? _work;
        private int _count;
        private int _running;
        private long _phase;
        private volatile bool _isStopped;

        public Shared(int threads)
        {
            _workers = new Worker[threads];
            for (int i = 0; i < threads; i++) _workers[i] = new Worker();
        }

        public bool TryStart(int worker, Action<Thread>? startThread) => BackgroundThread.TryStart($"NetGen trainer {worker}", () => Loop(worker), startThread);

        public void Stop()
        {
            _isStopped = true;
            foreach (Worker worker in _workers) worker.Gate.Wake();
        }

        public void Run(Action<int, int> work, int workers)
        {
            _work = work;
            _count = workers;
            _phase++;
            Volatile.Write(ref _running, workers - 1);
            for (int worker = 1; worker < workers; worker++)
            {
                Volatile.Write(ref _workers[worker].Posted, _phase);
                _workers[worker].Gate.Wake();
            }

            RunShare(0);
            _caller.Wait(this, static shared => Volatile.Read(ref shared._running) == 0);
            _work = null;
            RethrowFirst(workers);
        }

        private void Loop(int index)
        {
            Worker worker = _workers[index];
            while (true)
            {
                worker.Gate.Wait((this, worker), static state => state.Item1._isStopped || Volatile.Read(ref state.worker.Posted) != state.worker.Taken);
                if (_isStopped) return;
                worker.Taken = Volatile.Read(ref worker.Posted);
                RunShare(index);
                if (Interlocked.Decrement(ref _running) == 0) _caller.Wake();
            }
        }

        private void RunShare(int worker)
        {
            try
            {
                _work!(worker, _count);
            }
            catch (Exception exception)
            {
                _workers[worker].Exception = ExceptionDispatchInfo.Capture(exception);
            }
        }

        private void RethrowFirst(int workers)
        {
            ExceptionDispatchInfo? first = null;
            for (int worker = workers - 1; worker >= 0; worker--)
            {
                first = _workers[worker].Exception ?? first;
                _workers[worker].Exception = null;
            }

            first?.Throw();
        }
    }
}
