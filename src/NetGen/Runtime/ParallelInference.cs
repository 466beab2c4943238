using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

using NetGen.Threading;

namespace NetGen.Runtime;

/// <summary>
/// Runs forward passes on several threads. One team of threads serves all networks of the process, one call at a time: a call that comes
/// while the team is busy is computed by its own thread alone, as all are that are not worth a second thread. Its threads are its own, not the
/// thread pool's: a pool whose threads all wait for a result would never compute it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParallelInference
{
    // The other way of a trial.
    private const int Alone = 1;

    private static readonly WorkTeam s_team = new();
    private static readonly InferenceUnits s_units = new();
    private static int s_isBusy;

    [ThreadStatic]
    private static bool t_isAlone;

    /// <summary>How many threads have been started so far in this process.</summary>
    public static int StartedThreads => s_team.StartedThreads;

    /// <summary>Runs the whole call, on several threads where that pays.</summary>
    /// <inheritdoc cref="TryRun(IParallelInference, int, ref float, ref float, int)" path="/param"/>
    public static void Run(IParallelInference network, int threads, ref float source, ref float target, int batch)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!TryRun(network, threads, ref source, ref target, batch)) RunAlone(network, ref source, ref target, batch);
    }

    /// <summary>
    /// Runs the whole call on several threads, or alone where that was found to be faster; false if it is not worth several, or they are busy, and nothing
    /// has been done.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="threads">The most threads, the calling one among them.</param>
    /// <param name="source">The samples.</param>
    /// <param name="target">Their outputs.</param>
    /// <param name="batch">How many there are.</param>
    internal static bool TryRun(IParallelInference network, int threads, ref float source, ref float target, int batch)
    {
        if (threads == 1 || batch == 0 || t_isAlone) return false;
        threads = Math.Min(threads, WorkTeam.MostThreads);
        InferenceProgram program = network.Program;
        bool isBatch = batch >= threads || (batch > 1 && program.Phases.Count == 0);
        int workers = isBatch ? WorkSplit.ForSamples(program, batch, threads) : WorkSplit.ForPhases(program.Phases, threads);
        if (workers == 1) return false;
        SharingTrial? trial = program.Trials.Find(batch, program.WorkPerSample * batch);
        if (trial?.Skips(Alone, workers) == true || !TryTakeTeam()) return false;
        try
        {
            if (trial is null) s_units.Run(s_team, network, workers, ref source, ref target, batch, isBatch);
            else RunTrial(trial, network, workers, ref source, ref target, batch, isBatch);
        }
        finally
        {
            LeaveTeam();
        }

        return true;
    }

    /// <summary>Has the team do units that each compute alone; false if the team is busy, and nothing has been done.</summary>
    internal static bool TryRun(WorkTeam.IUnits work, int units, int threads)
    {
        if (!TryTakeTeam()) return false;
        try
        {
            s_team.Run(work, units, threads);
        }
        finally
        {
            LeaveTeam();
        }

        return true;
    }

    /// <summary>Calls Forward, or Predict, so that no second thread takes part: the calling thread is one of several already.</summary>
    internal static void ComputeAlone<TNetwork>(TNetwork network, ReadOnlySpan<float> input, Span<float> output, bool predict)
        where TNetwork : class, INetwork<TNetwork>
    {
        t_isAlone = true;
        try
        {
            if (predict) network.Predict(input, output);
            else network.Forward(input, output);
        }
        finally
        {
            t_isAlone = false;
        }
    }

    private static void RunTrial(
        SharingTrial trial, IParallelInference network, int workers, ref float source, ref float target, int batch, bool isBatch)
    {
        int way = trial.Begin(workers);
        long start = Stopwatch.GetTimestamp();
        if (way == Alone) RunAlone(network, ref source, ref target, batch);
        else s_units.Run(s_team, network, workers, ref source, ref target, batch, isBatch);
        trial.End((Stopwatch.GetTimestamp() - start) / (double)batch);
    }

    private static void RunAlone(IParallelInference network, ref float source, ref float target, int batch)
    {
        AlignedMemory workspace = network.Workspaces.Rent();
        network.ForwardSamples(ref source, ref target, batch, workspace);
        network.Workspaces.Return(workspace);
    }

    private static bool TryTakeTeam() => Interlocked.CompareExchange(ref s_isBusy, 1, 0) == 0;

    private static void LeaveTeam() => Volatile.Write(ref s_isBusy, 0);

    /// <summary>The call that the team is working on.</summary>
    private sealed unsafe class InferenceUnits : WorkTeam.IUnits
    {
        // Where a phase has units enough, each thread's are cut into several shares: of one that comes late, others take some.
        private const int SharesPerThread = 4;

        // The caller takes workspaces for all before any begins: how many exist does not depend on who came in time.
        private readonly AlignedMemory?[] _workspaces = new AlignedMemory?[WorkTeam.MostThreads];
        private IParallelInference? _network;
        private float* _source;
        private float* _target;
        private int _batch;
        private int _shares;
        private int _phase;
        private bool _isBatch;

        public void Run(WorkTeam team, IParallelInference network, int workers, ref float source, ref float target, int batch, bool isBatch)
        {
            _network = network;
            _batch = batch;
            _isBatch = isBatch;
            for (int thread = 0; thread < workers; thread++) _workspaces[thread] = network.Workspaces.Rent();
            try
            {
                fixed (float* pinnedSource = &source)
                fixed (float* pinnedTarget = &target)
                {
                    _source = pinnedSource;
                    _target = pinnedTarget;
                    if (isBatch) RunSamples(team, workers);
                    else RunPhases(team, workers);
                }
            }
            finally
            {
                _source = null;
                _target = null;
                _network = null;
                for (int thread = 0; thread < workers; thread++)
                {
                    network.Workspaces.Return(_workspaces[thread]!);
                    _workspaces[thread] = null;
                }
            }
        }

        public void RunUnit(int thread, int unit)
        {
            InferenceProgram program = _network!.Program;
            AlignedMemory own = _workspaces[thread]!;
            int units = _isBatch ? _batch : program.Phases[_phase].Units;
            int first = Partition.First(units, unit, _shares);
            int end = Partition.First(units, unit + 1, _shares);
            if (_isBatch) _network.ForwardSamples(ref At(_source, first, program.InputSize), ref At(_target, first, program.OutputSize), end - first, own);
            else _network.RunPhase(_phase, ref *_source, ref *_target, _workspaces[0]!, own, first, end);
        }

        private static ref float At(float* start, int sample, int size) => ref Unsafe.AsRef<float>(start + ((nint)sample * size));

        /// <summary>As many shares of the batch as threads: dense layers read their weights once for each.</summary>
        private void RunSamples(WorkTeam team, int workers)
        {
            _shares = workers;
            team.Run(this, _shares, workers);
        }

        /// <summary>The phases of each sample; what the threads share of them lies in the caller's workspace.</summary>
        private void RunPhases(WorkTeam team, int workers)
        {
            InferenceProgram program = _network!.Program;
            for (int sample = 0; sample < _batch; sample++)
            {
                for (_phase = 0; _phase < program.Phases.Count; _phase++) RunPhase(team, program.Phases[_phase], workers);
                _source += program.InputSize;
                _target += program.OutputSize;
            }
        }

        private void RunPhase(WorkTeam team, InferencePhase phase, int workers)
        {
            workers = WorkSplit.ForPhase(phase, workers);
            _shares = workers == 1 ? 1 : Math.Min(WorkTeam.MostUnits, phase.Units < 2 * workers * SharesPerThread ? workers : workers * SharesPerThread);
            if (workers == 1) RunUnit(0, 0);
            else team.Run(this, _shares, workers);
        }
    }
}
