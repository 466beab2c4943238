using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="WeightGradientKernel"/>: a walk over units and one method per tile.</summary>
internal static class WeightGradientEmitter
{
    public static void Emit(SourceWriter writer, WeightGradientKernel kernel)
    {
        KernelDispatch.EmitByClass(writer, kernel, kernel.Sizes.Weights.Panel);
        foreach (RegisterClass registers in RegisterClass.For(kernel.Sizes.Weights.Panel))
        {
            writer.Line();
            EmitWalk(writer, kernel, registers);
            if (kernel.Plan.IsShallow)
            {
                IReadOnlyList<IReadOnlyList<WeightRow>> tiles = kernel.Plan.ShallowTiles(registers);
                for (int tile = 0; tile < tiles.Count; tile++)
                {
                    writer.Line();
                    ShallowTileEmitter.Emit(writer, kernel, registers, tiles[tile], TileName(kernel, registers, tile));
                }
            }
            else
            {
                foreach (int height in Heights(kernel, registers).Distinct())
                {
                    writer.Line();
                    EmitTile(writer, kernel, registers, height);
                }
            }
        }
    }

    /// <summary>Declares the sums and begins them with what earlier samples left, or with zero.</summary>
    public static void EmitStart(SourceWriter writer, RegisterTile tile, Func<int, int> offset)
    {
        tile.DeclareSums(writer, (_, _) => "TVector.Zero");
        using SourceWriter.BlockScope condition = writer.Block("if (accumulate)");
        for (int row = 0; row < tile.Columns; row++)
        {
            for (int v = 0; v < tile.Vectors; v++) writer.Line($"sum{row}_{v} = TVector.Load({Packed(offset(row), v)});");
        }
    }

    /// <summary>Stores the sums.</summary>
    public static void EmitEnd(SourceWriter writer, RegisterTile tile, Func<int, int> offset)
        => tile.Store(writer, (row, v) => Packed(offset(row), v), sum => sum);

    /// <summary>A tile of weights, each the sum of values times output gradients.</summary>
    public static RegisterTile NewTile(WeightGradientKernel kernel, RegisterClass registers, int rows)
        => new(rows, kernel.Plan.Vectors(registers), kernel.Sizes.Weights.Panel, kernel.Sizes.Weights.PanelStride, "gradient");

    private static string Packed(int offset, int vector)
        => RegisterTile.At("result", vector == 0 ? Literals.Integer(offset) : offset == 0 ? $"vector{vector}" : $"vector{vector} + {offset}");

    private static string TileName(Kernel kernel, RegisterClass registers, int tile) => $"{kernel.Name}{registers.Name}Tile{tile}";

    private static IEnumerable<int> Heights(WeightGradientKernel kernel, RegisterClass registers)
        => kernel.Plan.Heights(registers, kernel.Plan.SectionLength).Concat(kernel.Plan.Heights(registers, kernel.Plan.LastSectionLength));

