using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A product of one row with packed vectors, of sizes that a call may cut short: each output is one sum, from the first factor to the last.</summary>
/// <param name="Name">Of its methods, behind the kernel's.</param>
/// <param name="Panel">Outputs of a panel.</param>
/// <param name="PanelStride">Floats from one panel to the next.</param>
internal sealed record RowProduct(string Name, int Panel, int PanelStride)
{
    /// <summary>Half as many sums as hide the latency of the multiply-add: an outer cache, from which keys and values come, takes longer.</summary>
    private const int Vectors = SumParts.SumsAtOnce / 2;

    /// <summary>The call.</summary>
    /// <param name="source">A reference to the row, as the weights and the result.</param>
    /// <param name="outputs">How many outputs, in whole panels, as text.</param>
    /// <param name="depth">How many products each sums, as text.</param>
    public string Call(Kernel kernel, string source, string weights, string result, string outputs, string depth)
        => $"{kernel.Name}{Name}<TVector>({source}, {weights}, {result}, {outputs}, {depth});";

    /// <summary>Prints the method, and the tiles that it calls: of several vectors, and of one for those that are left.</summary>
    public void EmitTiles(SourceWriter writer, Kernel kernel)
    {
        writer.Line();
        using (KernelDispatch.Method(writer, kernel.Name + Name, "ref float input, ref float weights, ref float output, int outputs, int depth"))
        {
            writer.Line("int o = 0;");
            foreach (int vectors in new[] { Vectors, 1 })
            {
                string step = RegisterTile.Lanes(vectors);
                using SourceWriter.BlockScope loop = writer.Block(vectors == 1 ? $"for (; o < outputs; o += {step})" : $"for (; o <= outputs - ({step}); o += {step})");
                writer.Line(
                    $"{TileName(kernel, vectors)}<TVector>(ref input, ref Unsafe.Add(ref weights, {RegisterTile.PackedPosition("o", Panel, PanelStride)}), ref Unsafe.Add(ref output, o), depth);");
            }
        }

        foreach (int vectors in new[] { Vectors, 1 })
        {
            writer.Line();
            new MatrixTile(1, vectors, Panel, PanelStride, Depth: 0, InputRowStride: 0, OutputRowStride: 0) { TakesDepth = true }.Emit(
                writer, TileName(kernel, vectors), TileStart.Zero, sum => sum, TileNames.Forward);
        }
    }

    private string TileName(Kernel kernel, int vectors) => $"{kernel.Name}{Name}Tile{vectors}";
}
