using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>
/// Prints the calls of a pass: those that repeat as loops, and where many are left in methods of their own, because the JIT stops optimising a
/// method that is too long.
/// </summary>
/// <param name="body">The body of the pass's method.</param>
/// <param name="newBody">Makes the body of a part.</param>
/// <param name="method">The pass's name, with which those of its parts begin.</param>
/// <param name="modifiers">Of the parts: private static.</param>
/// <param name="attribute">Of the parts, or nothing.</param>
internal sealed class CallPrinter(PassBody body, Func<PassBody> newBody, string method, string modifiers = "private static", string attribute = "")
{
    // A call is some 80 bytes of IL and, its entry method inlined, 30 references to locals, of which the JIT takes 8,000.
    private const int MostCalls = 200;

    private readonly List<Action<SourceWriter>> _parts = [];

    /// <summary>Prints calls at the place where the body's writer is.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="parameters">Of a part, if there must be any.</param>
    /// <param name="arguments">What a part is called with.</param>
    public void Print(IReadOnlyList<Call> calls, string parameters, string arguments)
    {
        IReadOnlyList<Repetition> repetitions = Repetition.Find(calls);
        if (repetitions.Sum(repetition => repetition.Period) <= MostCalls)
        {
            foreach (Repetition repetition in repetitions) Print(body, calls, repetition);
            return;
        }

        List<Repetition> part = [];
        int length = 0;
        foreach (Repetition repetition in repetitions)
        {
            if (part.Count > 0 && length + repetition.Period > MostCalls)
            {
                AddPart(calls, part, parameters, arguments);
                (part, length) = ([], 0);
            }

            part.Add(repetition);
            length += repetition.Period;
        }

        AddPart(calls, part, parameters, arguments);
    }

    /// <summary>Prints the methods of the parts, behind that of the pass.</summary>
    public void PrintParts(SourceWriter writer)
    {
        foreach (Action<SourceWriter> part in _parts) part(writer);
    }

    private void AddPart(IReadOnlyList<Call> calls, IReadOnlyList<Repetition> repetitions, string parameters, string arguments)
    {
        string name = $"{method}Part{_parts.Count + 1}";
        body.Writer.Line($"{name}({arguments});");
        _parts.Add(writer =>
        {
            writer.Line();
            if (attribute.Length > 0) writer.Line(attribute);
            using SourceWriter.BlockScope scope = writer.Block($"{modifiers} void {name}({parameters})");
            PassBody part = newBody();
            foreach (Repetition repetition in repetitions) Print(part, calls, repetition);
            part.PrintTo(writer);
        });
    }

    private static void Print(PassBody body, IReadOnlyList<Call> calls, Repetition repetition)
    {
        if (repetition.Count == 1)
        {
            Print(body.Writer, calls[repetition.First].Comment, calls[repetition.First].Text(body));
            return;
        }

        Offsets offsets = new("block", body);
        string[] statements = [.. Enumerable.Range(0, repetition.Period).Select(place => offsets.Statement(repetition.Column(calls, place)))];
        offsets.Declare(body.Writer);
        using SourceWriter.BlockScope loop = body.Writer.Block($"for (int block = 0; block < {repetition.Count}; block++)");
        for (int place = 0; place < statements.Length; place++)
        {
            IReadOnlyList<Call> column = repetition.Column(calls, place);
            string comment = column[0].Comment;
            Print(body.Writer, comment.Length == 0 ? "" : $"{comment}; {column.Count} like this", statements[place], isFirst: place == 0);
        }
    }

    private static void Print(SourceWriter writer, string comment, string statement, bool isFirst = false)
    {
        if (comment.Length > 0)
        {
            if (!isFirst) writer.Line();
            writer.Line("// " + comment);
        }

        writer.Line(statement);
    }
}
