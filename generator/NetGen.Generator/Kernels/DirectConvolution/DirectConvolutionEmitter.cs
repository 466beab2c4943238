using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

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
        TileNames names = TileNames.Of(kernel);
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
                (string groupInput, string groupOutput) = (names.SourceOf("group"), names.ResultOf("group"));
                using SourceWriter.BlockScope group = writer.Block($"for (int group = 0; group < {sizes.Groups}; group++)");
                writer.Line($"ref float {groupInput} = ref Unsafe.Add(ref {input}, {Expressions.Times("group", sizes.Depth)});");
                writer.Line($"ref float groupWeights = ref Unsafe.Add(ref {weights}, {Expressions.Times("group", sizes.GroupStride)});");
                if (kernel.HasBias) writer.Line($"ref float groupBias = ref Unsafe.Add(ref bias, {Expressions.Times("group", sizes.Outputs)});");
                writer.Line($"ref float {groupOutput} = ref Unsafe.Add(ref {output}, {Expressions.Times("group", sizes.Outputs)});");
                EmitBlocks(writer, kernel, plan, groupInput, "groupWeights", "groupBias", groupOutput);
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
            string step = RegisterTile.Lanes(block.Outputs.Vectors);

            // Without vectors a block may be a single output.
            bool isAlone = sizes.Panel == 1 && block.Outputs.End - block.Outputs.First == 1;
            string o = isAlone ? Literals.Integer(block.Outputs.First) : "o";
            using SourceWriter.BlockScope? outputs = isAlone ? null : writer.Block($"for (int o = {block.Outputs.First}; o < {block.Outputs.End}; o += {step})");
            writer.Line($"ref float blockWeights = {RegisterTile.At(weights, RegisterTile.PackedPosition(o, sizes.Panel, sizes.PanelStride))};");
            foreach (AxisTaps rows in sizes.Rows)
            {
                string row = "row";
                using SourceWriter.BlockScope? loop = kernel.TakesUnits
                    ? writer.Block("for (int row = firstUnit; row < endUnit; row++)")
                    : writer.Loop("row", rows.Count, out row);
                using SourceWriter.BlockScope? scope = row == "0" && sizes.Rows.Count > 1 ? writer.Block() : null;
                EmitRow(writer, kernel, plan, index, new RowPlace(rows, row, o), input, bias, output);
            }
        }
    }

    private static void EmitRow(
        SourceWriter writer, DirectConvolutionKernel kernel, DirectConvolutionPlan plan, int blockIndex, RowPlace place, string input, string bias, string output)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        TileNames names = TileNames.Of(kernel);
        string taps = ConvolutionRowEmitter.Emit(writer, sizes, place, names, input, "blockWeights", output);
        string biasArgument = kernel.HasBias ? $"{RegisterTile.At(bias, place.Channel)}, " : "";
        ConvolutionBlock block = plan.Blocks[blockIndex];
        int walked = WalksChannels(kernel) ? sizes.Depth : 0;
        int advance = (place.Rows.TapStep * sizes.InputRowStride) - walked;
        int weightAdvance = (place.Rows.KernelStep * sizes.KernelRowStride) - (walked * sizes.Panel);
        ConvolutionRowEmitter.EmitTiles(writer, sizes, block.Tiles, block.Variants, names, biasArgument, tile =>
        {
            string rows = sizes.HasSeveralRows ? $", {taps}, {advance}, {weightAdvance}" : "";
            string columns = block.Variants[tile.Variant].Taps.Count > 1 ? $", {tile.Columns.TapStep * sizes.Input.Pitch}" : "";
            return (TileName(kernel, plan, blockIndex, tile.Variant), rows + columns);
        });
    }

    private static void EmitTile(SourceWriter writer, DirectConvolutionKernel kernel, ConvolutionBlock block, TileVariant variant, string name)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        TileNames names = TileNames.Of(kernel);
        RegisterTile tile = new(variant.Columns, block.Outputs.Vectors, sizes.Panel, sizes.PanelStride);
        string bias = kernel.HasBias ? "ref float bias, " : "";
        string rows = sizes.HasSeveralRows ? $", int taps, nint {names.Source}Advance, nint weightAdvance" : "";
        string columns = variant.Taps.Count > 1 ? ", nint nextColumn" : "";
        writer.Line($"// {Literals.Count(variant.Columns, "pixel")} x {Literals.Count(block.Outputs.Vectors, "vector")} of outputs; {Literals.Count(variant.Taps.Count, "kernel column")}.");
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, name, $"ref float {names.Source}, ref float weights, {bias}ref float {names.Result}{rows}{columns}");
        tile.DeclareVectorPositions(writer);
        int ResultOffset(int column) => column * variant.ResultStep * sizes.Output.Pitch;
        tile.DeclareSums(writer, (column, v) => kernel switch
        {
            { Accumulates: true } => $"TVector.Load({RegisterTile.At(names.Result, ResultOffset(column), v)})",
            { HasBias: true } => column == 0 ? $"TVector.Load({RegisterTile.At("bias", 0, v)})" : $"sum0_{v}",
            _ => "TVector.Zero",
        });
        if (variant.Taps.Count > 0) EmitTaps(writer, kernel, variant, tile, names);
        writer.Line();
        tile.Store(
            writer,
            (column, v) => RegisterTile.At(names.Result, ResultOffset(column), v),
            sum => Expressions.Rectified(sum, kernel.Rectifies));
    }

    /// <summary>Whether a tile goes from one input channel to the next.</summary>
    private static bool WalksChannels(DirectConvolutionKernel kernel) => kernel.Sizes.Depth > 1;

    private static void EmitTaps(SourceWriter writer, DirectConvolutionKernel kernel, TileVariant variant, RegisterTile tile, TileNames names)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        tile.DeclareFactors(writer);
        if (sizes.IsColumnByColumn)
        {
            EmitColumnByColumn(writer, kernel, variant, tile, names.Source);
            return;
        }

        using SourceWriter.BlockScope? taps = sizes.HasSeveralRows ? writer.Block("for (int tap = 0; tap < taps; tap++)") : null;
        if (kernel.IsUnrolled && WalksChannels(kernel))
        {
            for (int channel = 0; channel < sizes.Depth; channel++)
            {
                writer.Line($"// input channel {channel}");
                using SourceWriter.BlockScope scope = writer.Block();
                EmitChannel(writer, kernel, variant, tile, names.Source);
            }
        }
        else
        {
            using SourceWriter.BlockScope? channels = writer.Loop("channel", sizes.Depth, out _);
            EmitChannel(writer, kernel, variant, tile, names.Source);
        }

        if (!sizes.HasSeveralRows) return;
        writer.Line($"{names.Source} = ref Unsafe.Add(ref {names.Source}, {names.Source}Advance);");
        writer.Line("weights = ref Unsafe.Add(ref weights, weightAdvance);");
    }

    /// <summary>All input channels of a kernel column, and then those of the next.</summary>
    private static void EmitColumnByColumn(SourceWriter writer, DirectConvolutionKernel kernel, TileVariant variant, RegisterTile tile, string source)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        foreach (TileTap tap in variant.Taps)
        {
            using SourceWriter.BlockScope? scope = variant.Taps.Count > 1 ? writer.Block() : null;
            writer.Line($"// kernel column {tap.KernelColumn}");
            string pixel = "tap" + TileNames.Capitalised(source);
            int steps = (tap.InputOffset - variant.Taps[0].InputOffset) / variant.TapStep;
            writer.Line($"ref float {pixel} = {RegisterTile.At(source, Expressions.Times("nextColumn", steps))};");
            writer.Line($"ref float tapWeights = {RegisterTile.At("weights", Literals.Integer(tap.KernelColumn * sizes.Depth * sizes.Panel))};");
            if (kernel.IsUnrolled)
            {
                for (int channel = 0; channel < sizes.Depth; channel++) EmitChannel(channel);
                continue;
            }

            using SourceWriter.BlockScope? channels = writer.Loop("channel", sizes.Depth, out _);
            EmitChannel(0);
            if (!WalksChannels(kernel)) continue;
            writer.Line($"{pixel} = ref Unsafe.Add(ref {pixel}, 1);");
            writer.Line($"tapWeights = ref Unsafe.Add(ref tapWeights, {sizes.Panel});");

            void EmitChannel(int channel)
            {
                tile.LoadPacked(writer, "tapWeights", channel * sizes.Panel);
                for (int column = tap.First; column < tap.End; column++)
                    tile.MultiplyAdd(writer, column, pixel, (((column * variant.InputStep) + variant.Taps[0].InputOffset) * sizes.Input.Pitch) + channel);
            }
        }
    }

    /// <summary>All kernel columns of one input channel, and the step to the next.</summary>
    private static void EmitChannel(SourceWriter writer, DirectConvolutionKernel kernel, TileVariant variant, RegisterTile tile, string source)
    {
        // Neighbouring kernel columns read the same pixels. The distance between them is an argument and not a constant, or the
        // JIT would notice, keep those pixels in registers, and spill the sums.
        ConvolutionSizes sizes = kernel.Sizes;
        TileTap first = variant.Taps[0];
        string pixel = variant.Taps.Count > 1 ? "tap" + TileNames.Capitalised(source) : source;
        if (variant.Taps.Count > 1) writer.Line($"ref float {pixel} = ref {source};");
        for (int index = 0; index < variant.Taps.Count; index++)
        {
            TileTap tap = variant.Taps[index];
            writer.Line($"// kernel column {tap.KernelColumn}");
            if (index > 0)
            {
                int steps = (tap.InputOffset - variant.Taps[index - 1].InputOffset) / variant.TapStep;
                writer.Line($"{pixel} = ref Unsafe.Add(ref {pixel}, {Expressions.Times("nextColumn", steps)});");
            }

            tile.LoadPacked(writer, "weights", tap.KernelColumn * sizes.Depth * sizes.Panel);
            for (int column = tap.First; column < tap.End; column++)
            {
                tile.MultiplyAdd(writer, column, pixel, ((column * variant.InputStep) + first.InputOffset) * sizes.Input.Pitch);
            }
        }

        if (!WalksChannels(kernel)) return;
        writer.Line($"{source} = ref Unsafe.Add(ref {source}, 1);");
        writer.Line($"weights = ref Unsafe.Add(ref weights, {sizes.Panel});");
    }

    private static (string Input, string Weights, string Output) Names(Kernel kernel)
    {
        IReadOnlyList<Operand> operands = kernel.Operands;
        return (operands[0].Name, operands[1].Name, operands[operands.Count - 1].Name);
    }
}
