using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A row of results.</summary>
/// <param name="Rows">The set of rows that it belongs to.</param>
/// <param name="Index">Its number in that set, as text.</param>
/// <param name="Channel">The result channel at which the row begins, as text.</param>
/// <param name="Ring">Rows of the ring in which input rows lie, or 0 where all lie one behind the other; 'inputRow' is then the first one inside.</param>
internal sealed record RowPlace(AxisTaps Rows, string Index, string Channel, int Ring = 0);

/// <summary>Prints where a row of results begins, which kernel rows fall inside the input there, and the tiles that it consists of.</summary>
internal static class ConvolutionRowEmitter
{
    private const int FewestOfLoop = 3;

    /// <summary>Declares the row's input, 'rowWeights' and the row's results; the first two at the first kernel row inside.</summary>
    /// <returns>The number of kernel rows inside, as text.</returns>
    public static string Emit(SourceWriter writer, ConvolutionSizes sizes, RowPlace place, TileNames names, string input, string weights, string output)
    {
        AxisTaps rows = place.Rows;
        string first = "0";
        string taps = Literals.Integer(rows.Taps);
        bool staysInside = rows.StaysInside(sizes.Input.Shape.Height);

        // In a ring of one row its place is known, and where no kernel row meets the input nothing is put there.
        if (!staysInside || place.Ring != 1 || rows.Taps > 0)
            writer.Line($"int inputRow = {Expressions.Plus(Expressions.Times(place.Index, rows.InputStep), Literals.Integer(rows.InputOffset))};");
        if (!staysInside)
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
        if (place.Ring > 0)
        {
            if (first != "0") writer.Line($"inputRow += {Expressions.Times(first, rows.TapStep)};");
            inputRow = place.Ring == 1 ? "0" : $"inputRow % {place.Ring}";
        }

        writer.Line($"ref float {names.SourceOf("row")} = {RegisterTile.At(input, Expressions.Times(inputRow, sizes.InputRowStride))};");
        string kernelRow = Expressions.Plus(Expressions.Times(first, rows.KernelStep), Literals.Integer(rows.KernelFirst));
        writer.Line($"ref float rowWeights = {RegisterTile.At(weights, Expressions.Times(kernelRow, sizes.KernelRowStride))};");
        string resultRow = Expressions.Plus(Expressions.Times(place.Index, rows.Step), Literals.Integer(rows.First));
        writer.Line($"ref float {names.ResultOf("row")} = {RegisterTile.At(output, Expressions.Plus(Expressions.Times(resultRow, sizes.OutputRowStride), place.Channel))};");
        return taps;
    }

    /// <summary>Prints the calls of a row's tiles, from left to right: a loop where three or more differ in nothing but their place.</summary>
    /// <param name="tiles">The tiles.</param>
    /// <param name="variants">Their texts.</param>
    /// <param name="names">What they call what they read and write.</param>
    /// <param name="bias">The argument for the bias with its comma, or nothing.</param>
    /// <param name="call">A tile's method, and its arguments behind those for its place, each with a comma in front.</param>
    public static void EmitTiles(
        SourceWriter writer,
        ConvolutionSizes sizes,
        IReadOnlyList<ConvolutionTile> tiles,
        IReadOnlyList<TileVariant> variants,
        TileNames names,
        string bias,
        Func<ConvolutionTile, (string Method, string Arguments)> call)
    {
        for (int start = 0; start < tiles.Count;)
        {
            ConvolutionTile tile = tiles[start];
            int width = variants[tile.Variant].Columns;
            int count = 1;
            while (start + count < tiles.Count && tiles[start + count] == tile with { First = tile.First + (count * width) }) count++;
            (string method, string arguments) = call(tile);
            string Call(string column) => $"{method}<TVector>({Place(sizes, tile.Columns, column, names, bias)}{arguments});";
            if (count >= FewestOfLoop)
            {
                using SourceWriter.BlockScope loop = writer.Block(
                    $"for (int column = {tile.First}; column < {tile.First + (count * width)}; column += {width})");
                writer.Line(Call("column"));
            }
            else
            {
                for (int i = 0; i < count; i++) writer.Line(Call(Literals.Integer(tile.First + (i * width))));
            }

            start += count;
        }
    }

    /// <summary>What a tile is called with first: its input pixels, the weights, its results.</summary>
    private static string Place(ConvolutionSizes sizes, AxisTaps columns, string column, TileNames names, string bias)
    {
        string input = Expressions.Times(column, columns.InputStep * sizes.Input.Pitch);
        string output = Expressions.Plus(
            Expressions.Times(column, columns.Step * sizes.Output.Pitch), Literals.Integer(columns.First * sizes.Output.Pitch));
        if (int.TryParse(column, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int first))
            output = Literals.Integer((columns.First + ((long)first * columns.Step)) * sizes.Output.Pitch);
        return $"{RegisterTile.At(names.SourceOf("row"), input)}, ref rowWeights, {bias}{RegisterTile.At(names.ResultOf("row"), output)}";
    }
}
