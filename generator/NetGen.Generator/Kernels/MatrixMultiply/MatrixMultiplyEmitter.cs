using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="MatrixMultiplyKernel"/>.</summary>
internal static class MatrixMultiplyEmitter
{
    public static void Emit(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        if (kernel.UsesSampleForm)
        {
            KernelDispatch.EmitSample(writer, kernel, kernel.Panel, SingleRowEmitter.MethodName(kernel));
            writer.Line();
            if (kernel.Form.IsAlone)
            {
                SingleRowEmitter.Emit(writer, kernel);
                return;
            }
        }

        if (kernel.IsStraightLine) EmitStraightLine(writer, kernel);
        else EmitTiled(writer, kernel);
        if (!kernel.HasSingleRow) return;
        writer.Line();
        SingleRowEmitter.Emit(writer, kernel);
    }

    private static void EmitTiled(SourceWriter writer, MatrixMultiplyKernel kernel)
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

    /// <summary>Row by row, every multiply-add written out: for layers so small that a loop would cost more than the work.</summary>
    private static void EmitStraightLine(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        KernelDispatch.EmitCommon(writer, kernel, kernel.Panel);
        writer.Line();
        (string input, _, string output) = RowWalk.Names(kernel);
        using (KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature))
        {
            using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
            writer.Line(RowCall(kernel));
            writer.Line($"{input} = ref Unsafe.Add(ref {input}, {kernel.InputRowStride});");
            writer.Line($"{output} = ref Unsafe.Add(ref {output}, {kernel.OutputRowStride});");
        }
    }

    private static void EmitWalk(SourceWriter writer, MatrixMultiplyKernel kernel, RegisterClass registers)
    {
        bool leavesRest = kernel.LeavesRest(registers);
        RowWalk.Emit(
            writer,
            kernel,
            registers,
            begin: () =>
            {
                if (!kernel.HasSingleRow) return;
                using (writer.Block("if (rows == 1)"))
                {
                    writer.Line(RowCall(kernel));
                    writer.Line("return;");
                }

                writer.Line();
            },
            outputs: () =>
            {
                if (leavesRest) writer.Line("int covered = 0;");
                foreach (OutputBlock block in registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel))
                {
                    using SourceWriter.BlockScope outputs = writer.Block(
                        $"for (int o = {block.First}; o < {block.End}; o += {RegisterTile.Lanes(block.Vectors)})");
                    RowWalk.EmitRows(writer, kernel, registers, block, kernel.Weights.PanelStride, leavesRest);
                    if (!leavesRest) continue;
                    EmitLastTile(writer, kernel, registers, block);
                    writer.Line("covered = row;");
                }

                if (leavesRest) EmitRest(writer, kernel);
            });
    }

    /// <summary>Rows too few for any tile: each over all outputs, like a row that is alone.</summary>
    private static void EmitRest(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        (string input, string weights, string output) = RowWalk.Names(kernel);
        writer.Line();
        using SourceWriter.BlockScope rest = writer.Block("for (int row = covered; row < rows; row++)");
        string bias = (kernel.HasScales ? "ref scales, " : "") + (kernel.HasBias ? "ref bias, " : "");
        writer.Line(
            $"{SingleRowEmitter.MethodName(kernel)}<TVector>(ref Unsafe.Add(ref {input}, row * (nint){kernel.InputRowStride}), ref {weights}, {bias}"
            + $"ref Unsafe.Add(ref {output}, row * (nint){kernel.OutputRowStride}){(kernel.TakesUnits ? ", firstUnit, endUnit" : "")});");
    }

    private static void EmitLastTile(SourceWriter writer, MatrixMultiplyKernel kernel, RegisterClass registers, OutputBlock block)
    {
        int least = kernel.Tiles(registers, block).Min(tile => tile.Rows);
        using SourceWriter.BlockScope rest = writer.Block($"if (row < rows && rows >= {least})");
        writer.Line("// The rows that are left, and some before them once more: they come out the same.");
        writer.Line($"nint back = row - (rows - {least});");
        writer.Line($"rowInput = ref Unsafe.Subtract(ref rowInput, back * {kernel.InputRowStride});");
        writer.Line($"rowOutput = ref Unsafe.Subtract(ref rowOutput, back * {kernel.OutputRowStride});");
        writer.Line(RowWalk.TileCall(kernel, new RowTile(least, block.Vectors)));
        writer.Line("row = rows;");
    }

    private static void EmitTile(SourceWriter writer, MatrixMultiplyKernel kernel, RowTile size)
    {
        MatrixTile tile = new(size.Rows, size.Vectors, kernel.Panel, kernel.Weights.PanelStride, kernel.Depth, kernel.InputRowStride, kernel.OutputRowStride)
        {
            Format = kernel.Format,
            HasScales = kernel.HasScales,
            Turns = kernel.InputsAtOnce(size),
        };
        tile.Emit(writer, RowWalk.TileName(kernel, size), kernel.HasBias ? TileStart.Bias : TileStart.Zero,
            sum => Expressions.Rectified(sum, kernel.Rectifies), TileNames.Forward, kernel.Parts);
    }

    private static string RowCall(Kernel kernel)
    {
        string operands = string.Join(", ", kernel.Operands.Select(operand => operand.Forwarded));
        return $"{SingleRowEmitter.MethodName(kernel)}<TVector>({operands}{(kernel.TakesUnits ? ", firstUnit, endUnit" : "")});";
    }
}
