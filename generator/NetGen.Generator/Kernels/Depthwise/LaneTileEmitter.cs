using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Prints a tile of pixels in which each lane of a vector has weights and values of its own: nothing is broadcast. The values of a kernel tap
/// are one vector (depthwise) or, for groups of several channels, as many as a group has, one behind the other.
/// </summary>
internal static class LaneTileEmitter
{
    /// <summary>Parameters of a tile whose input rows lie in a ring: after which tap the rows go on at its beginning, and how far that is.</summary>
    private const string RingParameters = ", int wrap, nint wrapAdvance";

    /// <param name="writer">Where the text goes.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="names">What it calls what it reads and writes.</param>
    /// <param name="sizes">What is convolved: the input as the tile sees it, its pixels as far apart as its pitch says.</param>
    /// <param name="variant">The tile.</param>
    /// <param name="results">Results of a pixel that the method computes.</param>
    /// <param name="isUnrolled">Whether the channels of a group are written out.</param>
    /// <param name="isRing">Whether the input rows lie in a ring.</param>
    /// <param name="hasBias">Whether sums begin with a bias.</param>
    /// <param name="accumulates">Whether sums begin with what the output holds.</param>
    /// <param name="rectifies">Whether a ReLU is applied before the store.</param>
    public static void Emit(
        SourceWriter writer, string name, TileNames names, ConvolutionSizes sizes, TileVariant variant, int results, bool isUnrolled, bool isRing, bool hasBias, bool accumulates, bool rectifies)
    {
        RegisterTile tile = new(variant.Columns, 1, sizes.Panel, sizes.PanelStride);
        string bias = hasBias ? "ref float bias, " : "";
        int ResultOffset(int column) => column * variant.ResultStep * sizes.Output.Pitch;
        writer.Line($"// {Literals.Count(variant.Columns, "pixel")}, a vector of channels each; {Literals.Count(variant.Taps.Count, "kernel column")}.");
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, name, $"ref float {names.Source}, ref float weights, {bias}ref float {names.Result}, int taps, nint {names.Source}Advance, nint weightAdvance{(isRing ? RingParameters : "")}");
        using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {results}; channel += TVector.Count)");
        writer.Line($"ref float target = ref Unsafe.Add(ref {names.Result}, channel);");
        tile.DeclareSums(writer, (column, _) => (accumulates, hasBias) switch
        {
            (true, _) => $"TVector.Load({RegisterTile.At("target", ResultOffset(column), 0)})",
            (_, true) => column == 0 ? "TVector.Load(ref Unsafe.Add(ref bias, channel))" : RegisterTile.Sum(0, 0),
            _ => "TVector.Zero",
        });
        if (variant.Taps.Count > 0) EmitTaps(writer, names, sizes, variant, isUnrolled, isRing);
        writer.Line();
        tile.Store(
            writer,
            (column, _) => RegisterTile.At("target", ResultOffset(column), 0),
            sum => Expressions.Rectified(sum, rectifies));
    }

    private static void EmitTaps(SourceWriter writer, TileNames names, ConvolutionSizes sizes, TileVariant variant, bool isUnrolled, bool isRing)
    {
        string pixel = names.SourceOf("tap");
        writer.Line($"ref float {pixel} = ref Unsafe.Add(ref {names.Source}, channel);");
        writer.Line($"ref float tapWeights = ref Unsafe.Add(ref weights, {RegisterTile.PackedPosition("channel", sizes.Panel, sizes.PanelStride)});");
        writer.Line("TVector value, " + string.Join(", ", Enumerable.Range(0, variant.Taps.Count).Select(tap => $"weight{tap}")) + ";");
        using SourceWriter.BlockScope taps = writer.Block("for (int tap = 0; tap < taps; tap++)");
        if (sizes.Depth == 1 || isUnrolled)
        {
            for (int depth = 0; depth < sizes.Depth; depth++) EmitColumns(writer, pixel, sizes, variant, depth);
        }
        else
        {
            using SourceWriter.BlockScope depth = writer.Block($"for (int depth = 0; depth < {sizes.Depth}; depth++)");
            EmitColumns(writer, pixel, sizes, variant, 0);
            writer.Line($"{pixel} = ref Unsafe.Add(ref {pixel}, {sizes.Panel});");
            writer.Line($"tapWeights = ref Unsafe.Add(ref tapWeights, {sizes.Panel});");
        }

        string advance = names.Source + "Advance";
        writer.Line($"{pixel} = ref Unsafe.Add(ref {pixel}, {(isRing ? $"tap == wrap ? wrapAdvance : {advance}" : advance)});");
        writer.Line("tapWeights = ref Unsafe.Add(ref tapWeights, weightAdvance);");
    }

    private static void EmitColumns(SourceWriter writer, string source, ConvolutionSizes sizes, TileVariant variant, int depth)
    {
        for (int tap = 0; tap < variant.Taps.Count; tap++)
        {
            int offset = ((variant.Taps[tap].KernelColumn * sizes.Depth) + depth) * sizes.Panel;
            writer.Line($"weight{tap} = TVector.Load({RegisterTile.At("tapWeights", Literals.Integer(offset))});");
        }

        // A pixel is loaded once. Pixels from left to right are, for each sum, taps in order.
        foreach (IGrouping<int, PixelUse> pixel in Uses(variant).GroupBy(use => use.Pixel).OrderBy(uses => uses.Key))
        {
            string line = $"value = TVector.Load({RegisterTile.At(source, Literals.Integer((pixel.Key * sizes.Input.Pitch) + (depth * sizes.Panel)))});";
            foreach (PixelUse use in pixel)
            {
                string sum = RegisterTile.Sum(use.Column, 0);
                line += $" TVector.AddProduct(ref {sum}, value, weight{use.Tap});";
            }

            writer.Line(line);
        }
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
