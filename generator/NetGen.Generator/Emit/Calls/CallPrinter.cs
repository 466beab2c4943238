using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>
/// Prints the calls of a pass: those that repeat as loops, and where many are left in methods of their own, because the JIT stops optimising a
/// method that is too long.
/// </summary>
/// <param name="writer">Where to.</param>
/// <param name="method">The pass's name, with which those of its parts begin.</param>
/// <param name="modifiers">Of the parts: private static.</param>
/// <param name="attribute">Of the parts, or nothing.</param>
internal sealed class CallPrinter(SourceWriter writer, string method, string modifiers = "private static", string attribute = "")
{
    // A call is some 80 bytes of IL and, its entry method inlined, 30 references to locals, of which the JIT takes 8,000.
    private const int MostCalls = 200;

    private readonly List<Action> _parts = [];
    private readonly NameAllocator _names = new();

    /// <summary>Prints calls at the place where the writer is.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="parameters">Of a part, if there must be any.</param>
    /// <param name="arguments">What a part is called with.</param>
    /// <param name="declare">Declares what the calls use besides the parameters.</param>
    public void Print(IReadOnlyList<Call> calls, string parameters, string arguments, Action declare)
    {
        IReadOnlyList<Repetition> repetitions = Repetition.Find(calls);
        if (repetitions.Sum(repetition => repetition.Period) <= MostCalls)
        {
            foreach (Repetition repetition in repetitions) Print(calls, repetition);
            return;
        }

        List<Repetition> part = [];
        int length = 0;
        foreach (Repetition repetition in repetitions)
        {
            if (part.Count > 0 && length + repetition.Period > MostCalls)
            {
                AddPart(calls, part, parameters, arguments, declare);
                (part, length) = ([], 0);
            }

            part.Add(repetition);
            length += repetition.Period;
        }

        AddPart(calls, part, parameters, arguments, declare);
    }

    /// <summary>Prints the methods of the parts, behind that of the pass.</summary>
    public void PrintParts()
    {
        foreach (Action part in _parts) part();
    }

    private void AddPart(IReadOnlyList<Call> calls, IReadOnlyList<Repetition> repetitions, string parameters, string arguments, Action declare)
    {
        string name = $"{method}Part{_parts.Count + 1}";
        writer.Line($"{name}({arguments});");
        _parts.Add(() =>
        {
            writer.Line();
            if (attribute.Length > 0) writer.Line(attribute);
            using SourceWriter.BlockScope body = writer.Block($"{modifiers} void {name}({parameters})");
            declare();
            foreach (Repetition repetition in repetitions) Print(calls, repetition);
        });
    }

    private void Print(IReadOnlyList<Call> calls, Repetition repetition)
    {
        if (repetition.Count == 1)
        {
            Print(calls[repetition.First].Comment, calls[repetition.First].Text);
            return;
        }

        Offsets offsets = new("block", _names);
        string[] statements = [.. Enumerable.Range(0, repetition.Period).Select(place => offsets.Statement(repetition.Column(calls, place)))];
        offsets.Declare(writer);
        using SourceWriter.BlockScope loop = writer.Block($"for (int block = 0; block < {repetition.Count}; block++)");
        for (int place = 0; place < statements.Length; place++)
        {
            IReadOnlyList<Call> column = repetition.Column(calls, place);
            string comment = column[0].Comment;
            Print(comment.Length == 0 ? "" : $"{comment}; {column.Count} like this", statements[place], isFirst: place == 0);
        }
    }

    private void Print(string comment, string statement, bool isFirst = false)
    {
        if (comment.Length > 0)
        {
            if (!isFirst) writer.Line();
            writer.Line("// " + comment);
        }

        writer.Line(statement);
    }
}
