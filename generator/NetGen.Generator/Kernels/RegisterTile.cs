using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// The text of a tile of sums held in registers: columns (pixels, rows or weights) by vectors of outputs. Every weight vector loaded is
/// used for all columns, every value broadcast for all vectors.
/// </summary>
/// <param name="panel">Outputs per panel.</param>
/// <param name="panelStride">Floats from a panel's vector to the same one of the next panel.</param>
/// <param name="factor">What the vectors are that values are multiplied with: weights, or gradients.</param>
internal sealed class RegisterTile(int columns, int vectors, int panel, int panelStride, string factor = "weight")
{
    public int Columns { get; } = columns;

    public int Vectors { get; } = vectors;

    /// <summary>How packed weights lie in memory.</summary>
    public WeightFormat Format { get; init; } = WeightFormat.Float32;

    /// <summary>The position of a block of outputs in packed weights.</summary>
    public static string PackedPosition(string output, int panel, int panelStride)
        => output == "0" ? "0" : panel == 1 ? Expressions.Times(output, panelStride) : panel == panelStride ? output : $"({output} / {panel} * {panelStride}) + ({output} % {panel})";

    /// <summary>Where in packed memory the vectors behind the first begin. Constants to the JIT.</summary>
    public void DeclareVectorPositions(SourceWriter writer)
    {
        for (int v = 1; v < Vectors; v++)
        {
            string lanes = Lanes(v);
            string position = panel == panelStride ? lanes : $"({lanes} / {panel} * {panelStride}) + ({lanes} % {panel})";
            writer.Line($"nint vector{v} = {position};");
        }
    }

    /// <summary>Begins every sum with the value that <paramref name="start"/> gives for its column and vector.</summary>
    public void DeclareSums(SourceWriter writer, Func<int, int, string> start)
    {
        for (int column = 0; column < Columns; column++)
        {
            int row = column;
            writer.Line("TVector " + string.Join(", ", Enumerable.Range(0, Vectors).Select(v => $"{Sum(row, v)} = {start(row, v)}")) + ";");
        }
    }

    /// <summary>Loads a vector of factors for each vector of outputs, which lie side by side.</summary>
    public void LoadFactors(SourceWriter writer, string memory, int offset = 0)
    {
        for (int v = 0; v < Vectors; v++) writer.Line($"{factor}{v} = TVector.Load({At(memory, offset, v)});");
    }

    /// <summary>Loads a vector of factors for each vector of outputs, which lie in panels.</summary>
    public void LoadPacked(SourceWriter writer, string memory, int offset)
    {
        for (int v = 0; v < Vectors; v++)
        {
            string position = v == 0 ? Literals.Integer(offset) : offset == 0 ? $"vector{v}" : $"vector{v} + {offset}";
            writer.Line($"{factor}{v} = TVector.{Format.Load}({At(memory, position)});");
        }
    }

    /// <summary>Adds value x weight to the sums of <paramref name="column"/>.</summary>
    public void MultiplyAdd(SourceWriter writer, int column, string memory, int offset)
    {
        TextBuffer line = TextBuffer.Take();
        line.Append($"value = TVector.Broadcast({Value(memory, offset)});");
        for (int v = 0; v < Vectors; v++) line.Append($" TVector.{Format.AddProduct}(ref sum{column}_{v}, value, {factor}{v});");
        writer.Line(line.Text);
        line.GiveBack();
    }

    /// <summary>Multiplies every sum with the scale of its output, and adds the bias where there is one. Both are loaded once for all columns.</summary>
    public void Scale(SourceWriter writer, bool hasBias)
    {
        for (int v = 0; v < Vectors; v++)
        {
            writer.Line($"TVector scale{v} = TVector.Load({At("scales", 0, v)});");
            if (hasBias) writer.Line($"TVector shift{v} = TVector.Load({At("bias", 0, v)});");
            for (int column = 0; column < Columns; column++)
            {
                string sum = Sum(column, v);
                writer.Line(hasBias ? $"{sum} = TVector.MultiplyAdd({sum}, scale{v}, shift{v});" : $"{sum} *= scale{v};");
            }
        }
    }

    /// <summary>Stores every sum; <paramref name="finish"/> wraps its text.</summary>
    public void Store(SourceWriter writer, Func<int, int, string> target, Func<string, string> finish)
    {
        for (int column = 0; column < Columns; column++)
        {
            for (int v = 0; v < Vectors; v++) writer.Line($"TVector.Store({finish(Sum(column, v))}, {target(column, v)});");
        }
    }

    /// <summary>The declaration of the registers that hold the factors and the broadcast value.</summary>
    public void DeclareFactors(SourceWriter writer)
        => writer.Line("TVector value, " + string.Join(", ", Enumerable.Range(0, Vectors).Select(v => $"{factor}{v}")) + ";");

    /// <summary>A reference into memory at a position given as text.</summary>
    public static string At(string memory, string position) => position == "0" ? $"ref {memory}" : $"ref Unsafe.Add(ref {memory}, {position})";

    /// <summary>A reference into memory: a constant offset, and vectors of outputs side by side.</summary>
    public static string At(string memory, int offset, int vector)
    {
        string lanes = vector == 0 ? "" : Lanes(vector);
        return lanes.Length == 0 ? At(memory, Literals.Integer(offset)) : At(memory, offset == 0 ? lanes : $"{offset} + {(vector == 1 ? lanes : "(" + lanes + ")")}");
    }

    /// <summary>The floats of so many vectors.</summary>
    public static string Lanes(int vectors) => vectors == 1 ? "TVector.Count" : $"{vectors} * TVector.Count";

    private static string Value(string memory, int offset) => offset == 0 ? memory : $"Unsafe.Add(ref {memory}, {offset})";

    /// <summary>The name of a sum.</summary>
    public static string Sum(int column, int vector) => $"sum{column}_{vector}";
}
