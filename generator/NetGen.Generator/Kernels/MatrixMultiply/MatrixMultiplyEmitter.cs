using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="MatrixMultiplyKernel"/>.</summary>
internal static class MatrixMultiplyEmitter
{
    public static void EmitTiled(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        KernelDispatch.EmitByClass(writer, kernel, kernel.Panel);
        foreach (RegisterClass registers in RegisterClass.For(kernel.Panel))
        {
            writer.Line();
            EmitWalk(writer, kernel, registers);
            if (kernel.SingleRowVectors() > 0)
            {
                writer.Line();
                EmitSingleRow(writer, kernel, registers);
            }

            foreach (RowTile tile in DistinctTiles(kernel, registers))
            {
                writer.Line();
                EmitTile(writer, kernel, tile, TileName(kernel, registers, tile));
            }
        }
    }

    /// <summary>Every multiply-add of a row, written out: for layers so small that a loop would cost more than the work.</summary>
    public static void EmitStraightLine(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        KernelDispatch.EmitCommon(writer, kernel, kernel.Panel);
        writer.Line();
        int vectors = kernel.StraightLineVectors;
        RegisterTile tile = new(1, vectors, kernel.Panel, kernel.Weights.PanelStride);
        (string input, string weights, string output) = Names(kernel);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        tile.DeclareVectorPositions(writer);
        tile.DeclareWeights(writer);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        using (writer.Block($"for (int o = 0; o < {kernel.PaddedOutputs}; o += {Step(vectors)})"))
        {
            writer.Line($"ref float blockWeights = ref Unsafe.Add(ref {weights}, {RegisterTile.PackedPosition("o", kernel.Panel, kernel.Weights.PanelStride)});");
            if (kernel.HasBias) writer.Line("ref float blockBias = ref Unsafe.Add(ref bias, o);");
            tile.DeclareSums(writer, (_, v) => kernel.HasBias ? $"TVector.Load({RegisterTile.At("blockBias", 0, v)})" : "TVector.Zero");
            for (int k = 0; k < kernel.Depth; k++)
            {
                tile.LoadPacked(writer, "blockWeights", k * kernel.Panel);
                tile.MultiplyAdd(writer, 0, input, k);
            }

            writer.Line($"ref float blockOutput = ref Unsafe.Add(ref {output}, o);");
            tile.Store(writer, (_, v) => RegisterTile.At("blockOutput", 0, v), sum => Finish(kernel, sum));
        }

        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {kernel.InputRowStride});");
        writer.Line($"{output} = ref Unsafe.Add(ref {output}, {kernel.OutputRowStride});");
    }

    private static void EmitWalk(SourceWriter writer, MatrixMultiplyKernel kernel, RegisterClass registers)
    {
        (string input, string weights, string output) = Names(kernel);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        writer.Line(kernel.RowsPerSample == 1 ? "int rows = samples;" : $"int rows = {kernel.RowsPerSample};");
        if (kernel.SingleRowVectors() > 0)
        {
            string bias = kernel.HasBias ? "ref bias, " : "";
            using (writer.Block("if (rows == 1)"))
            {
                writer.Line($"{kernel.Name}{registers.Name}SingleRow<TVector>(ref {input}, ref {weights}, {bias}ref {output});");
                writer.Line("return;");
            }

            writer.Line();
        }

        bool perSample = kernel.RowsPerSample != 1;
        using SourceWriter.BlockScope? samples = perSample ? writer.Block("for (int sample = 0; sample < samples; sample++)") : null;
        foreach (OutputBlock block in registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel))
        {
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {block.First}; o < {block.End}; o += {Step(block.Vectors)})");
            EmitRows(writer, kernel, registers, block);
        }

        if (perSample)
        {
            writer.Line();
            writer.Line($"{input} = ref Unsafe.Add(ref {input}, {kernel.Input.Storage.SampleStride});");
            writer.Line($"{output} = ref Unsafe.Add(ref {output}, {kernel.Output.Storage.SampleStride});");
        }
    }

    private static void EmitRows(SourceWriter writer, MatrixMultiplyKernel kernel, RegisterClass registers, OutputBlock block)
    {
        (string input, string weights, string output) = Names(kernel);
        writer.Line($"ref float blockWeights = ref Unsafe.Add(ref {weights}, {RegisterTile.PackedPosition("o", kernel.Panel, kernel.Weights.PanelStride)});");
        if (kernel.HasBias) writer.Line("ref float blockBias = ref Unsafe.Add(ref bias, o);");
        writer.Line($"ref float rowInput = ref {input};");
        writer.Line($"ref float rowOutput = ref Unsafe.Add(ref {output}, o);");
        writer.Line("int row = 0;");
        foreach (RowTile tile in MatrixMultiplyKernel.Tiles(registers, block))
        {
            using SourceWriter.BlockScope rows = writer.Block(
                tile.Rows == 1 ? "for (; row < rows; row++)" : $"for (; row <= rows - {tile.Rows}; row += {tile.Rows})");
            string bias = kernel.HasBias ? "ref blockBias, " : "";
            writer.Line($"{TileName(kernel, registers, tile)}<TVector>(ref rowInput, ref blockWeights, {bias}ref rowOutput);");
            writer.Line($"rowInput = ref Unsafe.Add(ref rowInput, {tile.Rows * kernel.InputRowStride});");
            writer.Line($"rowOutput = ref Unsafe.Add(ref rowOutput, {tile.Rows * kernel.OutputRowStride});");
        }
    }

    private static void EmitSingleRow(SourceWriter writer, MatrixMultiplyKernel kernel, RegisterClass registers)
    {
        int vectors = kernel.SingleRowVectors();
        RowTile wide = new(1, vectors);
        RowTile rest = new(1, 1);
        string bias = kernel.HasBias ? "ref float bias, " : "";
        string biasArgument = kernel.HasBias ? "ref Unsafe.Add(ref bias, o), " : "";
        string position = RegisterTile.PackedPosition("o", kernel.Panel, kernel.Weights.PanelStride);
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, $"{kernel.Name}{registers.Name}SingleRow", $"ref float input, ref float weights, {bias}ref float output");
        writer.Line("int o = 0;");
        foreach (RowTile tile in new[] { wide, rest })
        {
            using SourceWriter.BlockScope outputs = writer.Block($"for (; o <= {kernel.PaddedOutputs} - ({Step(tile.Vectors)}); o += {Step(tile.Vectors)})");
            writer.Line(
                $"{TileName(kernel, registers, tile)}<TVector>(ref input, ref Unsafe.Add(ref weights, {position}), "
                + $"{biasArgument}ref Unsafe.Add(ref output, o));");
        }
    }

    private static void EmitTile(SourceWriter writer, MatrixMultiplyKernel kernel, RowTile size, string name)
    {
        MatrixTile tile = new(size.Rows, size.Vectors, kernel.Panel, kernel.Depth, kernel.InputRowStride, kernel.OutputRowStride);
        tile.Emit(writer, name, kernel.HasBias, sum => Finish(kernel, sum));
    }

    private static IEnumerable<RowTile> DistinctTiles(MatrixMultiplyKernel kernel, RegisterClass registers)
    {
        IEnumerable<RowTile> tiles = registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel)
            .SelectMany(block => MatrixMultiplyKernel.Tiles(registers, block));
        if (kernel.SingleRowVectors() > 0) tiles = tiles.Concat([new RowTile(1, kernel.SingleRowVectors()), new RowTile(1, 1)]);
        return tiles.Distinct();
    }

    private static string TileName(Kernel kernel, RegisterClass registers, RowTile tile) => $"{kernel.Name}{registers.Name}Tile{tile.Rows}x{tile.Vectors}";

    private static string Finish(MatrixMultiplyKernel kernel, string sum) => kernel.Rectifies ? $"TVector.Max(TVector.Zero, {sum})" : sum;

    private static string Step(int vectors) => vectors == 1 ? "TVector.Count" : $"{vectors} * TVector.Count";

    private static (string Input, string Weights, string Output) Names(Kernel kernel)
    {
        IReadOnlyList<Operand> operands = kernel.Operands;
        return (operands[0].Name, operands[1].Name, operands[operands.Count - 1].Name);
    }
}
