using NetGen.Generator.Emit;

namespace NetGen.Generator.Kernels;

/// <summary>Prints where a row of results begins, and which kernel rows fall inside the input there.</summary>
internal static class ConvolutionRowEmitter
{
    /// <summary>Declares 'rowInput', 'rowWeights' and 'rowOutput' for the result 'row' of a set; the first two at the first kernel row inside.</summary>
    /// <param name="channel">The result channel at which the row begins.</param>
    /// <param name="ring">Rows of the ring in which input rows lie, or 0 where all lie one behind the other; 'inputRow' is then the first one inside.</param>
    /// <returns>The number of kernel rows inside, as text.</returns>
    public static string Emit(SourceWriter writer, ConvolutionSizes sizes, AxisTaps rows, string input, string weights, string output, string channel, int ring = 0)
    {
        string first = "0";
        string taps = Literals.Integer(rows.Taps);
        writer.Line($"int inputRow = {Expressions.Plus(Expressions.Times("row", rows.InputStep), Literals.Integer(rows.InputOffset))};");
        if (!rows.StaysInside(sizes.Input.Shape.Height))
        {
            // Rows above and below the input are skipped: fewer kernel rows, not rows of zeros.
            string missing = Expressions.CeilingQuotient("-inputRow", rows.TapStep);
            string below = Expressions.CeilingQuotient($"{sizes.Input.Shape.Height} - inputRow", rows.TapStep);
            writer.Line($"int firstTap = Math.Max(0, {missing});");
            writer.Line($"int taps = Math.Max(0, Math.Min({rows.Taps}, {below}) - firstTap);");
            first = "firstTap";
            taps = "taps";
        }

        string inputRow = Expressions.Plus("inputRow", Expressions.Times(first, rows.TapStep));
        if (ring > 0)
        {
            if (first != "0") writer.Line($"inputRow += {Expressions.Times(first, rows.TapStep)};");
            inputRow = ring == 1 ? "0" : $"inputRow % {ring}";
        }

        writer.Line($"ref float rowInput = {RegisterTile.At(input, Expressions.Times(inputRow, sizes.InputRowStride))};");
        string kernelRow = Expressions.Plus(Expressions.Times(first, rows.KernelStep), Literals.Integer(rows.KernelFirst));
        writer.Line($"ref float rowWeights = {RegisterTile.At(weights, Expressions.Times(kernelRow, sizes.KernelRowStride))};");
        string resultRow = Expressions.Plus(Expressions.Times("row", rows.Step), Literals.Integer(rows.First));
        writer.Line($"ref float rowOutput = {RegisterTile.At(output, Expressions.Plus(Expressions.Times(resultRow, sizes.OutputRowStride), channel))};");
        return taps;
    }

    /// <summary>What a tile of a row is called with first: its input pixels, the weights, its results.</summary>
    /// <param name="sizes">What is convolved.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="bias">The argument for the bias with its comma, or nothing.</param>
    public static string TileArguments(ConvolutionSizes sizes, ConvolutionTile tile, string bias)
    {
        int input = tile.First * tile.Columns.InputStep * sizes.Input.Pitch;
        int output = (tile.Columns.First + (tile.First * tile.Columns.Step)) * sizes.Output.Pitch;
        return $"{RegisterTile.At("rowInput", Literals.Integer(input))}, ref rowWeights, {bias}{RegisterTile.At("rowOutput", Literals.Integer(output))}";
    }
}
