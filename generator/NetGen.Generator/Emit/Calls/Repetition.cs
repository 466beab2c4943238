namespace NetGen.Generator.Emit;

/// <summary>Neighbouring calls that repeat: the first so many, again and again with other numbers.</summary>
/// <param name="First">Index of the first call.</param>
/// <param name="Period">Calls until they repeat.</param>
/// <param name="Count">How often they stand there; 1 for calls that do not repeat.</param>
internal readonly record struct Repetition(int First, int Period, int Count)
{
    // Shorter passes are easier to read, and no slower, as they are.
    private const int LeastSavedLines = 16;
    private const int LeastCount = 3;
    private const int LongestPeriod = 256;

    // Numbers in tables are short beside a call.
    private const int NumbersPerLine = 10;

    /// <summary>All of the calls, divided into stretches that repeat and calls that do not.</summary>
    public static IReadOnlyList<Repetition> Find(IReadOnlyList<Call> calls)
    {
        int[] forms = NumberForms(calls);
        List<Repetition> found = [];
        for (int first = 0; first < calls.Count;)
        {
            Repetition best = BestAt(calls, forms, first);
            found.Add(best);
            first += best.Period * best.Count;
        }

        return found;
    }

    /// <summary>The calls at one place of all rounds.</summary>
    public IReadOnlyList<Call> Column(IReadOnlyList<Call> calls, int place)
    {
        (int first, int period) = (First, Period);
        return [.. Enumerable.Range(0, Count).Select(round => calls[first + place + (round * period)])];
    }

    private static int[] NumberForms(IReadOnlyList<Call> calls)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int[] forms = new int[calls.Count];
        for (int i = 0; i < forms.Length; i++)
        {
            if (!numbers.TryGetValue(calls[i].Form, out forms[i])) numbers.Add(calls[i].Form, forms[i] = numbers.Count);
        }

        return forms;
    }

    private static Repetition BestAt(IReadOnlyList<Call> calls, int[] forms, int first)
    {
        Repetition best = new(first, 1, 1);
        int saved = LeastSavedLines - 1;
        for (int period = 1; period <= LongestPeriod && first + (LeastCount * period) <= forms.Length; period++)
        {
            int end = first + period;
            while (end < forms.Length && forms[end] == forms[end - period]) end++;
            Repetition candidate = new(first, period, (end - first) / period);
            if (candidate.Count < LeastCount || (candidate.Count - 1) * period <= saved) continue;
            int lines = candidate.Lines(calls);
            if ((candidate.Count * period) - lines <= saved) continue;
            saved = (candidate.Count * period) - lines;
            best = candidate;
        }

        return best;
    }

    /// <summary>The lines of a loop that stands for the calls.</summary>
    private int Lines(IReadOnlyList<Call> calls)
    {
        Offsets offsets = new("", PassBody.Plain());
        for (int place = 0; place < Period; place++) _ = offsets.Statement(Column(calls, place));
        return Period + (offsets.Entries / NumbersPerLine);
    }
}
