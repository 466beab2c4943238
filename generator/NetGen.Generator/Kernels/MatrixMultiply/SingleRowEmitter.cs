using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="SingleRowPlan"/>: one text for all widths.</summary>
internal static class SingleRowEmitter
{
    /// <summary>The method for a row, and the tiles that it consists of.</summary>
    public static void Emit(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        SingleRowPlan plan = kernel.SingleRow;
        // So short, it becomes part of its caller; otherwise it is a method for the JIT to optimise at once.
        string parameters = Parameters(kernel) + (kernel.TakesUnits ? ", int firstUnit, int endUnit" : "");
        using (KernelDispatch.Method(writer, MethodName(kernel), parameters, plan.IsInlined ? KernelDispatch.Inlined : KernelDispatch.Optimized))
        {
            if (kernel.TakesUnits)
            {
                EmitUnits(writer, kernel);
            }
            else if (plan.PartsOfPanels.Count == 0)
            {
                EmitWholePanels(writer, kernel);
            }
            else
            {
                using (writer.Block($"if (TVector.Count == {plan.Panel})")) EmitWholePanels(writer, kernel);
                using (writer.Block("else")) EmitPartsOfPanels(writer, kernel, "0", Literals.Integer(plan.PaddedOutputs));
            }
        }

        IReadOnlyList<VectorBlocks> blocks = kernel.TakesUnits ? plan.Units : plan.WholePanels;
        foreach (int vectors in blocks.Select(block => block.Vectors).Concat(plan.PartsOfPanels).Distinct())
        {
            writer.Line();
            EmitTile(writer, kernel, vectors);
        }
    }

    /// <summary>The name of the method for a row.</summary>
    public static string MethodName(Kernel kernel) => kernel.Name + "Row";

    private static void EmitWholePanels(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        SingleRowPlan plan = kernel.SingleRow;
        int panel = 0;
        foreach (VectorBlocks blocks in plan.WholePanels)
        {
            if (blocks.Count == 1)
            {
                EmitCall(writer, kernel, blocks.Vectors, Literals.Integer(panel * plan.PanelStride), Literals.Integer(panel * plan.Panel));
            }
            else
            {
                int end = panel + (blocks.Count * blocks.Vectors);
                using SourceWriter.BlockScope loop = writer.Block($"for (int panel = {panel}; panel < {end}; panel += {blocks.Vectors})");
                EmitCall(writer, kernel, blocks.Vectors, $"panel * (nint){plan.PanelStride}", $"panel * {plan.Panel}");
            }

            panel += blocks.Count * blocks.Vectors;
        }
    }

    /// <summary>Block by block: each may be another thread's.</summary>
    private static void EmitUnits(SourceWriter writer, MatrixMultiplyKernel kernel)
    {
        SingleRowPlan plan = kernel.SingleRow;
        VectorBlocks large = plan.Units[0];
        bool isEven = plan.Units.Count == 1;
        int small = isEven ? large.Vectors : plan.Units[1].Vectors;
        using SourceWriter.BlockScope units = writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)");
        // The first blocks may be one panel larger than the others.
        writer.Line($"int panel = {(isEven ? $"unit * {small}" : $"(unit * {small}) + Math.Min(unit, {large.Count})")};");
        using (writer.Block($"if (TVector.Count == {plan.Panel})"))
        {
            string weights = $"panel * (nint){plan.PanelStride}";
            string output = $"panel * {plan.Panel}";
            if (isEven)
            {
                EmitCall(writer, kernel, small, weights, output);
            }
            else
            {
                using (writer.Block($"if (unit < {large.Count})")) EmitCall(writer, kernel, large.Vectors, weights, output);
                using (writer.Block("else")) EmitCall(writer, kernel, small, weights, output);
            }
        }

