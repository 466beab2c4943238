using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Numbers that calls of one form differ by, as expressions of an index: constants, sums, or tables where no formula gives them.</summary>
/// <param name="index">The index's name.</param>
/// <param name="body">The body of the method that the statements stand in: what is the same in all calls is called by its name there.</param>
internal sealed class Offsets(string index, PassBody body)
{
    private const int LineLength = 120;

    private readonly List<(string Name, IReadOnlyList<int> Values)> _tables = [];

    /// <summary>Numbers in tables.</summary>
    public int Entries => _tables.Sum(table => table.Values.Count);

    /// <summary>The statement for calls of one form, as many as the index counts.</summary>
    public string Statement(IReadOnlyList<Call> calls)
        => calls[0].Statement(calls[0].Arguments.Select((argument, position) => IsSame(calls, position)
            ? argument.Text(body)
            : argument.With(Expression(argument.Name, [.. calls.Select(call => call.Arguments[position].Number!.Value)]))));

    /// <summary>Declares the tables that the statements so far need.</summary>
    public void Declare(SourceWriter writer)
    {
        foreach ((string name, IReadOnlyList<int> values) in _tables)
        {
            writer.Line($"global::System.ReadOnlySpan<int> {name} =");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (string line in Lines(values)) writer.Line(line);
            }

            writer.Line("];");
        }
    }

    private static bool IsSame(IReadOnlyList<Call> calls, int position)
        => calls.All(call => call.Arguments[position].Number == calls[0].Arguments[position].Number && call.Arguments[position].Memory == calls[0].Arguments[position].Memory);

    private static IEnumerable<string> Lines(IReadOnlyList<int> values)
    {
        string line = "";
        foreach (int value in values)
        {
            string entry = Literals.Integer(value) + ",";
            if (line.Length > 0 && line.Length + entry.Length >= LineLength)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? entry : " " + entry;
        }

        yield return line;
    }

    private string Expression(string name, IReadOnlyList<int> values)
    {
        int step = values.Count > 1 ? values[1] - values[0] : 0;
        if (Enumerable.Range(0, values.Count).All(i => values[i] == values[0] + ((long)i * step)))
        {
            string first = Literals.Integer(values[0]);
            string way = Expressions.Times(index, Math.Abs(step));
            return step < 0 ? Expressions.Minus(first, way) : Expressions.Plus(first, way);
        }

        foreach ((string known, IReadOnlyList<int> entries) in _tables)
        {
            int distance = values[0] - entries[0];
            if (Enumerable.Range(0, values.Count).All(i => values[i] - entries[i] == distance))
                return Expressions.Plus($"{known}[{index}]", Literals.Integer(distance));
        }

        string table = body.Names.Reserve(name + "Offsets");
        _tables.Add((table, values));
        return $"{table}[{index}]";
    }
}
