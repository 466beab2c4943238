using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="DepthwiseGradientKernel"/>: a walk over samples and units, and one method per size and place of a block.</summary>
internal static class DepthwiseGradientEmitter
{
    public static void Emit(SourceWriter writer, DepthwiseGradientKernel kernel)
    {
        KernelDispatch.EmitCommon(writer, kernel, kernel.Plan.Weights.Panel);
        writer.Line();
        EmitWalk(writer, kernel);
        EmitTiles(writer, kernel, kernel.Plan);
    }

    /// <summary>The methods for all sizes and places of a block.</summary>
    public static void EmitTiles(SourceWriter writer, Kernel kernel, DepthwiseGradientPlan plan)
    {
        foreach ((KernelSection section, int rows) in plan.Blocks.SelectMany(block => block.Runs.Select(run => (block.Section, run.KernelRows))).Distinct())
        {
            writer.Line();
            EmitTile(writer, kernel, plan, section, rows);
        }
    }

    public static string TileName(Kernel kernel, KernelSection section, int rows) => $"{kernel.Name}Rows{rows}Columns{section.First}To{section.First + section.Count - 1}";

    private static void EmitWalk(SourceWriter writer, DepthwiseGradientKernel kernel)
    {
        DepthwiseGradientPlan plan = kernel.Plan;
        (string input, string gradient, string result) = (kernel.Operands[0].Name, kernel.Operands[1].Name, kernel.Operands[2].Name);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);

