using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="DepthwiseConvolutionKernel"/>: a method that walks over samples and rows, and one per tile text.</summary>
internal static class DepthwiseConvolutionEmitter
{
    public static void Emit(SourceWriter writer, DepthwiseConvolutionKernel kernel)
    {
        KernelDispatch.EmitByClass(writer, kernel, kernel.Sizes.Panel);
        foreach (DepthwiseConvolutionPlan plan in kernel.Plans)
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
                    kernel.Sizes.Outputs,
                    isUnrolled: false,
                    isRing: false,
                    kernel.HasBias,
                    kernel.Accumulates,
                    kernel.Rectifies);
            }
        }
    }

    private static string TileName(Kernel kernel, DepthwiseConvolutionPlan plan, int variant) => $"{kernel.Name}{plan.Registers.Name}Tile{variant}";

    private static void EmitWalk(SourceWriter writer, DepthwiseConvolutionKernel kernel, DepthwiseConvolutionPlan plan)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        TileNames names = TileNames.Of(kernel);
        string input = kernel.Operands[0].Name;
        string weights = kernel.Operands[1].Name;
        string output = kernel.Operands[kernel.Operands.Count - 1].Name;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + plan.Registers.Name, kernel.Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        foreach (AxisTaps rows in sizes.Rows)
        {
            string row = "row";
            using SourceWriter.BlockScope? loop = kernel.TakesUnits
                ? writer.Block("for (int row = firstUnit; row < endUnit; row++)")
                : writer.Loop("row", rows.Count, out row);
            using SourceWriter.BlockScope? scope = row == "0" && sizes.Rows.Count > 1 ? writer.Block() : null;
            string taps = ConvolutionRowEmitter.Emit(writer, sizes, new RowPlace(rows, row, "0"), names, input, weights, output);
            string bias = kernel.HasBias ? "ref bias, " : "";
            string arguments = $", {taps}, {rows.TapStep * sizes.InputRowStride}, {rows.KernelStep * sizes.KernelRowStride}";
            ConvolutionRowEmitter.EmitTiles(
                writer, sizes, plan.Tiles.Tiles, plan.Tiles.Variants, names, bias, tile => (TileName(kernel, plan, tile.Variant), arguments));
        }

        writer.Line();
        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {sizes.Input.Storage.SampleStride});");
        writer.Line($"{output} = ref Unsafe.Add(ref {output}, {sizes.Output.Storage.SampleStride});");
    }
}