        if (plan.PartsOfPanels.Count == 0) return;
        using SourceWriter.BlockScope narrow = writer.Block("else");
        writer.Line($"int end = (panel + {(isEven ? $"{small}" : $"(unit < {large.Count} ? {large.Vectors} : {small})")}) * {plan.Panel};");
        EmitPartsOfPanels(writer, kernel, $"panel * {plan.Panel}", "end");
    }

    private static void EmitPartsOfPanels(SourceWriter writer, MatrixMultiplyKernel kernel, string first, string end)
    {
        SingleRowPlan plan = kernel.SingleRow;
        writer.Line($"int o = {first};");
        foreach (int vectors in plan.PartsOfPanels)
        {
            string step = vectors == 1 ? "TVector.Count" : $"{vectors} * TVector.Count";
            using SourceWriter.BlockScope loop = writer.Block($"for (; o <= {end} - ({step}); o += {step})");
            EmitCall(writer, kernel, vectors, RegisterTile.PackedPosition("o", plan.Panel, plan.PanelStride), "o");
        }
    }

    private static void EmitCall(SourceWriter writer, MatrixMultiplyKernel kernel, int vectors, string weights, string output)
    {
        string scales = kernel.HasScales ? $"{RegisterTile.At("scales", output)}, " : "";
        string bias = scales + (kernel.HasBias ? $"{RegisterTile.At("bias", output)}, " : "");
        writer.Line($"{TileName(kernel, vectors)}<TVector>(ref input, {RegisterTile.At("weights", weights)}, {bias}{RegisterTile.At("output", output)});");
    }

    private static void EmitTile(SourceWriter writer, MatrixMultiplyKernel kernel, int vectors)
    {
        SingleRowPlan plan = kernel.SingleRow;
        SumParts parts = plan.Parts;
        RegisterTile tile = new(1, vectors, plan.Panel, plan.PanelStride);
        // A long text is a method of its own: the inliner's budget is counted by method.
        string attribute = plan.IsStraightLine && !plan.IsInlined ? KernelDispatch.Optimized : KernelDispatch.Inlined;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, TileName(kernel, vectors), Parameters(kernel), attribute);
        tile.DeclareVectorPositions(writer);
        for (int part = 0; part < parts.Count; part++)
        {
            bool startsWithBias = part == 0 && kernel.HasBias && !kernel.HasScales;
            writer.Line("TVector " + string.Join(", ", Enumerable.Range(0, vectors).Select(v =>
                $"{Sum(part, v)} = {(startsWithBias ? $"TVector.Load({RegisterTile.At("bias", 0, v)})" : "TVector.Zero")}")) + ";");
        }

        writer.Line("TVector value;");
        if (plan.IsStraightLine)
        {
            for (int k = 0; k < parts.Length; k++) EmitStep(writer, plan, vectors, k);
            for (int k = 0; k < parts.Rest; k++) EmitMultiplyAdd(writer, plan, vectors, parts.Count - 1, (parts.Count * parts.Length) + k);
        }
        else
        {
            using (writer.Block($"for (int k = 0; k < {parts.Length}; k++)"))
            {
                EmitStep(writer, plan, vectors, 0);
                writer.Line("input = ref Unsafe.Add(ref input, 1);");
                writer.Line($"weights = ref Unsafe.Add(ref weights, {plan.Panel});");
            }

            writer.Line();
            for (int k = 0; k < parts.Rest; k++) EmitMultiplyAdd(writer, plan, vectors, parts.Count - 1, ((parts.Count - 1) * parts.Length) + k);
        }

        for (int v = 0; v < vectors; v++)
        {
            for (int part = 1; part < parts.Count; part++) writer.Line($"{Sum(0, v)} += {Sum(part, v)};");
        }

        if (kernel.HasScales) tile.Scale(writer, kernel.HasBias);
        tile.Store(writer, (_, v) => RegisterTile.At("output", 0, v), sum => Expressions.Rectified(sum, kernel.Rectifies));
    }

    /// <summary>One input of every part.</summary>
    private static void EmitStep(SourceWriter writer, SingleRowPlan plan, int vectors, int k)
    {
        for (int part = 0; part < plan.Parts.Count; part++) EmitMultiplyAdd(writer, plan, vectors, part, (part * plan.Parts.Length) + k);
    }

    private static void EmitMultiplyAdd(SourceWriter writer, SingleRowPlan plan, int vectors, int part, int k)
    {
        string line = $"value = TVector.Broadcast({(k == 0 ? "input" : $"Unsafe.Add(ref input, {k})")});";
        for (int v = 0; v < vectors; v++)
        {
            string position = v == 0 ? Literals.Integer(k * plan.Panel) : k == 0 ? $"vector{v}" : $"vector{v} + {k * plan.Panel}";
            line += $" TVector.AddProduct(ref {Sum(part, v)}, value, TVector.{plan.Format.Load}({RegisterTile.At("weights", position)}));";
        }

        writer.Line(line);
    }

    private static string Parameters(MatrixMultiplyKernel kernel)
        => $"ref float input, ref {kernel.Format.Element} weights, {(kernel.HasScales ? "ref float scales, " : "")}"
            + $"{(kernel.HasBias ? "ref float bias, " : "")}ref float output";

    private static string TileName(Kernel kernel, int vectors) => $"{kernel.Name}RowTile{vectors}";

    private static string Sum(int part, int vector) => RegisterTile.Sum(part, vector);
}
