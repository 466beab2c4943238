using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="WinogradWeightGradientKernel"/>.</summary>
internal static class WinogradWeightGradientEmitter
{
    public static void Emit(SourceWriter writer, WinogradWeightGradientKernel kernel)
    {
        KernelDispatch.EmitByClass(writer, kernel, Panels.Largest);
        foreach (RegisterClass registers in RegisterClass.For(Panels.Largest))
        {
            writer.Line();
            EmitWalk(writer, kernel, registers);
            writer.Line();
            EmitMultiply(writer, kernel, registers);
        }

        // The text of a tile depends on its size alone: the register classes share those that both use.
        IEnumerable<RowTile> tiles = RegisterClass.For(Panels.Largest).SelectMany(registers => registers.OutputBlocks(kernel.Blocks.Outputs, Panels.Largest).SelectMany(
            block => kernel.Heights(registers, block.Vectors).Select(height => new RowTile(height, block.Vectors))));
        foreach (RowTile tile in tiles.Distinct())
        {
            writer.Line();
            EmitTile(writer, kernel, TileName(kernel, tile.Rows, tile.Vectors), tile.Rows, tile.Vectors);
        }

        writer.Line();
        EmitTransform(writer, kernel, "Input", "values", 0, kernel.InputSquares, kernel.ValueStride, kernel.Transforms[0]);
        writer.Line();
        EmitTransform(writer, kernel, "Gradient", "gradients", kernel.GradientsOffset, kernel.GradientSquares, kernel.GradientStride, kernel.Transforms[1]);
        writer.Line();
        EmitFinish(writer, kernel);
    }

    private static void EmitWalk(SourceWriter writer, WinogradWeightGradientKernel kernel, RegisterClass registers)
    {
        WinogradPlan plan = kernel.Plan;
        (string input, string gradient, string result) = (kernel.Operands[0].Name, kernel.Operands[1].Name, kernel.Operands[2].Name);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        writer.Line($"int tiles = batch * {plan.Tiles};");
        using SourceWriter.BlockScope units = writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)");
        bool hasChannels = kernel.Units > kernel.OutputBlocks;
        bool hasOutputs = kernel.OutputBlocks > 1;
        if (hasChannels) writer.Line($"int channel = {Expressions.Times(Expressions.Quotient("unit", kernel.OutputBlocks), kernel.Blocks.Channels)};");
        if (hasOutputs) writer.Line($"int output = {Expressions.Times(hasChannels ? Expressions.Remainder("unit", kernel.OutputBlocks) : "unit", kernel.Blocks.Outputs)};");
        (string channel, string output) = (hasChannels ? "channel" : "0", hasOutputs ? "output" : "0");
        writer.Line($"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref scratch, {kernel.SumsOffset}), {plan.Frequencies * kernel.SumStride}).Clear();");
        using (writer.Block($"for (int first = 0; first < tiles; first += {WinogradWeightGradientKernel.BlockTiles})"))
        {
            writer.Line($"int count = Math.Min({WinogradWeightGradientKernel.BlockTiles}, tiles - first);");
            writer.Line($"{kernel.Name}TransformInput<TVector>({RegisterTile.At(input, channel)}, ref scratch, first, count);");
            writer.Line($"{kernel.Name}TransformGradient<TVector>({RegisterTile.At(gradient, output)}, ref scratch, first, count);");
            writer.Line($"{kernel.Name}{registers.Name}Multiply<TVector>(ref scratch, count);");
        }