        // A sample's activations stay in cache while all of the worker's weights take their share of them.
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < batch; sample++)");
        using (writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)"))
        {
            int blocks = plan.Blocks.Count;
            writer.Line(blocks == 1 ? "int panel = unit;" : $"int panel = unit / {blocks};");
            writer.Line($"ref float panelInput = ref Unsafe.Add(ref {input}, panel * {plan.Weights.Panel});");
            writer.Line($"ref float panelGradient = ref Unsafe.Add(ref {gradient}, panel * {plan.Weights.Panel});");
            writer.Line($"ref float panelResult = ref Unsafe.Add(ref {result}, panel * {plan.Weights.PanelStride});");
            for (int block = 0; block < blocks; block++)
            {
                if (blocks == 1)
                {
                    EmitBlock(writer, kernel, plan.Blocks[block]);
                    continue;
                }

                string condition = block == 0 ? $"if (unit % {blocks} == 0)" : block < blocks - 1 ? $"else if (unit % {blocks} == {block})" : "else";
                using SourceWriter.BlockScope scope = writer.Block(condition);
                EmitBlock(writer, kernel, plan.Blocks[block]);
            }
        }

        writer.Line();
        writer.Line($"{input} = ref Unsafe.Add(ref {input}, {plan.Input.Storage.SampleStride});");
        writer.Line($"{gradient} = ref Unsafe.Add(ref {gradient}, {plan.Output.Storage.SampleStride});");
    }

    /// <summary>Sets the block's weights in 'panelResult' to zero before the first sample.</summary>
    public static void EmitStart(SourceWriter writer, DepthwiseGradientPlan plan, WeightBlock block)
    {
        using SourceWriter.BlockScope condition = writer.Block("if (sample == 0)");
        int side = plan.TapStride == plan.Weights.Panel ? block.Section.Count : 1;
        for (int row = 0; row < block.Rows; row++)
        {
            for (int column = 0; column < block.Section.Count; column += side)
            {
                string weights = RegisterTile.At("panelResult", Literals.Integer(Tap(plan, block.FirstRow + row, block.Section.First + column)));
                writer.Line($"MemoryMarshal.CreateSpan({weights}, {side * plan.Weights.Panel}).Clear();");
            }
        }
    }

    /// <summary>Where a tap's weights lie in a panel.</summary>
    public static int Tap(DepthwiseGradientPlan plan, int row, int column) => ((row * plan.Weights.Spec.Columns) + column) * plan.TapStride;

    private static void EmitBlock(SourceWriter writer, DepthwiseGradientKernel kernel, WeightBlock block)
    {
        DepthwiseGradientPlan plan = kernel.Plan;
        EmitStart(writer, plan, block);
        if (block.Runs.Count == 0) return;
        using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {plan.Weights.Panel}; channel += TVector.Count)");
        foreach (RowRun run in block.Runs)
        {
            int inputOffset = plan.InputRow(run.First, run.FirstKernelRow) * InputRowStride(plan);
            int gradientOffset = run.First * OutputRowStride(plan);
            writer.Line(
                $"{TileName(kernel, block.Section, run.KernelRows)}<TVector>({At("panelInput", inputOffset)}, {At("panelGradient", gradientOffset)}, "
                + $"{At("panelResult", Tap(plan, run.FirstKernelRow, block.Section.First))}, {run.Count});");
        }
    }

    private static string At(string memory, int offset) => RegisterTile.At(memory, Expressions.Plus("channel", Literals.Integer(offset)));

    /// <summary>Floats from one input row to the next.</summary>
    public static int InputRowStride(DepthwiseGradientPlan plan) => plan.Input.Shape.Width * plan.Input.Pitch;

    /// <summary>Floats from one row of output gradients to the next.</summary>
    public static int OutputRowStride(DepthwiseGradientPlan plan) => plan.Output.Shape.Width * plan.Output.Pitch;

    private static void EmitTile(SourceWriter writer, Kernel kernel, DepthwiseGradientPlan plan, KernelSection section, int rows)
    {
        RegisterTile tile = new(rows * section.Count, 1, plan.Weights.Panel, plan.Weights.PanelStride);
        string Weight(int sum) => RegisterTile.At("result", Tap(plan, sum / section.Count, sum % section.Count), 0);
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, TileName(kernel, section, rows), "ref float input, ref float gradient, ref float result, int rows");
        tile.DeclareSums(writer, (sum, _) => $"TVector.Load({Weight(sum)})");
        // In a narrow image all of a section's kernel columns may fall beside it, always: its weights have no gradient.
        (int first, int end) = plan.Core(section);
        if (first < end || plan.Edges(section).Count > 0) EmitRows(writer, plan, section, rows);
        writer.Line();
        tile.Store(writer, (sum, _) => Weight(sum), sum => sum);
    }

    private static void EmitRows(SourceWriter writer, DepthwiseGradientPlan plan, KernelSection section, int rows)
    {
        writer.Line("TVector pixelGradient;");
        using SourceWriter.BlockScope loop = writer.Block("for (int row = 0; row < rows; row++)");
        foreach (int column in plan.Edges(section))
        {
            writer.Line($"// column {column}: at the border");
            writer.Line($"pixelGradient = TVector.Load({RegisterTile.At("gradient", column * plan.Output.Pitch, 0)});");
            EmitProducts(writer, plan, section, rows, "input", column, plan.IsInside);
        }

        (int first, int end) = plan.Core(section);
        if (first < end)
        {
            writer.Line($"ref float rowInput = ref Unsafe.Add(ref input, {first * plan.StrideColumns * plan.Input.Pitch});");
            writer.Line($"ref float rowGradient = ref Unsafe.Add(ref gradient, {first * plan.Output.Pitch});");
            bool isAlone = end - first == 1;
            using SourceWriter.BlockScope? columns = isAlone ? null : writer.Block($"for (int column = {first}; column < {end}; column++)");
            writer.Line("pixelGradient = TVector.Load(ref rowGradient);");
            EmitProducts(writer, plan, section, rows, "rowInput", 0, (_, _) => true);
            if (!isAlone)
            {
                writer.Line($"rowInput = ref Unsafe.Add(ref rowInput, {plan.StrideColumns * plan.Input.Pitch});");
                writer.Line($"rowGradient = ref Unsafe.Add(ref rowGradient, {plan.Output.Pitch});");
            }
        }

        writer.Line($"input = ref Unsafe.Add(ref input, {plan.StrideRows * InputRowStride(plan)});");
        writer.Line($"gradient = ref Unsafe.Add(ref gradient, {OutputRowStride(plan)});");
    }

    private static void EmitProducts(
        SourceWriter writer, DepthwiseGradientPlan plan, KernelSection section, int rows, string input, int column, Func<int, int, bool> isInside)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int tap = 0; tap < section.Count; tap++)
            {
                int kernelColumn = section.First + tap;
                if (!isInside(column, kernelColumn)) continue;
                string sum = RegisterTile.Sum((row * section.Count) + tap, 0);
                int offset = (row * plan.DilationRows * InputRowStride(plan)) + (plan.InputColumn(column, kernelColumn) * plan.Input.Pitch);
                writer.Line($"TVector.AddProduct(ref {sum}, TVector.Load({RegisterTile.At(input, offset, 0)}), pixelGradient);");
            }
        }
    }
}
