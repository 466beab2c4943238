using System.Diagnostics;

namespace ExperimentsSample;

/// <summary>Tells how far a run is and how long it will still take: in a terminal on a line that changes, else in lines of their own, seldom.</summary>
/// <param name="output">Where to.</param>
/// <param name="isTerminal">Whether a line there can be written over.</param>
/// <param name="total">The work of all parts that are to be run.</param>
internal sealed class Progress(TextWriter output, bool isTerminal, double total)
{
    private const double SecondsInTerminal = 0.25;
    private const double SecondsElsewhere = 15;
    private const int LineWidth = 100;

    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private readonly Stopwatch _sinceReport = Stopwatch.StartNew();
    private double _done;
    private bool _isOpen;

    /// <summary>Work has been done.</summary>
    public void Advance(double work, string where)
    {
        _done += work;
        if (_sinceReport.Elapsed.TotalSeconds < (isTerminal ? SecondsInTerminal : SecondsElsewhere)) return;
        _sinceReport.Restart();
        string line = $"  {where}{TimeLeft()}";
        if (!isTerminal)
        {
            output.WriteLine(line);
            return;
        }

        output.Write("\r" + (line.Length > LineWidth ? line[..LineWidth] : line.PadRight(LineWidth)));
        _isOpen = true;
    }

    /// <summary>Counts work that turned out to be more or less than was thought.</summary>
    public void Settle(double done) => _done = done;

    /// <summary>A line that stays.</summary>
    public void Say(string line)
    {
        if (_isOpen) output.Write("\r" + new string(' ', LineWidth) + "\r");
        _isOpen = false;
        output.WriteLine(line);
    }

    /// <summary>", 3 min left": after some seconds, from what was done in them.</summary>
    private string TimeLeft()
    {
        double seconds = _sinceStart.Elapsed.TotalSeconds;
        if (seconds < 2 || _done <= 0 || total <= 0) return "";
        double left = seconds * Math.Max(0, total - _done) / _done;
        return left < 100 ? FormattableString.Invariant($"; {left:F0} s left") : left < 6_000 ? FormattableString.Invariant($"; {left / 60:F0} min left") : FormattableString.Invariant($"; {left / 3600:F1} h left");
    }
}