    private static void EmitWalk(SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers)
    {
        (string input, string gradient) = (kernel.Operands[0].Name, kernel.Operands[1].Name);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        if (kernel.SumsOverBatch)
        {
            EmitUnits(writer, kernel, registers);
            return;
        }

        // A sample's activations stay in cache while all of the worker's weights take their share of them.
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < batch; sample++)");
        EmitUnits(writer, kernel, registers);
        writer.Line();
        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {kernel.Sizes.Input.Storage.SampleStride});");
        writer.Line($"{gradient} = ref Unsafe.Add(ref {gradient}, {kernel.Sizes.Output.Storage.SampleStride});");
    }

    private static void EmitUnits(SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers)
    {
        WeightGradientPlan plan = kernel.Plan;
        GradientSizes sizes = kernel.Sizes;
        using SourceWriter.BlockScope units = writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)");
        UnitIndices indices = new(writer, plan.Units);
        string section = indices.Take("section", plan.Sections);
        string kernelColumn = indices.Take("kernelColumn", plan.IsShallow ? 1 : sizes.KernelColumns);
        string kernelRow = indices.Take("kernelRow", sizes.KernelRows);
        string chunk = indices.Take("chunk", plan.Chunks);
        string group = indices.Take("group", sizes.Weights.Groups);
        string inputBase = kernel.Operands[0].Name;
        string gradientBase = kernel.Operands[1].Name;
        string inputGroup = Expressions.Times(group, sizes.Depth);
        string gradientGroup = Expressions.Times(group, sizes.Weights.Outputs);
        string inputPlace = inputGroup;
        string gradientPlace = gradientGroup;
        string rows = "";
        string columns = "";
        if (!kernel.SumsOverBatch)
        {
            UnitRange range = UnitRange.Emit(
                writer, "Row", "rows", kernelRow, new(sizes.KernelRows, sizes.StrideRows, sizes.DilationRows, sizes.PaddingTop, sizes.Input.Shape.Height, sizes.Output.Shape.Height));
            rows = range.Count;
            inputPlace = Expressions.Plus(inputGroup, Expressions.Times(range.FirstInput, sizes.Input.Shape.Width * sizes.Input.Pitch));
            gradientPlace = Expressions.Plus(gradientGroup, Expressions.Times(range.First, sizes.Output.Shape.Width * sizes.Output.Pitch));
            if (!plan.IsShallow)
            {
                range = UnitRange.Emit(
                    writer, "Column", "columns", kernelColumn, new(sizes.KernelColumns, sizes.StrideColumns, sizes.DilationColumns, sizes.PaddingLeft, sizes.Input.Shape.Width, sizes.Output.Shape.Width));
                columns = range.Count;
                inputPlace = Expressions.Plus(inputPlace, Expressions.Times(range.FirstInput, sizes.Input.Pitch));
                gradientPlace = Expressions.Plus(gradientPlace, Expressions.Times(range.First, sizes.Output.Pitch));
            }
        }

        string input = Begin(writer, "unitInput", inputBase, inputPlace);
        string gradient = Begin(writer, "unitGradient", gradientBase, gradientPlace);
        EmitOutputLoops(writer, kernel, registers, new UnitPlace(input, gradient, rows, columns, group, chunk, kernelRow, kernelColumn, section));
    }

    /// <summary>The variable for where a unit begins in memory; the memory itself where that is its beginning.</summary>
    private static string Begin(SourceWriter writer, string name, string memory, string position)
    {
        if (position == "0") return memory;
        writer.Line($"ref float {name} = ref Unsafe.Add(ref {memory}, {position});");
        return name;
    }

    /// <summary>The unit's outputs, as many at a time as a tile holds.</summary>
    private static void EmitOutputLoops(SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers, UnitPlace unit)
    {
        WeightGradientPlan plan = kernel.Plan;
        GradientSizes sizes = kernel.Sizes;
        int vectors = plan.Vectors(registers);
        string step = RegisterTile.Lanes(vectors);
        string tap = Expressions.Plus(Expressions.Times(unit.KernelRow, sizes.KernelColumns), unit.KernelColumn);
        string position = Expressions.Plus(
            Expressions.Times(unit.Group, sizes.Weights.GroupStride),
            RegisterTile.PackedPosition("o", sizes.Weights.Panel, sizes.Weights.PanelStride),
            Expressions.Times(tap, sizes.Depth * sizes.Weights.Panel));
        string chunk = Expressions.Times(unit.Chunk, plan.OutputChunk);
        string first = Expressions.Plus(chunk, Literals.Integer(sizes.FirstOutput));
        string end = Expressions.Plus(chunk, Literals.Integer(sizes.FirstOutput + plan.OutputChunk));
        using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {first}; o < {end}; o += {step})");
        writer.Line($"ref float unitResult = ref Unsafe.Add(ref {kernel.Operands[2].Name}, {position});");
        if (plan.IsShallow)
        {
            int tiles = plan.ShallowTiles(registers).Count;
            int firstRow = 0;
            for (int tile = 0; tile < tiles; tile++)
            {
                writer.Line(
                    $"{TileName(kernel, registers, tile)}<TVector>(ref {unit.Input}, ref Unsafe.Add(ref {unit.Gradient}, o), "
                    + $"{RegisterTile.At("unitResult", Literals.Integer(firstRow * sizes.Weights.Panel))}, {unit.Rows}, sample > 0);");
                firstRow += plan.ShallowTiles(registers)[tile].Count;
            }

            return;
        }

        if (plan.Sections > 1 && plan.LastSectionLength != plan.SectionLength)
        {
            using (writer.Block($"if ({unit.Section} < {plan.Sections - 1})")) EmitTileCalls(writer, kernel, registers, plan.SectionLength, unit);
            using (writer.Block("else")) EmitTileCalls(writer, kernel, registers, plan.LastSectionLength, unit);
        }
        else
        {
            EmitTileCalls(writer, kernel, registers, plan.LastSectionLength, unit);
        }
    }

    private static void EmitTileCalls(SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers, int length, UnitPlace unit)
    {
        int panel = kernel.Sizes.Weights.Panel;
        string start = Expressions.Times(unit.Section, kernel.Plan.SectionLength);
        string row = kernel.SumsOverBatch ? "k" : "channel";
        string extent = kernel.SumsOverBatch ? "batch" : $"{unit.Rows}, {unit.Columns}, sample > 0";
        TileRun.Emit(writer, kernel.Plan.Heights(registers, length), row, (height, first) =>
        {
            string place = Expressions.Plus(start, first);
            return $"{TileName(kernel, registers, height)}<TVector>({RegisterTile.At(unit.Input, place)}, ref Unsafe.Add(ref {unit.Gradient}, o), "
                + $"{RegisterTile.At("unitResult", Expressions.Times(place, panel))}, {extent});";
        });
    }

    private static void EmitTile(SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers, int height)
    {
        string extent = kernel.SumsOverBatch ? "int batch" : "int rows, int columns, bool accumulate";
        RegisterTile tile = NewTile(kernel, registers, height);
        int Offset(int row) => row * kernel.Sizes.Weights.Panel;
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, TileName(kernel, registers, height), $"ref float input, ref float gradient, ref float result, {extent}");
        tile.DeclareVectorPositions(writer);
        if (kernel.SumsOverBatch)
        {
            tile.DeclareSums(writer, (_, _) => "TVector.Zero");
            tile.DeclareFactors(writer);
            EmitProducts(writer, kernel, tile, "sample", "batch", "input", "gradient");
        }
        else
        {
            EmitStart(writer, tile, Offset);
            tile.DeclareFactors(writer);
            EmitRows(writer, kernel, tile);
        }

        writer.Line();
        EmitEnd(writer, tile, Offset);
    }

    private static void EmitRows(SourceWriter writer, WeightGradientKernel kernel, RegisterTile tile)
    {
        GradientSizes sizes = kernel.Sizes;
        using SourceWriter.BlockScope rows = writer.Block("for (int row = 0; row < rows; row++)");
        writer.Line("ref float rowInput = ref input;");
        writer.Line("ref float rowGradient = ref gradient;");
        EmitProducts(writer, kernel, tile, "column", "columns", "rowInput", "rowGradient");
        writer.Line($"input = ref Unsafe.Add(ref input, {sizes.StrideRows * sizes.Input.Shape.Width * sizes.Input.Pitch});");
        writer.Line($"gradient = ref Unsafe.Add(ref gradient, {sizes.Output.Shape.Width * sizes.Output.Pitch});");
    }

    /// <summary>The products of one pixel (or sample) after the other.</summary>
    private static void EmitProducts(
        SourceWriter writer, WeightGradientKernel kernel, RegisterTile tile, string index, string count, string input, string gradient)
    {
        GradientSizes sizes = kernel.Sizes;
        int inputStep = kernel.SumsOverBatch ? sizes.Input.Storage.SampleStride : sizes.StrideColumns * sizes.Input.Pitch;
        int gradientStep = kernel.SumsOverBatch ? sizes.Output.Storage.SampleStride : sizes.Output.Pitch;
        // An image's rows are too short for passes of several pixels.
        int turnsOfPass = kernel.SumsOverBatch ? TileLoop.Turns(tile.Columns * tile.Vectors, length: null) : 1;
        TileLoop.Emit(writer, index, count, turnsOfPass, turn =>
        {
            tile.LoadFactors(writer, gradient, turn * gradientStep);
            for (int row = 0; row < tile.Columns; row++) tile.MultiplyAdd(writer, row, input, row + (turn * inputStep));
        }, turns =>
        {
            writer.Line($"{input} = ref Unsafe.Add(ref {input}, {turns * inputStep});");
            writer.Line($"{gradient} = ref Unsafe.Add(ref {gradient}, {turns * gradientStep});");
        });
    }

    /// <summary>
    /// Where a unit lies: its input and its output gradients, how many rows and columns of results its kernel tap reaches, and its indices,
    /// each "0" where there is but one; all as text.
    /// </summary>
    private sealed record UnitPlace(
        string Input, string Gradient, string Rows, string Columns, string Group, string Chunk, string KernelRow, string KernelColumn, string Section);

    /// <summary>Takes a unit's number apart, the fastest index first.</summary>
    private sealed class UnitIndices(SourceWriter writer, int units)
    {
        private string _rest = "unit";
        private int _left = units;

        /// <summary>The next index, below <paramref name="count"/>: a variable, or "0" where there is only one.</summary>
        public string Take(string name, int count)
        {
            if (count == 1) return "0";
            _left /= count;
            if (_left == 1)
            {
                writer.Line($"int {name} = {_rest};");
                return name;
            }

            writer.Line($"int {name} = {_rest} % {count};");
            _rest += $" / {count}";
            return name;
        }
    }
}
