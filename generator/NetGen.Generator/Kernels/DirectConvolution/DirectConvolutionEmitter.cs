using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="DirectConvolutionKernel"/>: a method that walks over samples, outputs and rows, and one per tile text.</summary>
internal static class DirectConvolutionEmitter
{
    public static void Emit(SourceWriter writer, DirectConvolutionKernel kernel)
    {
        KernelDispatch.EmitByClass(writer, kernel, kernel.Sizes.Panel);
        foreach (DirectConvolutionPlan plan in kernel.Plans)
        {
            writer.Line();
            EmitWalk(writer, kernel, plan);
            for (int block = 0; block < plan.Blocks.Count; block++)
            {
                for (int variant = 0; variant < plan.Blocks[block].Variants.Count; variant++)
                {
                    writer.Line();
                    EmitTile(writer, kernel, plan.Blocks[block], plan.Blocks[block].Variants[variant], TileName(kernel, plan, block, variant));
                }
            }
        }
    }

    private static string TileName(Kernel kernel, DirectConvolutionPlan plan, int block, int variant)
        => $"{kernel.Name}{plan.Registers.Name}{(block == 0 ? "" : "Rest")}Tile{variant}";

    private static void EmitWalk(SourceWriter writer, DirectConvolutionKernel kernel, DirectConvolutionPlan plan)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        (string input, string weights, string output) = Names(kernel);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + plan.Registers.Name, kernel.Signature);
        using (writer.Block("for (int sample = 0; sample < samples; sample++)"))
        {
            if (sizes.Groups == 1)
            {
                EmitBlocks(writer, kernel, plan, input, weights, kernel.HasBias ? "bias" : "", output);
            }
            else
            {
                using SourceWriter.BlockScope group = writer.Block($"for (int group = 0; group < {sizes.Groups}; group++)");
                writer.Line($"ref float groupInput = ref Unsafe.Add(ref {input}, group * {sizes.Depth});");
                writer.Line($"ref float groupWeights = ref Unsafe.Add(ref {weights}, group * {sizes.GroupStride});");
                if (kernel.HasBias) writer.Line($"ref float groupBias = ref Unsafe.Add(ref bias, group * {sizes.Outputs});");
                writer.Line($"ref float groupOutput = ref Unsafe.Add(ref {output}, group * {sizes.Outputs});");
                EmitBlocks(writer, kernel, plan, "groupInput", "groupWeights", "groupBias", "groupOutput");
            }

            writer.Line();
            writer.Line($"{input} = ref Unsafe.Add(ref {input}, {sizes.Input.Storage.SampleStride});");
            writer.Line($"{output} = ref Unsafe.Add(ref {output}, {sizes.Output.Storage.SampleStride});");
        }
    }

    private static void EmitBlocks(
        SourceWriter writer, DirectConvolutionKernel kernel, DirectConvolutionPlan plan, string input, string weights, string bias, string output)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        for (int index = 0; index < plan.Blocks.Count; index++)
        {
            ConvolutionBlock block = plan.Blocks[index];
            string step = block.Outputs.Vectors == 1 ? "TVector.Count" : $"{block.Outputs.Vectors} * TVector.Count";
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {block.Outputs.First}; o < {block.Outputs.End}; o += {step})");
            writer.Line($"ref float blockWeights = ref Unsafe.Add(ref {weights}, {RegisterTile.PackedPosition("o", sizes.Panel, sizes.PanelStride)});");
            foreach (AxisTaps rows in sizes.Rows)
            {
                using SourceWriter.BlockScope row = writer.Block(
                    kernel.TakesUnits ? "for (int row = firstUnit; row < endUnit; row++)" : $"for (int row = 0; row < {rows.Count}; row++)");
                EmitRow(writer, kernel, plan, index, rows, input, bias, output);
            }
        }
    }

    private static void EmitRow(
        SourceWriter writer, DirectConvolutionKernel kernel, DirectConvolutionPlan plan, int blockIndex, AxisTaps rows, string input, string bias, string output)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        string taps = ConvolutionRowEmitter.Emit(writer, sizes, rows, input, "blockWeights", output, "o");
        string biasArgument = kernel.HasBias ? $"ref Unsafe.Add(ref {bias}, o), " : "";
        ConvolutionBlock block = plan.Blocks[blockIndex];
        int advance = (rows.TapStep * sizes.InputRowStride) - sizes.Depth;
        int weightAdvance = (rows.KernelStep * sizes.KernelRowStride) - (sizes.Depth * sizes.Panel);
        foreach (ConvolutionTile tile in block.Tiles)
        {
            writer.Line(
                $"{TileName(kernel, plan, blockIndex, tile.Variant)}<TVector>({ConvolutionRowEmitter.TileArguments(sizes, tile, biasArgument)}, "
                + $"{taps}, {advance}, {weightAdvance}, {tile.Columns.TapStep * sizes.Input.Pitch});");
        }
    }

    private static void EmitTile(SourceWriter writer, DirectConvolutionKernel kernel, ConvolutionBlock block, TileVariant variant, string name)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        RegisterTile tile = new(variant.Columns, block.Outputs.Vectors, sizes.Panel, sizes.PanelStride);
        string bias = kernel.HasBias ? "ref float bias, " : "";
        writer.Line($"// {variant.Columns} pixels x {block.Outputs.Vectors} vector(s) of outputs; {variant.Taps.Count} kernel column(s).");
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, name, $"ref float input, ref float weights, {bias}ref float output, int taps, nint inputAdvance, nint weightAdvance, nint nextColumn");
        tile.DeclareVectorPositions(writer);
        int ResultOffset(int column) => column * variant.ResultStep * sizes.Output.Pitch;
        tile.DeclareSums(writer, (column, v) => kernel switch
        {
            { Accumulates: true } => $"TVector.Load({RegisterTile.At("output", ResultOffset(column), v)})",
            { HasBias: true } => column == 0 ? $"TVector.Load({RegisterTile.At("bias", 0, v)})" : $"sum0_{v}",
            _ => "TVector.Zero",
        });
        if (variant.Taps.Count > 0) EmitTaps(writer, kernel, variant, tile);
        writer.Line();
        tile.Store(
            writer,
            (column, v) => RegisterTile.At("output", ResultOffset(column), v),
            sum => kernel.Rectifies ? $"TVector.Max(TVector.Zero, {sum})" : sum);
    }

    private static void EmitTaps(SourceWriter writer, DirectConvolutionKernel kernel, TileVariant variant, RegisterTile tile)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        tile.DeclareWeights(writer);
        using SourceWriter.BlockScope taps = writer.Block("for (int tap = 0; tap < taps; tap++)");
        if (kernel.IsUnrolled)
        {
            for (int channel = 0; channel < sizes.Depth; channel++)
            {
                writer.Line($"// input channel {channel}");
                using SourceWriter.BlockScope scope = writer.Block();
                EmitChannel(writer, sizes, variant, tile);
            }
        }
        else
        {
            using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {sizes.Depth}; channel++)");
            EmitChannel(writer, sizes, variant, tile);
        }

        writer.Line("input = ref Unsafe.Add(ref input, inputAdvance);");
        writer.Line("weights = ref Unsafe.Add(ref weights, weightAdvance);");
    }

    /// <summary>All kernel columns of one input channel, and the step to the next.</summary>
    private static void EmitChannel(SourceWriter writer, ConvolutionSizes sizes, TileVariant variant, RegisterTile tile)
    {
        // Neighbouring kernel columns read the same pixels. The distance between them is an argument and not a constant, or the
        // JIT would notice, keep those pixels in registers, and spill the sums.
        TileTap first = variant.Taps[0];
        if (variant.Taps.Count > 1) writer.Line("ref float tapInput = ref input;");
        string tapInput = variant.Taps.Count > 1 ? "tapInput" : "input";
        for (int index = 0; index < variant.Taps.Count; index++)
        {
            TileTap tap = variant.Taps[index];
            writer.Line($"// kernel column {tap.KernelColumn}");
            if (index > 0)
            {
                int steps = (tap.InputOffset - variant.Taps[index - 1].InputOffset) / variant.TapStep;
                writer.Line($"tapInput = ref Unsafe.Add(ref tapInput, {Expressions.Times("nextColumn", steps)});");
            }

            tile.LoadPacked(writer, "weights", tap.KernelColumn * sizes.Depth * sizes.Panel);
            for (int column = tap.First; column < tap.End; column++)
            {
                tile.MultiplyAdd(writer, column, tapInput, ((column * variant.InputStep) + first.InputOffset) * sizes.Input.Pitch);
            }
        }

        writer.Line("input = ref Unsafe.Add(ref input, 1);");
        writer.Line($"weights = ref Unsafe.Add(ref weights, {sizes.Panel});");
    }

    private static (string Input, string Weights, string Output) Names(Kernel kernel)
    {
        IReadOnlyList<Operand> operands = kernel.Operands;
        return (operands[0].Name, operands[1].Name, operands[operands.Count - 1].Name);
    }
}
