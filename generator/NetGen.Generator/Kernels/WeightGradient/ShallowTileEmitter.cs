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

    private static void EmitRows(SourceWriter writer, WeightGradientKernel kernel, RegisterTile tile, IReadOnlyList<WeightRow> rows)
    {
        GradientSizes sizes = kernel.Sizes;
        (int first, int end) = kernel.Plan.Core(rows);
        int Offset(int column, WeightRow row) => (sizes.InputColumn(column, row.KernelColumn) * sizes.Input.Pitch) + row.Channel;
        tile.DeclareFactors(writer);
        using SourceWriter.BlockScope loop = writer.Block("for (int row = 0; row < rows; row++)");
        foreach (int column in kernel.Plan.Edges(rows))
        {
            writer.Line($"// column {column}: at the border");
            tile.LoadFactors(writer, "gradient", column * sizes.Output.Pitch);
            for (int row = 0; row < rows.Count; row++)
            {
                if (kernel.Plan.IsInside(column, rows[row])) tile.MultiplyAdd(writer, row, "input", Offset(column, rows[row]));
            }
        }

        if (first < end)
        {
            writer.Line($"ref float rowInput = ref Unsafe.Add(ref input, {first * sizes.StrideColumns * sizes.Input.Pitch});");
            writer.Line($"ref float rowGradient = ref Unsafe.Add(ref gradient, {first * sizes.Output.Pitch});");
            bool isAlone = end - first == 1;
            using SourceWriter.BlockScope? columns = isAlone ? null : writer.Block($"for (int column = {first}; column < {end}; column++)");
            tile.LoadFactors(writer, "rowGradient");
            for (int row = 0; row < rows.Count; row++) tile.MultiplyAdd(writer, row, "rowInput", Offset(0, rows[row]));
            if (!isAlone)
            {
                writer.Line($"rowInput = ref Unsafe.Add(ref rowInput, {sizes.StrideColumns * sizes.Input.Pitch});");
                writer.Line($"rowGradient = ref Unsafe.Add(ref rowGradient, {sizes.Output.Pitch});");
            }
        }

        writer.Line($"input = ref Unsafe.Add(ref input, {sizes.StrideRows * sizes.Input.Shape.Width * sizes.Input.Pitch});");
        writer.Line($"gradient = ref Unsafe.Add(ref gradient, {sizes.Output.Shape.Width * sizes.Output.Pitch});");
    }
}
