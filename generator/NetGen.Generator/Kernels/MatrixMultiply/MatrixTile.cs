using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>What the sums of a tile begin with.</summary>
internal enum TileStart
{
    /// <summary>Nothing.</summary>
    Zero,

    /// <summary>A bias, the method's third argument.</summary>
    Bias,

    /// <summary>What the output holds already.</summary>
    Output,
}

/// <summary>A register tile of a matrix multiply: rows of the input by vectors of outputs, over the whole depth.</summary>
/// <param name="Rows">Rows of the input.</param>
/// <param name="Vectors">Vectors of outputs.</param>
/// <param name="Panel">Outputs per panel of the packed weights, [depth][lane] in each panel.</param>
/// <param name="PanelStride">Floats from one panel to the next.</param>
/// <param name="Depth">Products that each output sums.</param>
/// <param name="InputRowStride">Floats from one row of the input to the next.</param>
/// <param name="OutputRowStride">Floats from one row of the output to the next.</param>
internal sealed record MatrixTile(int Rows, int Vectors, int Panel, int PanelStride, int Depth, int InputRowStride, int OutputRowStride)
{
    /// <summary>Floats from one value of a row to the next.</summary>
    public int InputStep { get; init; } = 1;

    /// <summary>How the weights lie in memory.</summary>
    public WeightFormat Format { get; init; } = WeightFormat.Float32;

    /// <summary>Whether each sum is multiplied with a number of its output at the end.</summary>
    public bool HasScales { get; init; }

    /// <summary>Whether a call says the depth, as the method's last argument.</summary>
    public bool TakesDepth { get; init; }

    /// <summary>Inputs that are written out in a pass of its loop.</summary>
    public int Turns { get; init; } = 1;

    /// <summary>Prints it as a method.</summary>
    /// <param name="start">What the sums begin with.</param>
    /// <param name="finish">Wraps the text of a sum before it is stored.</param>
    /// <param name="names">What it calls the rows that it reads and those that it writes.</param>
    /// <param name="parts">The order in which each output is summed, where it is not that of the depth.</param>
    public void Emit(SourceWriter writer, string name, TileStart start, Func<string, string> finish, TileNames names, SumParts? parts = null)
    {
        if (HasScales && start == TileStart.Output) throw new InvalidOperationException($"{name} would multiply what it adds to.");
        RegisterTile tile = new(Rows, Vectors, Panel, PanelStride) { Format = Format };
        string Target(int row, int vector) => RegisterTile.At(names.Result, row * OutputRowStride, vector);
        string bias = (HasScales ? "ref float scales, " : "") + (start == TileStart.Bias ? "ref float bias, " : "");
        string depth = TakesDepth ? ", int depth" : "";
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, name, $"ref float {names.Source}, ref {Format.Element} weights, {bias}ref float {names.Result}{depth}");
        tile.DeclareVectorPositions(writer);
        tile.DeclareSums(writer, (row, v) => start switch
        {
            TileStart.Output => $"TVector.Load({Target(row, v)})",
            TileStart.Bias when !HasScales => row == 0 ? $"TVector.Load({RegisterTile.At("bias", 0, v)})" : $"sum0_{v}",
            _ => "TVector.Zero",
        });
        tile.DeclareFactors(writer);
        if (parts is { Count: > 1 } several) EmitParts(writer, tile, several, names, Target);
        else EmitDepth(writer, tile, TakesDepth ? "depth" : Literals.Integer(Depth), names.Source);
        writer.Line();
        if (HasScales) tile.Scale(writer, start == TileStart.Bias);
        tile.Store(writer, Target, finish);
    }

    /// <summary>Part after part of each sum; the output keeps those that are done.</summary>
    private void EmitParts(SourceWriter writer, RegisterTile tile, SumParts parts, TileNames names, Func<int, int, string> target)
    {
        int last = parts.Count - 1;
        IReadOnlyList<(int Row, int Vector)> sums = [.. Enumerable.Range(0, Rows * Vectors).Select(index => (index / Vectors, index % Vectors))];
        writer.Line($"// Each sum in {parts.Count} parts, as where a row is alone: the output keeps those that are done.");
        using SourceWriter.BlockScope loop = writer.Block("for (int part = 0; ; part++)");
        string length = Literals.Integer(parts.Length);
        EmitDepth(writer, tile, parts.Rest == 0 ? length : $"(part == {last} ? {parts.Length + parts.Rest} : {length})", names.Source);
        using (writer.Block("if (part > 0)"))
        {
            foreach ((int row, int v) in sums) writer.Line($"{RegisterTile.Sum(row, v)} = TVector.Load({target(row, v)}) + {RegisterTile.Sum(row, v)};");
        }

        writer.Line($"if (part == {last}) break;");
        tile.Store(writer, target, sum => sum);
        writer.Line(string.Join(" = ", sums.Select(sum => RegisterTile.Sum(sum.Row, sum.Vector))) + " = TVector.Zero;");
    }

    private void EmitDepth(SourceWriter writer, RegisterTile tile, string length, string source)
    {
        if (length == "1")
        {
            EmitTurn(0);
            return;
        }

        TileLoop.Emit(writer, "k", length, Turns, EmitTurn, turns =>
        {
            writer.Line($"{source} = ref Unsafe.Add(ref {source}, {turns * InputStep});");
            writer.Line($"weights = ref Unsafe.Add(ref weights, {turns * Panel});");
        });

        void EmitTurn(int turn)
        {
            tile.LoadPacked(writer, "weights", turn * Panel);
            for (int row = 0; row < Rows; row++) tile.MultiplyAdd(writer, row, source, (row * InputRowStride) + (turn * InputStep));
        }
    }
}
