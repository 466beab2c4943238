using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="QuantizedProductKernel"/>.</summary>
internal static class QuantizedProductEmitter
{
    public static void Emit(SourceWriter writer, QuantizedProductKernel kernel)
    {
        KernelDispatch.EmitByClass(writer, kernel, kernel.Panel);
        foreach (RegisterClass registers in RegisterClass.For(kernel.Panel))
        {
            writer.Line();
            EmitWalk(writer, kernel, registers);
        }

        foreach (RowTile tile in RowWalk.Tiles(kernel))
        {
            writer.Line();
            EmitTile(writer, kernel, tile);
        }
    }

    private static void EmitWalk(SourceWriter writer, QuantizedProductKernel kernel, RegisterClass registers)
        => RowWalk.Emit(writer, kernel, registers, begin: () => { }, outputs: () =>
        {
            foreach (OutputBlock block in registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel))
            {
                (string first, string end) = (Literals.Integer(block.First), Literals.Integer(block.End));
                if (kernel.TakesUnits && kernel.UnitOutputs is { } outputs)
                    (first, end) = ($"Math.Max({first}, firstUnit * {outputs})", $"Math.Min({end}, endUnit * {outputs})");
                using SourceWriter.BlockScope loop = writer.Block($"for (int o = {first}; o < {end}; o += {RegisterTile.Lanes(block.Vectors)})");
                RowWalk.EmitRows(writer, kernel, registers, block, kernel.PanelStride);
            }
        });

    /// <summary>Rows by vectors of outputs, over the whole depth.</summary>
    private static void EmitTile(SourceWriter writer, QuantizedProductKernel kernel, RowTile size)
    {
        string bias = kernel.HasBias ? "ref float bias, " : "";
        RegisterTile tile = new(size.Rows, size.Vectors, kernel.Panel, kernel.PanelStride) { Format = kernel.Format };
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, RowWalk.TileName(kernel, size), $"ref float input, ref float weights, ref float scales, {bias}ref float output");
        tile.DeclareVectorPositions(writer);
        writer.Line("// Behind a row stands whether its zero is not 0: then its sums begin with what that adds too much.");
        string Mask(int row) => Number((row * kernel.InputRowStride) + kernel.Depth + 1);
        tile.DeclareSums(writer, (row, v) => $"TVector.Load({RegisterTile.At("scales", kernel.PaddedOutputs, v)}) & TVector.Broadcast({Mask(row)})");
        tile.DeclareFactors(writer);
        TileLoop.Emit(writer, "k", Literals.Integer(kernel.Depth), kernel.BundlesAtOnce(size), EmitTurn, turns =>
        {
            writer.Line($"input = ref Unsafe.Add(ref input, {turns});");
            writer.Line($"weights = ref Unsafe.Add(ref weights, {turns * kernel.Panel});");
        });
        writer.Line();
        writer.Line("// And its scale, where the bundles end.");
        for (int row = 0; row < size.Rows; row++)
        {
            writer.Line($"value = TVector.Broadcast({Number(row * kernel.InputRowStride)});");
            for (int v = 0; v < size.Vectors; v++)
                writer.Line($"TVector.Store({Finish(kernel, row, v)}, {RegisterTile.At("output", row * kernel.OutputRowStride, v)});");
        }

        void EmitTurn(int turn)
        {
            tile.LoadPacked(writer, "weights", turn * kernel.Panel);
            for (int row = 0; row < size.Rows; row++) tile.MultiplyAdd(writer, row, "input", (row * kernel.InputRowStride) + turn);
        }
    }

    private static string Finish(QuantizedProductKernel kernel, int row, int vector)
    {
        string sum = $"TVector.ToFloats({RegisterTile.Sum(row, vector)})";
        string scale = $"value * TVector.Load({RegisterTile.At("scales", 0, vector)})";
        string result = kernel.HasBias
            ? $"TVector.MultiplyAdd({sum}, {scale}, TVector.Load({RegisterTile.At("bias", 0, vector)}))"
            : $"{sum} * ({scale})";
        return Expressions.Rectified(result, kernel.Rectifies);
    }

    private static string Number(int offset) => offset == 0 ? "input" : $"Unsafe.Add(ref input, {offset})";
}
