using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints a table where it is needed, or, with many rows, in methods that are not too long for the JIT.</summary>
/// <param name="name">What it holds.</param>
/// <param name="head">What stands in front of it: Layers =.</param>
/// <param name="type">The type of a row.</param>
/// <param name="rows">The rows, each with its comma.</param>
internal sealed class RowTable(string name, string head, string type, IReadOnlyList<string> rows)
{
    // A row is some 250 bytes of IL.
    private const int RowsPerMethod = 128;

    private bool IsDivided => rows.Count > RowsPerMethod;

    /// <summary>Prints the table, or what calls the methods that hold it.</summary>
    public void EmitReference(SourceWriter writer)
    {
        if (head.Length > 0) writer.Line(head);
        writer.Line("[");
        using (writer.Indent())
        {
            if (IsDivided)
            {
                for (int first = 0; first < rows.Count; first += RowsPerMethod) writer.Line($".. {Method(first)}(),");
            }
            else
            {
                EmitRows(writer, 0, rows.Count);
            }
        }

        writer.Line("],");
    }

    /// <summary>Prints the methods that hold it.</summary>
    public void EmitMethods(SourceWriter writer)
    {
        if (!IsDivided) return;
        for (int first = 0; first < rows.Count; first += RowsPerMethod)
        {
            writer.Line();
            writer.Line($"private static {type}[] {Method(first)}() =>");
            writer.Line("[");
            using (writer.Indent()) EmitRows(writer, first, Math.Min(rows.Count, first + RowsPerMethod));
            writer.Line("];");
        }
    }

    private string Method(int first) => $"{name}From{Literals.Integer(first)}";

    private void EmitRows(SourceWriter writer, int first, int end)
    {
        for (int row = first; row < end; row++) writer.Line(rows[row]);
    }
}
