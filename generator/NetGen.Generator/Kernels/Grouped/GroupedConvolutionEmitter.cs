using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="GroupedConvolutionKernel"/>: a method that walks over samples, panels of results and rows, and one per tile text.</summary>
internal static class GroupedConvolutionEmitter
{
    public static void Emit(SourceWriter writer, GroupedConvolutionKernel kernel)
    {
        KernelDispatch.EmitByClass(writer, kernel, kernel.Sizes.Panel);
        foreach (GroupedConvolutionPlan plan in kernel.Plans)
        {
            writer.Line();
            EmitWalk(writer, kernel, plan);
            for (int variant = 0; variant < plan.Tiles.Variants.Count; variant++)
            {
                writer.Line();
                LaneTileEmitter.Emit(
                    writer,
                    TileName(kernel, plan, variant),
                    TileNames.Of(kernel),
                    kernel.Sizes,
                    plan.Tiles.Variants[variant],
                    kernel.Sizes.Panel,
                    kernel.IsUnrolled,
                    isRing: true,
                    kernel.HasBias,
                    kernel.Accumulates,
                    kernel.Rectifies);
            }
        }
    }

    private static string TileName(Kernel kernel, GroupedConvolutionPlan plan, int variant) => $"{kernel.Name}{plan.Registers.Name}Tile{variant}";

    private static void EmitWalk(SourceWriter writer, GroupedConvolutionKernel kernel, GroupedConvolutionPlan plan)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        string input = kernel.Operands[0].Name;
        string weights = kernel.Operands[1].Name;
        string output = kernel.Operands[kernel.Operands.Count - 1].Name;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + plan.Registers.Name, kernel.Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        using (writer.Loop("panel", sizes.Outputs / sizes.Panel, out string panel))
        {
            writer.Line($"ref float panelWeights = {RegisterTile.At(weights, Expressions.Times(panel, sizes.PanelStride))};");
            if (kernel.HasBias) writer.Line($"ref float panelBias = {RegisterTile.At("bias", Expressions.Times(panel, sizes.Panel))};");
            writer.Line($"ref float {TileNames.Of(kernel).ResultOf("panel")} = {RegisterTile.At(output, Expressions.Times(panel, sizes.Panel))};");
            writer.Line(kernel.Lanes.PrepareStatement(sizes.Panel, panel));
            for (int set = 0; set < kernel.Rings.Count; set++) EmitRows(writer, kernel, plan, set, input);
        }

        writer.Line();
        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {kernel.Source.Storage.SampleStride});");
        writer.Line($"{output} = ref Unsafe.Add(ref {output}, {sizes.Output.Storage.SampleStride});");
    }

    private static void EmitRows(SourceWriter writer, GroupedConvolutionKernel kernel, GroupedConvolutionPlan plan, int set, string input)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        TileNames names = TileNames.Of(kernel);
        RowRing ring = kernel.Rings[set];
        AxisTaps rows = ring.Taps;
        string ready = kernel.Rings.Count == 1 ? "ready" : $"ready{set}";
        if (rows.Taps > 0) writer.Line($"int {ready} = {ring.First};");
        string row = "row";
        using SourceWriter.BlockScope? loop = kernel.TakesUnits
            ? writer.Block("for (int row = firstUnit; row < endUnit; row++)")
            : writer.Loop("row", rows.Count, out row);
        using SourceWriter.BlockScope? scope = row == "0" && kernel.Rings.Count > 1 ? writer.Block() : null;
        string taps = ConvolutionRowEmitter.Emit(
            writer, sizes, new RowPlace(rows, row, "0", ring.Rows), names, "scratch", "panelWeights", names.ResultOf("panel"));
        string wrap = "0, 0";
        if (rows.Taps > 0)
        {
            EmitSpread(writer, kernel, ring, row, ready, taps, input);
            if (ring.Rows > 1)
            {
                writer.Line($"int wrap = {Expressions.Plus(Expressions.CeilingQuotient($"{ring.Rows} - (inputRow % {ring.Rows})", rows.TapStep), "-1")};");
                wrap = $"wrap, {(rows.TapStep * sizes.InputRowStride) - Walked(kernel) - (ring.Rows * sizes.InputRowStride)}";
            }
        }

        string bias = kernel.HasBias ? "ref panelBias, " : "";
        int inputAdvance = (rows.TapStep * sizes.InputRowStride) - Walked(kernel);
        int weightAdvance = (rows.KernelStep * sizes.KernelRowStride) - Walked(kernel);
        string arguments = $", {taps}, {inputAdvance}, {weightAdvance}, {wrap}";
        ConvolutionRowEmitter.EmitTiles(
            writer, sizes, plan.Tiles.Tiles, plan.Tiles.Variants, names, bias, tile => (TileName(kernel, plan, tile.Variant), arguments));
    }

    /// <summary>Puts side by side the input rows that are read for the first time.</summary>
    private static void EmitSpread(SourceWriter writer, GroupedConvolutionKernel kernel, RowRing ring, string row, string ready, string taps, string input)
    {
        string last = Expressions.Plus("inputRow", Expressions.Times(Expressions.Minus(taps, "1"), ring.Taps.TapStep));
        string next = ring.Step == 1 ? $"{ready}++" : $"{ready} += {ring.Step}";
        // Where taps leave rows out, the first one inside may be further down than that of the next result.
        string first = ring.IsOrdered ? "inputRow" : Expressions.Plus(Expressions.Times(row, ring.Taps.InputStep), Literals.Integer(ring.Taps.InputOffset));
        using SourceWriter.BlockScope rows = writer.Block($"for ({ready} = Math.Max({ready}, {first}); {ready} <= {last}; {next})");
        string slot = ring.Rows == 1 ? "0" : Expressions.Times($"{ready} % {ring.Rows}", kernel.Sizes.InputRowStride);
        writer.Line(GroupLanes.SpreadCall(
            kernel.Source, input, ready, RegisterTile.At("scratch", slot), "1", "0", Literals.Integer(kernel.Sizes.Depth)));
    }

    /// <summary>How far a loop over a group's channels has gone, in floats.</summary>
    private static int Walked(GroupedConvolutionKernel kernel) => kernel.IsUnrolled || kernel.Sizes.Depth == 1 ? 0 : kernel.Sizes.Depth * kernel.Sizes.Panel;
}
