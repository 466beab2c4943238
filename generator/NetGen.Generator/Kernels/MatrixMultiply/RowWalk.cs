using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The loops around the tiles of a <see cref="RowProductKernel"/>: samples, blocks of outputs, rows.</summary>
internal static class RowWalk
{
    /// <summary>The method over all rows, by one class of registers.</summary>
    /// <param name="begin">Prints what is done before the first sample.</param>
    /// <param name="outputs">Prints what is done with the rows of a sample, or with all rows where each is a sample.</param>
    public static void Emit(SourceWriter writer, RowProductKernel kernel, RegisterClass registers, Action begin, Action outputs)
    {
        (string input, _, string output) = Names(kernel);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        bool perSample = kernel.RowsPerSample != 1;
        bool sharesRows = kernel.TakesUnits && perSample;
        if (kernel.KnownRows is null) writer.Line(sharesRows ? "int rows = endUnit - firstUnit;" : "int rows = samples;");
        if (sharesRows)
        {
            writer.Line($"{input} = ref Unsafe.Add(ref {input}, firstUnit * {kernel.InputRowStride});");
            writer.Line($"{output} = ref Unsafe.Add(ref {output}, firstUnit * {kernel.OutputRowStride});");
        }

        begin();
        using SourceWriter.BlockScope? samples = perSample ? writer.Block("for (int sample = 0; sample < samples; sample++)") : null;
        outputs();
        if (!perSample) return;
        writer.Line();
        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {kernel.Input.Storage.SampleStride});");
        writer.Line($"{output} = ref Unsafe.Add(ref {output}, {kernel.Output.Storage.SampleStride});");
    }

    /// <summary>The rows over a block of outputs, which begin at <c>o</c>.</summary>
    /// <param name="panelStride">Elements of the weights from one panel to the next.</param>
    /// <param name="leavesRest">Whether the rows that are left for tiles of one are left out.</param>
    public static void EmitRows(
        SourceWriter writer, RowProductKernel kernel, RegisterClass registers, OutputBlock block, int panelStride, bool leavesRest = false)
    {
        (string input, string weights, string output) = Names(kernel);
        string position = RegisterTile.PackedPosition("o", kernel.Panel, panelStride);
        writer.Line($"ref {kernel.Format.Element} blockWeights = ref Unsafe.Add(ref {weights}, {position});");
        if (kernel.HasScales) writer.Line("ref float blockScales = ref Unsafe.Add(ref scales, o);");
        if (kernel.HasBias) writer.Line("ref float blockBias = ref Unsafe.Add(ref bias, o);");
        writer.Line($"ref float rowInput = ref {input};");
        writer.Line($"ref float rowOutput = ref Unsafe.Add(ref {output}, o);");
        kernel.Rows(registers, block).Emit(writer, (height, movesOn) =>
        {
            writer.Line(TileCall(kernel, new RowTile(height, block.Vectors)));
            if (!movesOn) return;
            writer.Line($"rowInput = ref Unsafe.Add(ref rowInput, {height * kernel.InputRowStride});");
            writer.Line($"rowOutput = ref Unsafe.Add(ref rowOutput, {height * kernel.OutputRowStride});");
        }, leavesRest);
    }

    /// <summary>Each tile that the classes of registers have, once: its text depends on its size alone.</summary>
    public static IEnumerable<RowTile> Tiles(RowProductKernel kernel)
        => RegisterClass.For(kernel.Panel)
            .SelectMany(registers => registers.OutputBlocks(kernel.PaddedOutputs, kernel.Panel).SelectMany(block => kernel.Tiles(registers, block)))
            .Distinct();

    /// <summary>The method of a tile.</summary>
    public static string TileName(Kernel kernel, RowTile tile) => $"{kernel.Name}Tile{tile.Rows}x{tile.Vectors}";

    /// <summary>Its call in <see cref="EmitRows"/>.</summary>
    public static string TileCall(RowProductKernel kernel, RowTile tile)
    {
        string bias = (kernel.HasScales ? "ref blockScales, " : "") + (kernel.HasBias ? "ref blockBias, " : "");
        return $"{TileName(kernel, tile)}<TVector>(ref rowInput, ref blockWeights, {bias}ref rowOutput);";
    }

    /// <summary>What the kernel calls its input, weights and output.</summary>
    public static (string Input, string Weights, string Output) Names(Kernel kernel)
    {
        IReadOnlyList<Operand> operands = kernel.Operands;
        return (operands[0].Name, operands[1].Name, operands[operands.Count - 1].Name);
    }
}
