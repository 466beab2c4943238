using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

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

    /// <summary>Loads the output gradients of one pixel: outputs side by side.</summary>
    public static void EmitGradients(SourceWriter writer, RegisterTile tile, int offset)
    {
        for (int v = 0; v < tile.Vectors; v++) writer.Line($"weight{v} = TVector.Load({RegisterTile.At("gradient", offset, v)});");
    }

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
        if (kernel.SumsOverBatch)
        {
            writer.Line($"ref float unitInput = ref {inputBase};");
            writer.Line($"ref float unitGradient = ref {gradientBase};");
        }
        else
        {
            EmitRange(writer, "Row", "rows", kernelRow, sizes.StrideRows, sizes.DilationRows, sizes.PaddingTop, sizes.Input.Shape.Height, sizes.Output.Shape.Height);
            int rowStride = sizes.Input.Shape.Width * sizes.Input.Pitch;
            string inputRow = Expressions.Times(FirstInput("firstRow", kernelRow, sizes.StrideRows, sizes.DilationRows, sizes.PaddingTop), rowStride);
            string gradientRow = Expressions.Times("firstRow", sizes.Output.Shape.Width * sizes.Output.Pitch);
            string inputColumn = "0";
            string gradientColumn = "0";
            if (!plan.IsShallow)
            {
                EmitRange(
                    writer, "Column", "columns", kernelColumn, sizes.StrideColumns, sizes.DilationColumns, sizes.PaddingLeft, sizes.Input.Shape.Width, sizes.Output.Shape.Width);
                inputColumn = Expressions.Times(FirstInput("firstColumn", kernelColumn, sizes.StrideColumns, sizes.DilationColumns, sizes.PaddingLeft), sizes.Input.Pitch);
                gradientColumn = Expressions.Times("firstColumn", sizes.Output.Pitch);
            }

            writer.Line($"ref float unitInput = {RegisterTile.At(inputBase, Expressions.Plus(inputGroup, inputRow, inputColumn))};");
            writer.Line($"ref float unitGradient = {RegisterTile.At(gradientBase, Expressions.Plus(gradientGroup, gradientRow, gradientColumn))};");
        }

        EmitOutputLoops(writer, kernel, registers, [group, chunk, kernelRow, kernelColumn, section]);
    }

    /// <summary>The unit's outputs, as many at a time as a tile holds.</summary>
    private static void EmitOutputLoops(
        SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers, string[] indices)
    {
        (string group, string chunk, string kernelRow, string kernelColumn, string section) = (indices[0], indices[1], indices[2], indices[3], indices[4]);
        WeightGradientPlan plan = kernel.Plan;
        GradientSizes sizes = kernel.Sizes;
        int vectors = plan.Vectors(registers);
        string step = vectors == 1 ? "TVector.Count" : $"{vectors} * TVector.Count";
        string tap = Expressions.Plus(Expressions.Times(kernelRow, sizes.KernelColumns), kernelColumn);
        string position = Expressions.Plus(
            Expressions.Times(group, sizes.Weights.GroupStride),
            RegisterTile.PackedPosition("o", sizes.Weights.Panel, sizes.Weights.PanelStride),
            Expressions.Times(tap, sizes.Depth * sizes.Weights.Panel));
        string first = Expressions.Times(chunk, plan.OutputChunk);
        string end = Expressions.Plus(first, Literals.Integer(plan.OutputChunk));
        using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {first}; o < {end}; o += {step})");
        writer.Line($"ref float unitResult = ref Unsafe.Add(ref {kernel.Operands[2].Name}, {position});");
        if (plan.IsShallow)
        {
            int tiles = plan.ShallowTiles(registers).Count;
            int firstRow = 0;
            for (int tile = 0; tile < tiles; tile++)
            {
                writer.Line(
                    $"{TileName(kernel, registers, tile)}<TVector>(ref unitInput, ref Unsafe.Add(ref unitGradient, o), "
                    + $"{RegisterTile.At("unitResult", Literals.Integer(firstRow * sizes.Weights.Panel))}, rows, sample > 0);");
                firstRow += plan.ShallowTiles(registers)[tile].Count;
            }

            return;
        }

        if (plan.Sections > 1)
        {
            using (writer.Block($"if ({section} < {plan.Sections - 1})")) EmitTileCalls(writer, kernel, registers, plan.SectionLength, section);
            using (writer.Block("else")) EmitTileCalls(writer, kernel, registers, plan.LastSectionLength, section);
        }
        else
        {
            EmitTileCalls(writer, kernel, registers, plan.LastSectionLength, section);
        }
    }

    private static void EmitTileCalls(SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers, int length, string section)
    {
        int panel = kernel.Sizes.Weights.Panel;
        string start = Expressions.Times(section, kernel.Plan.SectionLength);
        writer.Line($"int channel = {start};");
        string extent = kernel.SumsOverBatch ? "1, batch, false" : "rows, columns, sample > 0";
        foreach (IGrouping<int, int> heights in kernel.Plan.Heights(registers, length).GroupBy(height => height))
        {
            string call = $"{TileName(kernel, registers, heights.Key)}<TVector>(ref Unsafe.Add(ref unitInput, channel), ref Unsafe.Add(ref unitGradient, o), "
                + $"ref Unsafe.Add(ref unitResult, channel * {panel}), {extent});";
            using SourceWriter.BlockScope loop = writer.Block($"for (int tile = 0; tile < {heights.Count()}; tile++, channel += {heights.Key})");
            writer.Line(call);
        }
    }

    /// <summary>The results for which a kernel tap falls inside the input, along one axis.</summary>
    private static void EmitRange(
        SourceWriter writer, string axis, string count, string tap, int stride, int dilation, int padding, int input, int output)
    {
        string outside = Expressions.Minus(Literals.Integer(padding), Expressions.Times(tap, dilation));
        string reach = Expressions.Minus(Literals.Integer(input + padding), Expressions.Times(tap, dilation));
        writer.Line($"int first{axis} = Math.Max(0, {Expressions.CeilingQuotient(outside, stride)});");
        writer.Line($"int {count} = Math.Max(0, Math.Min({output}, {Expressions.CeilingQuotient(reach, stride)}) - first{axis});");
    }

    /// <summary>The input position under a kernel tap of the first result for which it falls inside.</summary>
    private static string FirstInput(string first, string tap, int stride, int dilation, int padding)
        => Expressions.Plus(Expressions.Times(first, stride), Expressions.Times(tap, dilation), Literals.Integer(-padding));

    private static void EmitTile(SourceWriter writer, WeightGradientKernel kernel, RegisterClass registers, int height)
    {
        GradientSizes sizes = kernel.Sizes;
        RegisterTile tile = new(height, kernel.Plan.Vectors(registers), sizes.Weights.Panel, sizes.Weights.PanelStride);
        int inputStep = kernel.SumsOverBatch ? sizes.Input.Storage.SampleStride : sizes.StrideColumns * sizes.Input.Pitch;
        int gradientStep = kernel.SumsOverBatch ? sizes.Output.Storage.SampleStride : sizes.Output.Pitch;
        int inputRow = sizes.StrideRows * sizes.Input.Shape.Width * sizes.Input.Pitch;
        int gradientRow = sizes.Output.Shape.Width * sizes.Output.Pitch;
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, TileName(kernel, registers, height), "ref float input, ref float gradient, ref float result, int rows, int columns, bool accumulate");
        tile.DeclareVectorPositions(writer);
        EmitStart(writer, tile, row => row * sizes.Weights.Panel);
        tile.DeclareWeights(writer);
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            writer.Line("ref float rowInput = ref input;");
            writer.Line("ref float rowGradient = ref gradient;");
            using (writer.Block("for (int column = 0; column < columns; column++)"))
            {
                for (int v = 0; v < tile.Vectors; v++) writer.Line($"weight{v} = TVector.Load({RegisterTile.At("rowGradient", 0, v)});");
                for (int row = 0; row < height; row++) tile.MultiplyAdd(writer, row, "rowInput", row);
                writer.Line($"rowInput = ref Unsafe.Add(ref rowInput, {inputStep});");
                writer.Line($"rowGradient = ref Unsafe.Add(ref rowGradient, {gradientStep});");
            }

            writer.Line($"input = ref Unsafe.Add(ref input, {inputRow});");
            writer.Line($"gradient = ref Unsafe.Add(ref gradient, {gradientRow});");
        }

        writer.Line();
        EmitEnd(writer, tile, row => row * sizes.Weights.Panel);
    }

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
            writer.Line($"int {name}Rest = {_rest} / {count};");
            _rest = name + "Rest";
            return name;
        }
    }
}
