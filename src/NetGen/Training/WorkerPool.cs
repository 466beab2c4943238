using System.Runtime.ExceptionServices;

using NetGen.Threading;

namespace NetGen;

/// <summary>
/// Threads that wait for the next phase: awake for a short while, because phases follow each other within microseconds, then parked.
/// Running a phase allocates nothing. The threads start when they are first needed and hold no reference to the pool, so a pool that is
/// forgotten stops them when it is finalised.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly Shared _shared;
    private bool _isStarted;
    private bool _isDisposed;

    /// <summary>A pool for up to <paramref name="threads"/> workers, the calling thread among them.</summary>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _shared = new Shared(threads);
    }

    ~WorkerPool() => _shared.Stop();

    /// <summary>The most workers that can run at once.</summary>
    public int Threads { get; }

    /// <summary>
    /// Calls <paramref name="work"/> with (0, workers) to (workers - 1, workers), each on its own thread, 0 on this one, and returns when all
    /// have returned. If some threw, the exception of the first of them in this order is thrown again.
    /// </summary>
    public void Run(Action<int, int> work, int workers)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (workers == 1)
        {
            work(0, 1);
            return;
        }

        Start();
        _shared.Run(work, workers);
        GC.KeepAlive(this); // the finaliser would stop the threads in the middle
    }

    public void Dispose()
    {
        _isDisposed = true;
        _shared.Stop();
        GC.SuppressFinalize(this);
    }

    private void Start()
    {
        if (_isStarted) return;
        _isStarted = true;
        for (int worker = 1; worker < Threads; worker++) _shared.Start(worker);
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

        public void Start(int worker)
        {
            var thread = new Thread(() => Loop(worker)) { IsBackground = true, Name = $"NetGen trainer {worker}" };
            thread.Start();
        }

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