        writer.Line();
        writer.Line($"{kernel.Name}TransformSums<TVector>(ref scratch, ref {result}, {channel}, {output});");
    }

    /// <summary>Brings so many tiles of the batch into the frequencies: [frequency][tile][channel].</summary>
    private static void EmitTransform(
        SourceWriter writer, WinogradWeightGradientKernel kernel, string name, string target, int offset, Squares squares, int stride, SharedTransform transform)
    {
        WinogradPlan plan = kernel.Plan;
        using (KernelDispatch.Method(writer, $"{kernel.Name}Transform{name}", "ref float images, ref float scratch, int first, int tiles"))
        {
            using SourceWriter.BlockScope loop = writer.Block("for (int tile = 0; tile < tiles; tile++)");
            writer.Line($"int position = (first + tile) % {plan.Tiles};");
            writer.Line($"ref float image = ref Unsafe.Add(ref images, (first + tile) / {plan.Tiles} * (nint){squares.Image.Storage.SampleStride});");
            BorderEmitter.EmitSource(writer, plan, squares, "image", $"ref Unsafe.Add(ref scratch, {kernel.PatchOffset})");
            writer.Line($"ref float {target} = ref Unsafe.Add(ref scratch, {Expressions.Plus(Literals.Integer(offset), $"tile * {squares.Channels}")});");
            using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {squares.Channels}; channel += TVector.Count)");
            writer.Line(
                $"{transform.Name}<TVector>(ref Unsafe.Add(ref source, channel), sourceRow, sourceColumn, ref Unsafe.Add(ref {target}, channel), "
                + $"{plan.Algorithm.Size * stride}, {stride}, ref Unsafe.Add(ref scratch, {kernel.TemporaryOffset}));");
        }

        BorderEmitter.EmitGather(writer, plan, squares);
    }

    /// <summary>Adds, for each frequency, the products of these tiles' values and gradients to the sums.</summary>
    private static void EmitMultiply(SourceWriter writer, WinogradWeightGradientKernel kernel, RegisterClass registers)
    {
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, $"{kernel.Name}{registers.Name}Multiply", "ref float scratch, int tiles");
        writer.Line("ref float values = ref scratch;");
        writer.Line($"ref float gradients = ref Unsafe.Add(ref scratch, {kernel.GradientsOffset});");
        writer.Line($"ref float sums = ref Unsafe.Add(ref scratch, {kernel.SumsOffset});");
        using SourceWriter.BlockScope frequencies = writer.Block($"for (int frequency = 0; frequency < {kernel.Plan.Frequencies}; frequency++)");
        foreach (OutputBlock block in registers.OutputBlocks(kernel.Blocks.Outputs, Panels.Largest))
        {
            string step = RegisterTile.Lanes(block.Vectors);
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {block.First}; o < {block.End}; o += {step})");
            TileRun.Emit(writer, kernel.Heights(registers, block.Vectors), "channel", (height, row) =>
                $"{TileName(kernel, height, block.Vectors)}<TVector>({RegisterTile.At("values", row)}, ref Unsafe.Add(ref gradients, o), "
                + $"ref Unsafe.Add(ref sums, {Expressions.Plus("o", Expressions.Times(row, kernel.Blocks.Outputs))}), tiles);");
        }

        writer.Line();
        writer.Line($"values = ref Unsafe.Add(ref values, {kernel.ValueStride});");
        writer.Line($"gradients = ref Unsafe.Add(ref gradients, {kernel.GradientStride});");
        writer.Line($"sums = ref Unsafe.Add(ref sums, {kernel.SumStride});");
    }

    private static void EmitTile(SourceWriter writer, WinogradWeightGradientKernel kernel, string name, int height, int vectors)
    {
        RegisterTile tile = new(height, vectors, Panels.Largest, Panels.Largest, "gradient");
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, name, "ref float values, ref float gradients, ref float sums, int tiles");
        tile.DeclareSums(writer, (row, v) => $"TVector.Load({RegisterTile.At("sums", row * kernel.Blocks.Outputs, v)})");
        tile.DeclareFactors(writer);
        using (writer.Block("for (int tile = 0; tile < tiles; tile++)"))
        {
            tile.LoadFactors(writer, "gradients");
            for (int row = 0; row < height; row++) tile.MultiplyAdd(writer, row, "values", row);
            writer.Line($"values = ref Unsafe.Add(ref values, {kernel.Blocks.Channels});");
            writer.Line($"gradients = ref Unsafe.Add(ref gradients, {kernel.Blocks.Outputs});");
        }

        writer.Line();
        tile.Store(writer, (row, v) => RegisterTile.At("sums", row * kernel.Blocks.Outputs, v), sum => sum);
    }

    /// <summary>Brings the sums back: [frequency][channel][output] to packed weights.</summary>
    private static void EmitFinish(SourceWriter writer, WinogradWeightGradientKernel kernel)
    {
        PlannedParameter weights = kernel.Weights;
        int column = kernel.Plan.Sizes.Depth * Panels.Largest;
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, kernel.Name + "TransformSums", "ref float scratch, ref float weightGradient, int firstChannel, int firstOutput");
        writer.Line($"ref float sums = ref Unsafe.Add(ref scratch, {kernel.SumsOffset});");
        using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {kernel.Blocks.Channels}; channel++)");
        using SourceWriter.BlockScope outputs = writer.Block($"for (int o = 0; o < {kernel.Blocks.Outputs}; o += TVector.Count)");
        writer.Line("int output = firstOutput + o;");
        writer.Line($"ref float target = ref Unsafe.Add(ref weightGradient, {RegisterTile.PackedPosition("output", Panels.Largest, weights.PanelStride)});");
        writer.Line(
            $"{kernel.Transforms[2].Name}<TVector>(ref Unsafe.Add(ref sums, (channel * {kernel.Blocks.Outputs}) + o), "
            + $"{kernel.Plan.Algorithm.Size * kernel.SumStride}, {kernel.SumStride}, ref Unsafe.Add(ref target, (firstChannel + channel) * {Panels.Largest}), "
            + $"{weights.Spec.Columns * column}, {column}, ref Unsafe.Add(ref scratch, {kernel.TemporaryOffset}));");
    }

    private static string TileName(Kernel kernel, int height, int vectors) => $"{kernel.Name}Tile{height}x{vectors}";
}
