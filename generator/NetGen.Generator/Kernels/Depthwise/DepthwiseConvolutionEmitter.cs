using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

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
                EmitTile(writer, kernel, plan.Tiles.Variants[variant], TileName(kernel, plan, variant));
            }
        }
    }

    private static string TileName(Kernel kernel, DepthwiseConvolutionPlan plan, int variant) => $"{kernel.Name}{plan.Registers.Name}Tile{variant}";

    private static void EmitWalk(SourceWriter writer, DepthwiseConvolutionKernel kernel, DepthwiseConvolutionPlan plan)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        string input = kernel.Operands[0].Name;
        string weights = kernel.Operands[1].Name;
        string output = kernel.Operands[kernel.Operands.Count - 1].Name;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + plan.Registers.Name, kernel.Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        foreach (AxisTaps rows in sizes.Rows)
        {
            using SourceWriter.BlockScope row = writer.Block(
                kernel.TakesUnits ? "for (int row = firstUnit; row < endUnit; row++)" : $"for (int row = 0; row < {rows.Count}; row++)");
            string taps = ConvolutionRowEmitter.Emit(writer, sizes, rows, input, weights, output, "0");
            string bias = kernel.HasBias ? "ref bias, " : "";
            foreach (ConvolutionTile tile in plan.Tiles.Tiles)
            {
                int inputOffset = tile.First * tile.Columns.InputStep * sizes.Input.Pitch;
                int outputOffset = (tile.Columns.First + (tile.First * tile.Columns.Step)) * sizes.Output.Pitch;
                writer.Line(
                    $"{TileName(kernel, plan, tile.Variant)}<TVector>({RegisterTile.At("rowInput", Literals.Integer(inputOffset))}, ref rowWeights, "
                    + $"{bias}{RegisterTile.At("rowOutput", Literals.Integer(outputOffset))}, "
                    + $"{taps}, {rows.TapStep * sizes.InputRowStride}, {rows.KernelStep * sizes.KernelRowStride});");
            }
        }

        writer.Line();
        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {sizes.Input.Storage.SampleStride});");
        writer.Line($"{output} = ref Unsafe.Add(ref {output}, {sizes.Output.Storage.SampleStride});");
    }

    private static void EmitTile(SourceWriter writer, DepthwiseConvolutionKernel kernel, TileVariant variant, string name)
    {
        ConvolutionSizes sizes = kernel.Sizes;
        RegisterTile tile = new(variant.Columns, 1, sizes.Panel, sizes.PanelStride);
        string bias = kernel.HasBias ? "ref float bias, " : "";
        int ResultOffset(int column) => column * variant.ResultStep * sizes.Output.Pitch;
        writer.Line($"// {variant.Columns} pixels, a vector of channels each; {variant.Taps.Count} kernel column(s).");
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, name, $"ref float input, ref float weights, {bias}ref float output, int taps, nint inputAdvance, nint weightAdvance");
        using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {sizes.Outputs}; channel += TVector.Count)");
        writer.Line("ref float result = ref Unsafe.Add(ref output, channel);");
        tile.DeclareSums(writer, (column, _) => kernel switch
        {
            { Accumulates: true } => $"TVector.Load({RegisterTile.At("result", ResultOffset(column), 0)})",
            { HasBias: true } => column == 0 ? "TVector.Load(ref Unsafe.Add(ref bias, channel))" : RegisterTile.Sum(0, 0),
            _ => "TVector.Zero",
        });
        if (variant.Taps.Count > 0) EmitTaps(writer, sizes, variant);
        writer.Line();
        tile.Store(
            writer,
            (column, _) => RegisterTile.At("result", ResultOffset(column), 0),
            sum => kernel.Rectifies ? $"TVector.Max(TVector.Zero, {sum})" : sum);
    }

    private static void EmitTaps(SourceWriter writer, ConvolutionSizes sizes, TileVariant variant)
    {
        writer.Line("ref float tapInput = ref Unsafe.Add(ref input, channel);");
        writer.Line($"ref float tapWeights = ref Unsafe.Add(ref weights, {RegisterTile.PackedPosition("channel", sizes.Panel, sizes.PanelStride)});");
        writer.Line("TVector value, " + string.Join(", ", Enumerable.Range(0, variant.Taps.Count).Select(tap => $"weight{tap}")) + ";");
        using SourceWriter.BlockScope taps = writer.Block("for (int tap = 0; tap < taps; tap++)");
        for (int tap = 0; tap < variant.Taps.Count; tap++)
        {
            writer.Line($"weight{tap} = TVector.Load({RegisterTile.At("tapWeights", Literals.Integer(variant.Taps[tap].KernelColumn * sizes.Panel))});");
        }

        // A pixel is loaded once. Pixels from left to right are, for each sum, taps in order.
        foreach (IGrouping<int, PixelUse> pixel in Uses(variant).GroupBy(use => use.Pixel).OrderBy(uses => uses.Key))
        {
            string line = $"value = TVector.Load({RegisterTile.At("tapInput", Literals.Integer(pixel.Key * sizes.Input.Pitch))});";
            foreach (PixelUse use in pixel)
            {
                string sum = RegisterTile.Sum(use.Column, 0);
                line += $" {sum} = TVector.MultiplyAdd(value, weight{use.Tap}, {sum});";
            }

            writer.Line(line);
        }

        writer.Line("tapInput = ref Unsafe.Add(ref tapInput, inputAdvance);");
        writer.Line("tapWeights = ref Unsafe.Add(ref tapWeights, weightAdvance);");
    }

    private static IEnumerable<PixelUse> Uses(TileVariant variant)
    {
        for (int tap = 0; tap < variant.Taps.Count; tap++)
        {
            TileTap place = variant.Taps[tap];
            for (int column = place.First; column < place.End; column++)
                yield return new PixelUse((column * variant.InputStep) + place.InputOffset, column, tap);
        }
    }

    /// <summary>An input pixel, seen from the tile's base, that a tap multiplies for a column.</summary>
    private readonly record struct PixelUse(int Pixel, int Column, int Tap);
}
