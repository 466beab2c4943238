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

        // The text of a tile depends on its size alone: the register classes share those that both use.
        foreach (RowTile tile in RegisterClass.For(kernel.Panel).SelectMany(registers => DistinctTiles(kernel, registers)).Distinct())
        {
            writer.Line();
            EmitTile(writer, kernel, tile, TileName(kernel, tile));
        }
    }

    /// <summary>Row by row, every multiply-add written out: for layers so small that a loop would cost more than the work.</summary>
    private static void EmitStraightLine(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        KernelDispatch.EmitCommon(writer, kernel, kernel.Panel);
        writer.Line();
        (string input, _, string output) = Names(kernel);
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
        (string input, string weights, string output) = Names(kernel);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        bool sharesRows = kernel.TakesUnits && kernel.RowsPerSample != 1;
        if (kernel.KnownRows is null) writer.Line(sharesRows ? "int rows = endUnit - firstUnit;" : "int rows = samples;");
        if (sharesRows)
        {
            writer.Line($"{input} = ref Unsafe.Add(ref {input}, firstUnit * {kernel.InputRowStride});");
            writer.Line($"{output} = ref Unsafe.Add(ref {output}, firstUnit * {kernel.OutputRowStride});");
        }

        if (kernel.HasSingleRow)
        {
            using (writer.Block("if (rows == 1)"))
            {
                writer.Line(RowCall(kernel));
                writer.Line("return;");
            }

            writer.Line();
        }

        bool perSample = kernel.RowsPerSample != 1;
        using SourceWriter.BlockScope? samples = perSample ? writer.Block("for (int sample = 0; sample < samples; sample++)") : null;
        bool leavesRest = kernel.LeavesRest(registers);
        if (leavesRest) writer.Line("int covered = 0;");
        foreach (OutputBlock block in registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel))
        {
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {block.First}; o < {block.End}; o += {RegisterTile.Lanes(block.Vectors)})");
            EmitRows(writer, kernel, registers, block);
            if (leavesRest) writer.Line("covered = row;");
        }

        if (leavesRest) EmitRest(writer, kernel);
        if (perSample)
        {
            writer.Line();
            writer.Line($"{input} = ref Unsafe.Add(ref {input}, {kernel.Input.Storage.SampleStride});");
            writer.Line($"{output} = ref Unsafe.Add(ref {output}, {kernel.Output.Storage.SampleStride});");
        }
    }

    /// <summary>Rows too few for any tile: each over all outputs, like a row that is alone.</summary>
    private static void EmitRest(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        (string input, string weights, string output) = Names(kernel);
        writer.Line();
        using SourceWriter.BlockScope rest = writer.Block("for (int row = covered; row < rows; row++)");
        string bias = (kernel.Format.HasScales ? "ref scales, " : "") + (kernel.HasBias ? "ref bias, " : "");
        writer.Line(
            $"{SingleRowEmitter.MethodName(kernel)}<TVector>(ref Unsafe.Add(ref {input}, row * (nint){kernel.InputRowStride}), ref {weights}, {bias}"
            + $"ref Unsafe.Add(ref {output}, row * (nint){kernel.OutputRowStride}){(kernel.TakesUnits ? ", firstUnit, endUnit" : "")});");
    }

    private static void EmitRows(SourceWriter writer, MatrixMultiplyKernel kernel, RegisterClass registers, OutputBlock block)
    {
        (string input, string weights, string output) = Names(kernel);
        string position = RegisterTile.PackedPosition("o", kernel.Panel, kernel.Weights.PanelStride);
        writer.Line($"ref {kernel.Format.Element} blockWeights = ref Unsafe.Add(ref {weights}, {position});");
        if (kernel.Format.HasScales) writer.Line("ref float blockScales = ref Unsafe.Add(ref scales, o);");
        if (kernel.HasBias) writer.Line("ref float blockBias = ref Unsafe.Add(ref bias, o);");
        writer.Line($"ref float rowInput = ref {input};");
        writer.Line($"ref float rowOutput = ref Unsafe.Add(ref {output}, o);");
        string bias = (kernel.Format.HasScales ? "ref blockScales, " : "") + (kernel.HasBias ? "ref blockBias, " : "");
        string Call(int height) => $"{TileName(kernel, new RowTile(height, block.Vectors))}<TVector>(ref rowInput, ref blockWeights, {bias}ref rowOutput);";
        kernel.Rows(registers, block).Emit(writer, (height, movesOn) =>
        {
            writer.Line(Call(height));
            if (!movesOn) return;
            writer.Line($"rowInput = ref Unsafe.Add(ref rowInput, {height * kernel.InputRowStride});");
            writer.Line($"rowOutput = ref Unsafe.Add(ref rowOutput, {height * kernel.OutputRowStride});");
        }, kernel.LeavesRest(registers));
        if (!kernel.LeavesRest(registers)) return;
        int least = kernel.Tiles(registers, block).Min(tile => tile.Rows);
        using SourceWriter.BlockScope rest = writer.Block($"if (row < rows && rows >= {least})");
        writer.Line("// The rows that are left, and some before them once more: they come out the same.");
        writer.Line($"nint back = row - (rows - {least});");
        writer.Line($"rowInput = ref Unsafe.Subtract(ref rowInput, back * {kernel.InputRowStride});");
        writer.Line($"rowOutput = ref Unsafe.Subtract(ref rowOutput, back * {kernel.OutputRowStride});");
        writer.Line(Call(least));
        writer.Line("row = rows;");
    }

    private static void EmitTile(SourceWriter writer, MatrixMultiplyKernel kernel, RowTile size, string name)
    {
        MatrixTile tile = new(size.Rows, size.Vectors, kernel.Panel, kernel.Weights.PanelStride, kernel.Depth, kernel.InputRowStride, kernel.OutputRowStride)
        {
            Format = kernel.Format,
            Turns = kernel.InputsAtOnce(size),
        };
        tile.Emit(writer, name, kernel.HasBias ? TileStart.Bias : TileStart.Zero, sum => Finish(kernel, sum), TileNames.Forward, kernel.Parts);
    }

    private static IEnumerable<RowTile> DistinctTiles(MatrixMultiplyKernel kernel, RegisterClass registers)
        => registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel).SelectMany(block => kernel.Tiles(registers, block)).Distinct();

    private static string TileName(Kernel kernel, RowTile tile) => $"{kernel.Name}Tile{tile.Rows}x{tile.Vectors}";

    private static string RowCall(Kernel kernel)
    {
        string operands = string.Join(", ", kernel.Operands.Select(operand => operand.Forwarded));
        return $"{SingleRowEmitter.MethodName(kernel)}<TVector>({operands}{(kernel.TakesUnits ? ", firstUnit, endUnit" : "")});";
    }

    private static string Finish(MatrixMultiplyKernel kernel, string sum) => kernel.Rectifies ? $"TVector.Max(TVector.Zero, {sum})" : sum;

    private static (string Input, string Weights, string Output) Names(Kernel kernel)
    {
        IReadOnlyList<Operand> operands = kernel.Operands;
        return (operands[0].Name, operands[1].Name, operands[operands.Count - 1].Name);
    }
}
