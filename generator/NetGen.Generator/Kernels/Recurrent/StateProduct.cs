using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// The product of one step of a recurrence: a row for each sample, target (+)= source * weights, in register tiles of samples by outputs. The weights
/// are read once for all samples of a step. A sample that is alone is multiplied with as many vectors of outputs at once as hide the latency of the multiply-add.
/// </summary>
/// <param name="Depth">Products that each output sums.</param>
/// <param name="PanelStride">Floats from one panel of the weights to the next.</param>
/// <param name="Outputs">Whole panels.</param>
/// <param name="Panel">Outputs per panel of the weights.</param>
/// <param name="SourceStride">Floats from one sample's row to the next.</param>
/// <param name="TargetStride">Likewise of what is written.</param>
/// <param name="Adds">Whether it adds to what the target holds.</param>
internal sealed record StateProduct(int Depth, int PanelStride, int Outputs, int Panel, int SourceStride, int TargetStride, bool Adds, UnrollPolicy Unrolling)
{
    /// <summary>Whether there is one sample, and never more.</summary>
    public bool IsAlone { get; init; }

    /// <summary>How the weights lie in memory.</summary>
    public WeightFormat Format { get; init; } = WeightFormat.Float32;

    private static readonly TileNames Names = new("before", "now");

    /// <summary>Tiles, one line for each block of outputs of each register class.</summary>
    public IEnumerable<string> Describe() => RegisterClass.For(Panel).SelectMany(registers => Blocks(registers).Select(block =>
        $"{registers.Name.ToLowerInvariant()}: outputs {block.First}..{block.End}, samples x vectors {string.Join(", ", Rows(registers, block).Heights.Select(height => $"{height}x{block.Vectors}"))}")
        .Append($"{registers.Name.ToLowerInvariant()}: a sample alone, vectors {Literals.Parts([.. LoneRow.Tiles(registers, Outputs, Panel).SelectMany(run => Enumerable.Repeat(run.Vectors, run.Count))])}"));

    /// <summary>Prints the tiles' methods.</summary>
    public void EmitTiles(SourceWriter writer, string name)
    {
        IEnumerable<RowTile> tiles = RegisterClass.For(Panel).SelectMany(registers => Blocks(registers).SelectMany(
            block => Rows(registers, block).Heights.Select(height => new RowTile(height, block.Vectors))).Concat(LoneRow.Tiles(registers, Outputs, Panel).Select(run => new RowTile(1, run.Vectors))));
        foreach (RowTile size in tiles.Distinct())
        {
            writer.Line();
            new MatrixTile(size.Rows, size.Vectors, Panel, PanelStride, Depth, SourceStride, TargetStride) { Format = Format }.Emit(
                writer, TileName(name, size), Adds ? TileStart.Output : TileStart.Zero, sum => sum, Names);
        }
    }

    /// <summary>Prints the product of <c>samples</c> rows.</summary>
    /// <param name="source">A reference to the first sample's row.</param>
    /// <param name="target">A reference to its row of what is written.</param>
    public void Emit(SourceWriter writer, string name, RegisterClass registers, string source, string weights, string target)
    {
        if (IsAlone)
        {
            EmitRow(writer, name, registers, source, weights, target);
            return;
        }

        using (writer.Block("if (samples == 1)")) EmitRow(writer, name, registers, source, weights, target);
        using SourceWriter.BlockScope several = writer.Block("else");
        writer.Line("int rows = samples;");
        foreach (OutputBlock block in registers.OutputBlocks(Outputs, Panel))
        {
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {block.First}; o < {block.End}; o += {RegisterTile.Lanes(block.Vectors)})");
            writer.Line($"ref {Format.Element} blockWeights = ref Unsafe.Add(ref {weights}, {RegisterTile.PackedPosition("o", Panel, PanelStride)});");
            writer.Line($"ref float rowSource = ref {source};");
            writer.Line($"ref float rowTarget = ref Unsafe.Add(ref {target}, o);");
            Rows(registers, block).Emit(writer, (height, _) =>
            {
                writer.Line($"{TileName(name, new RowTile(height, block.Vectors))}<TVector>(ref rowSource, ref blockWeights, ref rowTarget);");
                writer.Line($"rowSource = ref Unsafe.Add(ref rowSource, {height * SourceStride});");
                writer.Line($"rowTarget = ref Unsafe.Add(ref rowTarget, {height * TargetStride});");
            });
        }
    }

    private void EmitRow(SourceWriter writer, string name, RegisterClass registers, string source, string weights, string target)
    {
        foreach (LoneTiles run in LoneRow.Tiles(registers, Outputs, Panel))
        {
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {run.First}; o < {run.End}; o += {RegisterTile.Lanes(run.Vectors)})");
            writer.Line(
                $"{TileName(name, new RowTile(1, run.Vectors))}<TVector>(ref {source}, ref Unsafe.Add(ref {weights}, {RegisterTile.PackedPosition("o", Panel, PanelStride)}), ref Unsafe.Add(ref {target}, o));");
        }
    }

    /// <summary>The outputs as they are covered where there are several samples.</summary>
    private IReadOnlyList<OutputBlock> Blocks(RegisterClass registers) => IsAlone ? [] : registers.OutputBlocks(Outputs, Panel);

    private static string TileName(string name, RowTile tile) => $"{name}Tile{tile.Rows}x{tile.Vectors}";

    private RowTiles Rows(RegisterClass registers, OutputBlock block) => new(registers.MostColumns(block.Vectors), Unrolling.SmallerHeights);
}
