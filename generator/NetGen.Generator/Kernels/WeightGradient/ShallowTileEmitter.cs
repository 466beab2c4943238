using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Prints a tile that spans kernel columns, for inputs of few channels. Pixels for which all of its inputs exist run in a loop; the few
/// at the borders are written out with what exists.
/// </summary>
internal static class ShallowTileEmitter
{
    public static void Emit(SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers, IReadOnlyList<WeightRow> rows, string name)
    {
        GradientSizes sizes = kernel.Sizes;
        RegisterTile tile = WeightGradientEmitter.NewTile(kernel, registers, rows.Count);
        (int first, int end) = kernel.Plan.Core(rows);
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, name, "ref float input, ref float gradient, ref float result, int rows, bool accumulate");
        tile.DeclareVectorPositions(writer);
        WeightGradientEmitter.EmitStart(writer, tile, row => row * sizes.Weights.Panel);
        // In a narrow image all of a tile's kernel columns may fall beside it, always: its weights have no gradient.
        if (first < end || kernel.Plan.Edges(rows).Count > 0) EmitRows(writer, kernel, tile, rows);
        writer.Line();
        WeightGradientEmitter.EmitEnd(writer, tile, row => row * sizes.Weights.Panel);
    }

    /// <summary>
    /// All of a row's columns from the first to the last: which of them are at a border depends on the rows of the tile, and so on the number of registers;
    /// the order in which a weight adds must not.
    /// </summary>
    private static void EmitRows(SourceWriter writer, WeightGradientKernel kernel, RegisterTile tile, IReadOnlyList<WeightRow> rows)
    {
        GradientSizes sizes = kernel.Sizes;
        (int first, int end) = kernel.Plan.Core(rows);
        IReadOnlyList<int> edges = kernel.Plan.Edges(rows);
        tile.DeclareFactors(writer);
        using SourceWriter.BlockScope loop = writer.Block("for (int row = 0; row < rows; row++)");
        foreach (int column in edges.Where(column => column < first)) EmitEdge(writer, kernel, tile, rows, column);
        if (first < end) EmitCore(writer, kernel, tile, rows, first, end);
        foreach (int column in edges.Where(column => column >= end)) EmitEdge(writer, kernel, tile, rows, column);
        writer.Line($"input = ref Unsafe.Add(ref input, {sizes.StrideRows * sizes.Input.Shape.Width * sizes.Input.Pitch});");
        writer.Line($"gradient = ref Unsafe.Add(ref gradient, {sizes.Output.Shape.Width * sizes.Output.Pitch});");
    }

    /// <summary>A column for which not all of the tile's inputs exist.</summary>
    private static void EmitEdge(SourceWriter writer, WeightGradientKernel kernel, RegisterTile tile, IReadOnlyList<WeightRow> rows, int column)
    {
        writer.Line($"// column {column}: at the border");
        tile.LoadFactors(writer, "gradient", column * kernel.Sizes.Output.Pitch);
        for (int row = 0; row < rows.Count; row++)
        {
            if (kernel.Plan.IsInside(column, rows[row])) tile.MultiplyAdd(writer, row, "input", Offset(kernel.Sizes, column, rows[row]));
        }
    }

    /// <summary>The columns for which all of them exist.</summary>
    private static void EmitCore(SourceWriter writer, WeightGradientKernel kernel, RegisterTile tile, IReadOnlyList<WeightRow> rows, int first, int end)
    {
        GradientSizes sizes = kernel.Sizes;
        writer.Line($"ref float rowInput = ref Unsafe.Add(ref input, {first * sizes.StrideColumns * sizes.Input.Pitch});");
        writer.Line($"ref float rowGradient = ref Unsafe.Add(ref gradient, {first * sizes.Output.Pitch});");
        bool isAlone = end - first == 1;
        using SourceWriter.BlockScope? columns = isAlone ? null : writer.Block($"for (int column = {first}; column < {end}; column++)");
        tile.LoadFactors(writer, "rowGradient");
        for (int row = 0; row < rows.Count; row++) tile.MultiplyAdd(writer, row, "rowInput", Offset(sizes, 0, rows[row]));
        if (isAlone) return;
        writer.Line($"rowInput = ref Unsafe.Add(ref rowInput, {sizes.StrideColumns * sizes.Input.Pitch});");
        writer.Line($"rowGradient = ref Unsafe.Add(ref rowGradient, {sizes.Output.Pitch});");
    }

    private static int Offset(GradientSizes sizes, int column, WeightRow row)
        => (sizes.InputColumn(column, row.KernelColumn) * sizes.Input.Pitch) + row.Channel;
}
