using System.Diagnostics;

using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <summary>
/// How many threads a training step uses, of those it may: all; all for the pass and one for the update, whose parameters then stay in one core's cache; or
/// one for both. Which is fastest is tried (<see cref="SharingTrial"/>) for a step as a whole, from the begin of its pass to that of the next. Optimisers that
/// take whole tensors divide these among threads as ever.
/// </summary>
internal sealed class StepThreads
{
    private const int PassAlone = 1;
    private const int One = 2;
    private const int Ways = 3;

    // About 40 ms.
    private const long MostMultiplyAdds = 2_000_000_000;

    private readonly SharingTrials _trials = new(Ways, MostMultiplyAdds);
    private readonly IReadOnlyList<TrainingPhase> _phases;
    private readonly int _threads;
    private readonly bool _sharesUpdate;
    private readonly bool _isTried;
    private SharingTrial? _trial;
    private int _batch;
    private long _start;
    private long _ticks;
    private bool _isWhole;

    /// <summary>For a trainer of one network.</summary>
    /// <param name="phases">What a pass consists of.</param>
    /// <param name="parameters">Floats that an update goes over.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="isTried">False: all threads, always.</param>
    public StepThreads(IReadOnlyList<TrainingPhase> phases, int parameters, int threads, bool isTried)
    {
        _phases = phases;
        _threads = threads;
        _sharesUpdate = WorkSplit.ForMemory(parameters, threads) > 1;
        _isTried = isTried && threads > 1;
        (Pass, Update) = (threads, threads);
    }

    /// <summary>The most threads for a phase of the pass at hand.</summary>
    public int Pass { get; private set; }

    /// <summary>The most threads for a pass over the parameters.</summary>
    public int Update { get; private set; }

    /// <summary>Before a pass: notes what the step before it took, and chooses.</summary>
    public void BeginPass(int batch)
    {
        if (!_isTried) return;
        if (_isWhole) _trial?.End(_ticks / (double)_batch);
        _isWhole = false;
        if (batch != _batch) (_batch, _trial) = (batch, Find(batch));
        if (_trial is null)
        {
            (Pass, Update) = (_threads, _threads);
            return;
        }

        int way = _trial.Begin(_threads);
        Pass = way == One ? 1 : _threads;
        Update = way is One or PassAlone ? 1 : _threads;
        _ticks = 0;
        Resume();
    }

    /// <summary>Behind a pass that has come to its end.</summary>
    public void EndPass()
    {
        Stop();
        _isWhole = true;
    }

    /// <summary>Before an update; a step that throws in it took no time that would count.</summary>
    public void BeginUpdate()
    {
        _isWhole = false;
        Resume();
    }

    /// <summary>Behind an update that has come to its end.</summary>
    public void EndUpdate()
    {
        Stop();
        _isWhole = true;
    }

    private void Resume()
    {
        if (_trial is not null) _start = Stopwatch.GetTimestamp();
    }

    private void Stop()
    {
        if (_trial is not null) _ticks += Stopwatch.GetTimestamp() - _start;
    }

    private SharingTrial? Find(int batch)
    {
        long work = 0;
        bool isShared = _sharesUpdate;

        // By index: an enumerator would be an allocation.
        for (int phase = 0; phase < _phases.Count; phase++)
        {
            work += (_phases[phase].WorkPerSample * batch) + _phases[phase].WorkPerStep;
            isShared |= WorkSplit.ForPhase(_phases[phase], batch, _threads) > 1;
        }

        return isShared ? _trials.Find(batch, work) : null;
    }
}
