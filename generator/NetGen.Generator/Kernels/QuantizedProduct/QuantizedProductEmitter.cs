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

        foreach (RowTile tile in RegisterClass.For(kernel.Panel).SelectMany(registers => TilesOf(kernel, registers)).Distinct())
        {
            writer.Line();
            EmitTile(writer, kernel, tile);
        }
    }

    private static void EmitWalk(SourceWriter writer, QuantizedProductKernel kernel, RegisterClass registers)
    {
        (string input, string output) = Names(kernel);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        bool perSample = kernel.RowsPerSample != 1;
        bool sharesRows = kernel.TakesUnits && perSample;
        if (kernel.KnownRows is null) writer.Line(sharesRows ? "int rows = endUnit - firstUnit;" : "int rows = samples;");
        if (sharesRows)
        {
            writer.Line($"{input} = ref Unsafe.Add(ref {input}, firstUnit * {kernel.InputRowStride});");
            writer.Line($"{output} = ref Unsafe.Add(ref {output}, firstUnit * {kernel.OutputRowStride});");
        }

        using SourceWriter.BlockScope? samples = perSample ? writer.Block("for (int sample = 0; sample < samples; sample++)") : null;
        foreach (OutputBlock block in registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel))
        {
            bool sharesOutputs = kernel.TakesUnits && !perSample;
            string first = sharesOutputs ? $"Math.Max({block.First}, firstUnit * {kernel.UnitOutputs})" : Literals.Integer(block.First);
            string end = sharesOutputs ? $"Math.Min({block.End}, endUnit * {kernel.UnitOutputs})" : Literals.Integer(block.End);
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {first}; o < {end}; o += {RegisterTile.Lanes(block.Vectors)})");
            EmitRows(writer, kernel, registers, block);
        }

        if (!perSample) return;
        writer.Line();
        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {kernel.Input.Storage.SampleStride});");
        writer.Line($"{output} = ref Unsafe.Add(ref {output}, {kernel.Output.Storage.SampleStride});");
    }

    private static void EmitRows(SourceWriter writer, QuantizedProductKernel kernel, RegisterClass registers, OutputBlock block)
    {
        (string input, string output) = Names(kernel);
        string position = RegisterTile.PackedPosition("o", kernel.Panel, kernel.PanelStride);
        writer.Line($"ref float blockWeights = ref Unsafe.Add(ref {kernel.Operands[1].Name}, {position});");
        writer.Line("ref float blockScales = ref Unsafe.Add(ref scales, o);");
        if (kernel.HasBias) writer.Line("ref float blockBias = ref Unsafe.Add(ref bias, o);");
        writer.Line($"ref float rowInput = ref {input};");
        writer.Line($"ref float rowOutput = ref Unsafe.Add(ref {output}, o);");
        string bias = kernel.HasBias ? "ref blockBias, " : "";
        kernel.Rows(registers, block).Emit(writer, (height, movesOn) =>
        {
            string tile = TileName(kernel, new RowTile(height, block.Vectors));
            writer.Line($"{tile}<TVector>(ref rowInput, ref blockWeights, ref blockScales, {bias}ref rowOutput);");
            if (!movesOn) return;
            writer.Line($"rowInput = ref Unsafe.Add(ref rowInput, {height * kernel.InputRowStride});");
            writer.Line($"rowOutput = ref Unsafe.Add(ref rowOutput, {height * kernel.OutputRowStride});");
        });
    }

    /// <summary>Rows by vectors of outputs, over the whole depth.</summary>
    private static void EmitTile(SourceWriter writer, QuantizedProductKernel kernel, RowTile size)
    {
        string bias = kernel.HasBias ? "ref float bias, " : "";
        RegisterTile tile = new(size.Rows, size.Vectors, kernel.Panel, kernel.PanelStride) { Format = kernel.Format };
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, TileName(kernel, size), $"ref float input, ref float weights, ref float scales, {bias}ref float output");
        tile.DeclareVectorPositions(writer);
        writer.Line("// Behind a row stands whether its zero is not 0: then its sums begin with what that adds too much.");
        tile.DeclareSums(writer, (row, v) =>
            $"TVector.Load({RegisterTile.At("scales", kernel.PaddedOutputs, v)}) & TVector.Broadcast({Number(row * kernel.InputRowStride + kernel.Depth + 1)})");
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
        return kernel.Rectifies ? $"TVector.Max(TVector.Zero, {result})" : result;
    }

    private static string Number(int offset) => offset == 0 ? "input" : $"Unsafe.Add(ref input, {offset})";

    private static IEnumerable<RowTile> TilesOf(QuantizedProductKernel kernel, RegisterClass registers)
        => registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel).SelectMany(block => kernel.Tiles(registers, block));

    private static string TileName(QuantizedProductKernel kernel, RowTile tile) => $"{kernel.Name}Tile{tile.Rows}x{tile.Vectors}";

    private static (string Input, string Output) Names(QuantizedProductKernel kernel)
        => (kernel.Operands[0].Name, kernel.Operands[kernel.Operands.Count - 1].Name);
}
