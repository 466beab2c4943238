using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// What forward and backward recurrence share: at each time step, a row for each sample, result[t] = start[t] + source[t - 1] * weights, in
/// register tiles of samples by outputs. The weights are read once for all samples of a step.
/// </summary>
/// <param name="Sequence">What is multiplied and written: [sample][time][unit].</param>
/// <param name="Panel">Outputs per panel of the weights.</param>
/// <param name="Units">Of the state.</param>
internal sealed record RecurrentSteps(TensorValue Sequence, int Panel, int Units, UnrollPolicy Unrolling)
{
    public int Steps => Sequence.Shape.Positions;

    private int PaddedUnits => Panels.RoundUp(Units, Panel);

    private int RowStride => Sequence.Storage.SampleStride;

    /// <summary>Tiles, one line for each register class.</summary>
    public IEnumerable<string> Describe() => RegisterClass.For(Panel).SelectMany(registers => registers.OutputBlocks(PaddedUnits, Panel).Select(block =>
        $"{registers.Name.ToLowerInvariant()}: outputs {block.First}..{block.End}, samples x vectors {string.Join(", ", Rows(registers, block).Heights.Select(height => $"{height}x{block.Vectors}"))}"));

    /// <summary>Opens the loop over time steps.</summary>
    /// <param name="fromLast">Whether it begins with the last one.</param>
    /// <param name="time">The step's place in the sequence, as text.</param>
    public SourceWriter.BlockScope? EmitLoop(SourceWriter writer, bool fromLast, out string time)
    {
        SourceWriter.BlockScope? loop = writer.Loop("step", Steps, out time);
        if (time == "0" || !fromLast) return loop;
        writer.Line($"int time = {Steps - 1} - step;");
        time = "time";
        return loop;
    }

    /// <summary>Prints the tiles' methods: what steps behind the first one call.</summary>
    public void EmitTiles(SourceWriter writer, string name)
    {
        if (Steps == 1) return;
        IEnumerable<RowTile> tiles = RegisterClass.For(Panel).SelectMany(registers => registers.OutputBlocks(PaddedUnits, Panel).SelectMany(
            block => Rows(registers, block).Heights.Select(height => new RowTile(height, block.Vectors))));
        foreach (RowTile size in tiles.Distinct())
        {
            writer.Line();
            new MatrixTile(size.Rows, size.Vectors, Panel, Units * Panel, Units, RowStride, RowStride).Emit(
                writer, TileName(name, size), TileStart.Output, sum => sum, new TileNames("before", "now"));
        }
    }

    /// <summary>Prints the product of one step, which adds to what <paramref name="target"/> holds.</summary>
    /// <param name="source">A reference to the first sample's row of the step before.</param>
    /// <param name="target">A reference to its row of this step.</param>
    public void EmitProduct(SourceWriter writer, string name, RegisterClass registers, string source, string weights, string target)
    {
        foreach (OutputBlock block in registers.OutputBlocks(PaddedUnits, Panel))
        {
            string step = block.Vectors == 1 ? "TVector.Count" : $"{block.Vectors} * TVector.Count";
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {block.First}; o < {block.End}; o += {step})");
            writer.Line($"ref float blockWeights = ref Unsafe.Add(ref {weights}, {RegisterTile.PackedPosition("o", Panel, Units * Panel)});");
            writer.Line($"ref float rowSource = ref {source};");
            writer.Line($"ref float rowTarget = ref Unsafe.Add(ref {target}, o);");
            Rows(registers, block).Emit(writer, (height, _) =>
            {
                writer.Line($"{TileName(name, new RowTile(height, block.Vectors))}<TVector>(ref rowSource, ref blockWeights, ref rowTarget);");
                writer.Line($"rowSource = ref Unsafe.Add(ref rowSource, {height * RowStride});");
                writer.Line($"rowTarget = ref Unsafe.Add(ref rowTarget, {height * RowStride});");
            });
        }
    }

    /// <summary>Prints a pass over the units of all samples at one step.</summary>
    /// <param name="memory">What is walked: names of references to the first sample's row, each with the floats from one sample to the next.</param>
    /// <param name="statement">For the vector at position <c>i</c> of the rows, whose names have Row behind them.</param>
    public void EmitPass(SourceWriter writer, IReadOnlyList<(string Name, int Stride)> memory, string statement)
    {
        using SourceWriter.BlockScope rows = writer.Block("for (int row = 0; row < samples; row++)");
        foreach ((string name, int stride) in memory) writer.Line($"ref float {name}Row = ref Unsafe.Add(ref {name}, row * (nint){stride});");
        writer.Line($"for (int i = 0; i < {PaddedUnits}; i += TVector.Count) {statement}");
    }

    private static string TileName(string name, RowTile tile) => $"{name}Tile{tile.Rows}x{tile.Vectors}";

    private RowTiles Rows(RegisterClass registers, OutputBlock block) => new(registers.MostColumns(block.Vectors), Unrolling.SmallerHeights);
}
