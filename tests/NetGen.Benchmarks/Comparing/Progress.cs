using System.Globalization;

using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Comparing;

/// <summary>How far a run is, and how long it will go on: as if what is left took as long as what is done.</summary>
internal sealed class Progress(int cases, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private int _begun;

    /// <summary>A line for a case that begins.</summary>
    public string Begin(ComparisonCase comparison)
    {
        int done = _begun++;
        string line = string.Create(CultureInfo.InvariantCulture, $"[{_begun}/{cases}] {comparison.Work.Name}, batch {comparison.Batch}, {comparison.Mode.Name()}");
        if (done == 0) return line;
        double seconds = clock.GetElapsedTime(_start).TotalSeconds / done * (cases - done);
        return string.Create(CultureInfo.InvariantCulture, $"{line}; about {(seconds < 90 ? $"{seconds:F0} s" : $"{seconds / 60:F0} min")} left");
    }
}
