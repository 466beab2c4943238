using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A product of rows with packed vectors, of sizes that a call may cut short.</summary>
/// <param name="Name">Of its methods, behind the kernel's.</param>
/// <param name="Panel">Outputs of a panel.</param>
/// <param name="PaddedOutputs">All outputs, in whole panels.</param>
/// <param name="PanelStride">Floats from one panel to the next.</param>
/// <param name="RowStride">Floats from one row of what is read to the next.</param>
/// <param name="Step">Floats from one factor of a row to the next.</param>
/// <param name="ResultStride">Floats from one row of the result to the next.</param>
/// <param name="Start">What sums begin with.</param>
internal sealed record AttentionProduct(
    string Name, int Panel, int PaddedOutputs, int PanelStride, int RowStride, int Step, int ResultStride, TileStart Start)
{
    /// <summary>The call.</summary>
    /// <param name="outputs">How many outputs, as text.</param>
    /// <param name="depth">How many products each sums, as text.</param>
    public string Call(Kernel kernel, RegisterClass registers, string source, string weights, string result, string rows, string outputs, string depth)
        => $"{kernel.Name}{Name}{registers.Name}<TVector>(ref {source}, ref {weights}, ref {result}, {rows}, {outputs}, {depth});";

    /// <summary>Prints the method of each register class, and the tiles that they call.</summary>
    public void Emit(SourceWriter writer, Kernel kernel, UnrollPolicy unrolling)
    {
        HashSet<RowTile> tiles = [];
        foreach (RegisterClass registers in RegisterClass.For(Panel))
        {
            writer.Line();
            using SourceWriter.BlockScope method = KernelDispatch.Method(
                writer, $"{kernel.Name}{Name}{registers.Name}", "ref float source, ref float weights, ref float result, int rows, int outputs, int depth");
            foreach (OutputBlock block in registers.OutputBlocks(PaddedOutputs, Panel)) EmitBlock(writer, kernel, registers, block, unrolling, tiles);
        }

        foreach (RowTile size in tiles)
        {
            writer.Line();
            new MatrixTile(size.Rows, size.Vectors, Panel, PanelStride, Depth: 0, RowStride, ResultStride) { InputStep = Step, TakesDepth = true }.Emit(
                writer, TileName(kernel, size), Start, sum => sum, TileNames.Forward);
        }
    }

    private void EmitBlock(SourceWriter writer, Kernel kernel, RegisterClass registers, OutputBlock block, UnrollPolicy unrolling, HashSet<RowTile> tiles)
    {
        string step = block.Vectors == 1 ? "TVector.Count" : $"{block.Vectors} * TVector.Count";
        string end = block.End == PaddedOutputs ? "outputs" : $"Math.Min({block.End}, outputs)";
        using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {block.First}; o < {end}; o += {step})");
        writer.Line($"ref float blockWeights = ref Unsafe.Add(ref weights, {RegisterTile.PackedPosition("o", Panel, PanelStride)});");
        writer.Line("ref float rowSource = ref source;");
        writer.Line("ref float rowResult = ref Unsafe.Add(ref result, o);");
        new RowTiles(registers.MostColumns(block.Vectors), unrolling.SmallerHeights).Emit(writer, (height, _) =>
        {
            RowTile size = new(height, block.Vectors);
            tiles.Add(size);
            writer.Line($"{TileName(kernel, size)}<TVector>(ref rowSource, ref blockWeights, ref rowResult, depth);");
            writer.Line($"rowSource = ref Unsafe.Add(ref rowSource, {height * RowStride});");
            writer.Line($"rowResult = ref Unsafe.Add(ref rowResult, {height * ResultStride});");
        });
    }

    private string TileName(Kernel kernel, RowTile size) => $"{kernel.Name}{Name}Tile{size.Rows}x{size.Vectors}";
}
