namespace NetGen.Threading;

/// <summary>
/// Which way of sharing makes calls of one kind fastest: tried, since it cannot be counted. The same phases were measured to gain 1.7 times from a
/// second core beside the first, and to lose half on one whose cache lines come from afar (250 ns each way); a core may also be half of another, or
/// spent by a neighbour. Results are the same to the bit in every way. Some calls of each way are timed, then the fastest way is taken, for longer and longer,
/// before all are tried again. One caller at a time, but for <see cref="Skips"/>.
/// </summary>
/// <param name="ways">How many ways there are, 2 or more; of equals the first is taken.</param>
internal sealed class SharingTrial(int ways)
{
    /// <summary>Calls of each way in a trial. The least time counts: whatever else goes on makes a call slower, never faster.</summary>
    public const int CallsOfTrial = 3;

    /// <summary>Calls behind the first trial, which sees code that is being compiled and caches that are cold.</summary>
    public const int FirstRun = 32;

    /// <summary>Calls behind a later trial at most: a trial costs a few calls that take twice as long as they might.</summary>
    public const int LongestRun = 4096;

    private int _workers;
    private int _calls;
    private int _run = FirstRun;
    private int _left;
    private int _fastest;
    private double _least = double.PositiveInfinity;

    /// <summary>
    /// Whether the next call is one of this way of which nothing is to be learned; it is then counted. Callers side by side may count one call for two:
    /// the next trial comes a little later.
    /// </summary>
    /// <param name="way">0 to ways - 1.</param>
    /// <param name="workers">How many threads there are.</param>
    public bool Skips(int way, int workers)
    {
        if (_left <= 0 || _fastest != way || workers != _workers) return false;
        _left--;
        return true;
    }

    /// <summary>The way of a call. <see cref="End"/> is to be told what it took.</summary>
    /// <param name="workers">How many threads there are; another number than the last one's begins anew.</param>
    public int Begin(int workers)
    {
        if (workers != _workers)
        {
            _workers = workers;
            _run = FirstRun;
            _left = 0;
            _calls = 0;
        }

        return _left > 0 ? _fastest : _calls / CallsOfTrial;
    }

    /// <summary>Notes a call that was made as <see cref="Begin"/> said.</summary>
    /// <param name="time">What a sample of it took, in any unit.</param>
    public void End(double time)
    {
        if (_left > 0)
        {
            _left--;
            return;
        }

        if (_calls == 0 || time < _least)
        {
            _least = time;
            _fastest = _calls / CallsOfTrial;
        }

        _calls++;
        if (_calls < ways * CallsOfTrial) return;
        _calls = 0;
        _left = _run;
        _run = Math.Min(2 * _run, LongestRun);
    }
}
