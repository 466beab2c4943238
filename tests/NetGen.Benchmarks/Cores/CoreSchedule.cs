namespace NetGen.Benchmarks.Cores;

/// <summary>When the cores of a step would be done with each of its phases: times of shares that ran one after the other.</summary>
internal sealed class CoreSchedule
{
    private readonly List<PhaseTimes> _phases = [];
    private int _next = -1;

    /// <summary>Phases in the order in which they run; a barrier stands between two.</summary>
    public IReadOnlyList<PhaseTimes> Phases => _phases;

    /// <summary>Until the last core is through with the last phase: each phase takes as long as its slowest share.</summary>
    public TimeSpan Step => _phases.Aggregate(TimeSpan.Zero, static (sum, phase) => sum + phase.Slowest);

    /// <summary>Phases that more than one core has a share of: in front of and behind them cores wait for each other.</summary>
    public int Barriers => _phases.Count(static phase => phase.Workers > 1);

    /// <summary>Another step begins, whose times count where they are shorter: what else the machine does makes none shorter.</summary>
    public void BeginStep() => _next = -1;

    /// <summary>A share is done.</summary>
    /// <exception cref="InvalidOperationException">This step has other phases than the one before.</exception>
    public void Add(int worker, int workers, TimeSpan time)
    {
        if (worker == 0) _next++;
        if (_next == _phases.Count) _phases.Add(new PhaseTimes(workers));
        _phases[_next].Add(worker, workers, time);
    }

    /// <summary>How well cores are used: the time of one core, divided by that of all of them together.</summary>
    /// <param name="alone">The step on one core.</param>
    /// <param name="cores">How many there are.</param>
    /// <param name="barrier">What waiting for each other costs, for each barrier.</param>
    public double Efficiency(TimeSpan alone, int cores, TimeSpan barrier) => alone / (cores * (Step + (Barriers * barrier)));
}

/// <summary>A phase's shares.</summary>
/// <param name="workers">How many.</param>
internal sealed class PhaseTimes(int workers)
{
    private readonly TimeSpan[] _shares = [.. Enumerable.Repeat(TimeSpan.MaxValue, workers)];

    public int Workers => workers;

    public TimeSpan Slowest => _shares.Max();

    public TimeSpan Mean => _shares.Aggregate(TimeSpan.Zero, static (sum, share) => sum + share) / workers;

    public void Add(int worker, int ofWorkers, TimeSpan time)
    {
        if (ofWorkers != workers) throw new InvalidOperationException($"A phase of {workers} shares has {ofWorkers} now.");
        if (time < _shares[worker]) _shares[worker] = time;
    }
}
