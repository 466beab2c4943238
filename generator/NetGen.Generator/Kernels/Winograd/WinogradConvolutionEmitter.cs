using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="WinogradConvolutionKernel"/>.</summary>
internal static class WinogradConvolutionEmitter
{
    public static void Emit(SourceWriter writer, WinogradConvolutionKernel kernel)
    {
        WinogradPlan plan = kernel.Plan;
        KernelDispatch.EmitByClass(writer, kernel, Panels.Largest);
        foreach (RegisterClass registers in RegisterClass.For(Panels.Largest))
        {
            writer.Line();
            EmitWalk(writer, kernel, registers);
            foreach (int tiles in BlockSizes(plan))
            {
                writer.Line();
                EmitMultiply(writer, kernel, registers, tiles);
            }
        }

        EmitTiles(writer, kernel);

        writer.Line();
        EmitTransformInput(writer, kernel);
        writer.Line();
        EmitTransformOutput(writer, kernel);
        writer.Line();
        EmitOutputTransform(writer, kernel);
        BorderEmitter.EmitGather(writer, plan, kernel.InputSquares);
    }

    private static IEnumerable<int> BlockSizes(WinogradPlan plan)
    {
        (_, int rest) = plan.Blocks();
        if (plan.SamplesPerBlock > 1) return [plan.SamplesPerBlock * plan.BlockTiles, plan.BlockTiles];
        return rest == 0 ? [plan.BlockTiles] : [plan.BlockTiles, rest];
    }

    private static void EmitWalk(SourceWriter writer, WinogradConvolutionKernel kernel, RegisterClass registers)
    {
        WinogradPlan plan = kernel.Plan;
        (int count, int rest) = plan.Blocks();
        void Block(string first, int tiles) => EmitBlock(writer, kernel, registers, first, tiles);

        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        if (plan.SamplesPerBlock > 1)
        {
            EmitSamples(writer, kernel, registers);
            return;
        }

        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        if (kernel.TakesUnits)
        {
            EmitUnits(writer, kernel, registers);
        }
        else
        {
            bool isAlone = count == 1;
            using SourceWriter.BlockScope? blocks = isAlone ? null : writer.Block($"for (int first = 0; first < {count * plan.BlockTiles}; first += {plan.BlockTiles})");
            Block(isAlone ? "0" : "first", plan.BlockTiles);
        }

        if (rest > 0 && !kernel.TakesUnits) Block(Literals.Integer(count * plan.BlockTiles), rest);
        writer.Line();
        EmitNextSamples(writer, kernel, 1);
    }

    /// <summary>Few tiles a sample: those of several samples together, of those that are left one by one.</summary>
    private static void EmitSamples(SourceWriter writer, WinogradConvolutionKernel kernel, RegisterClass registers)
    {
        WinogradPlan plan = kernel.Plan;
        if (DividesOutputs(kernel))
        {
            writer.Line($"int firstOutput = firstUnit * {WinogradConvolutionKernel.OutputsPerUnit};");
            writer.Line($"int endOutput = {EndOutput(plan, "endUnit")};");
        }

        foreach (int together in new[] { plan.SamplesPerBlock, 1 })
        {
            string walk = together > 1 ? $"samples >= {together}; samples -= {together}" : "samples > 0; samples--";
            using SourceWriter.BlockScope samples = writer.Block($"for (; {walk})");
            EmitBlock(writer, kernel, registers, "0", together * plan.BlockTiles);
            EmitNextSamples(writer, kernel, together);
        }
    }

    private static void EmitNextSamples(SourceWriter writer, WinogradConvolutionKernel kernel, int samples)
    {
        WinogradSizes sizes = kernel.Plan.Sizes;
        writer.Line($"{kernel.InputName} = ref Unsafe.Add(ref {kernel.InputName}, {samples * sizes.Input.Storage.SampleStride});");
        writer.Line($"{kernel.OutputName} = ref Unsafe.Add(ref {kernel.OutputName}, {samples * sizes.Output.Storage.SampleStride});");
    }

    private static string EndOutput(WinogradPlan plan, string endUnit)
    {
        string end = $"{endUnit} * {WinogradConvolutionKernel.OutputsPerUnit}";
        return plan.Sizes.Outputs % WinogradConvolutionKernel.OutputsPerUnit == 0 ? end : $"Math.Min({plan.Sizes.Outputs}, {end})";
    }

    /// <summary>Block after block, in each the outputs of the units that were asked for.</summary>
    private static void EmitUnits(SourceWriter writer, WinogradConvolutionKernel kernel, RegisterClass registers)
    {
        WinogradPlan plan = kernel.Plan;
        (int count, int rest) = plan.Blocks();
        using SourceWriter.BlockScope units = writer.Block($"for (int unit = firstUnit; unit < endUnit;{(kernel.UnitsPerBlock > 1 ? "" : " unit++")})");
        writer.Line($"int first = {Expressions.Quotient("unit", kernel.UnitsPerBlock)} * {plan.BlockTiles};");
        if (kernel.UnitsPerBlock > 1)
        {
            writer.Line($"int firstUnitOfBlock = unit % {kernel.UnitsPerBlock};");
            writer.Line($"int endUnitOfBlock = Math.Min({kernel.UnitsPerBlock}, firstUnitOfBlock + endUnit - unit);");
            writer.Line($"int firstOutput = firstUnitOfBlock * {WinogradConvolutionKernel.OutputsPerUnit};");
            writer.Line($"int endOutput = {EndOutput(plan, "endUnitOfBlock")};");
            writer.Line("unit += endUnitOfBlock - firstUnitOfBlock;");
        }

        if (rest == 0)
        {
            EmitBlock(writer, kernel, registers, "first", plan.BlockTiles);
            return;
        }

        using (writer.Block($"if (first < {count * plan.BlockTiles})")) EmitBlock(writer, kernel, registers, "first", plan.BlockTiles);
        using (writer.Block("else")) EmitBlock(writer, kernel, registers, "first", rest);
    }

    private static void EmitBlock(SourceWriter writer, WinogradConvolutionKernel kernel, RegisterClass registers, string first, int tiles)
    {
        string bias = kernel.HasBias ? "ref bias, " : "";
        string outputs = DividesOutputs(kernel) ? ", firstOutput, endOutput" : "";
        writer.Line($"{kernel.Name}TransformImage<TVector>(ref {kernel.InputName}, ref scratch, {first}, {tiles});");
        writer.Line($"{kernel.Name}{registers.Name}Multiply{tiles}<TVector>(ref scratch, ref {kernel.WeightsName}, ref Unsafe.Add(ref scratch, {kernel.ProductsOffset}){outputs});");
        writer.Line($"{kernel.Name}TransformProducts<TVector>(ref scratch, {bias}ref {kernel.OutputName}, {first}, {tiles}{outputs});");
    }

    /// <summary>One matrix multiply per frequency: tiles by channels, channels by outputs.</summary>
    private static void EmitMultiply(SourceWriter writer, WinogradConvolutionKernel kernel, RegisterClass registers, int tiles)
    {
        WinogradPlan plan = kernel.Plan;
        int depth = plan.Sizes.Depth;
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, $"{kernel.Name}{registers.Name}Multiply{tiles}", "ref float values, ref float weights, ref float products" + OutputRange(kernel));
        using SourceWriter.BlockScope frequencies = writer.Block($"for (int frequency = 0; frequency < {plan.Frequencies}; frequency++)");
        foreach (OutputBlock block in registers.OutputBlocks(plan.Sizes.Outputs, Panels.Largest))
        {
            string step = RegisterTile.Lanes(block.Vectors);
            string first = DividesOutputs(kernel) ? block.First == 0 ? "firstOutput" : $"Math.Max({block.First}, firstOutput)" : Literals.Integer(block.First);
            string end = DividesOutputs(kernel) ? block.End == plan.Sizes.Outputs ? "endOutput" : $"Math.Min({block.End}, endOutput)" : Literals.Integer(block.End);
            using SourceWriter.BlockScope outputs = writer.Block($"for (int o = {first}; o < {end}; o += {step})");
            writer.Line($"ref float blockWeights = ref Unsafe.Add(ref weights, {RegisterTile.PackedPosition("o", Panels.Largest, depth * Panels.Largest)});");
            TileRun.Emit(writer, WinogradPlan.Heights(tiles, registers, block.Vectors), "tile", (height, row) =>
                $"{TileName(kernel, height, block.Vectors)}<TVector>({RegisterTile.At("values", Expressions.Times(row, depth))}, ref blockWeights, "
                + $"ref Unsafe.Add(ref products, {Expressions.Plus("o", Expressions.Times(row, plan.Sizes.Outputs))}));");
        }

        writer.Line();
        writer.Line($"values = ref Unsafe.Add(ref values, {plan.ValueStride});");
        writer.Line($"weights = ref Unsafe.Add(ref weights, {plan.WeightStride});");
        writer.Line($"products = ref Unsafe.Add(ref products, {plan.ProductStride});");
    }

    /// <summary>The text of a tile depends on its size alone: the register classes share those that both use.</summary>
    private static void EmitTiles(SourceWriter writer, WinogradConvolutionKernel kernel)
    {
        WinogradPlan plan = kernel.Plan;
        IEnumerable<RowTile> sizes = RegisterClass.For(Panels.Largest).SelectMany(
            registers => registers.OutputBlocks(plan.Sizes.Outputs, Panels.Largest).SelectMany(
                block => BlockSizes(plan).SelectMany(tiles => WinogradPlan.Heights(tiles, registers, block.Vectors)).Select(height => new RowTile(height, block.Vectors))));
        foreach (RowTile size in sizes.Distinct())
        {
            writer.Line();
            MatrixTile tile = new(size.Rows, size.Vectors, Panels.Largest, plan.Sizes.Depth * Panels.Largest, plan.Sizes.Depth, plan.Sizes.Depth, plan.Sizes.Outputs);
            tile.Emit(writer, TileName(kernel, size.Rows, size.Vectors), TileStart.Zero, sum => sum, new TileNames("values", "products"));
        }
    }

    /// <summary>Brings so many tiles of a sample into the frequencies: [frequency][tile][channel].</summary>
    private static void EmitTransformInput(SourceWriter writer, WinogradConvolutionKernel kernel)
    {
        WinogradPlan plan = kernel.Plan;
        int size = plan.Algorithm.Size;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "TransformImage", "ref float image, ref float scratch, int first, int tiles");
        using SourceWriter.BlockScope loop = writer.Block("for (int tile = 0; tile < tiles; tile++)");
        string image = EmitPosition(writer, plan, "image", plan.Sizes.Input);
        BorderEmitter.EmitSource(writer, plan, kernel.InputSquares, image, $"ref Unsafe.Add(ref scratch, {kernel.PatchOffset})");
        writer.Line($"ref float values = ref Unsafe.Add(ref scratch, tile * {plan.Sizes.Depth});");
        using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {plan.Sizes.Depth}; channel += TVector.Count)");
        writer.Line(
            $"{kernel.Transforms[0].Name}<TVector>(ref Unsafe.Add(ref source, channel), sourceRow, sourceColumn, ref Unsafe.Add(ref values, channel), "
            + $"{size * plan.ValueStride}, {plan.ValueStride}, ref Unsafe.Add(ref scratch, {kernel.TemporaryOffset}));");
    }

    /// <summary>Declares the tile's number within its sample, <c>position</c>; gives the name of that sample's image.</summary>
    private static string EmitPosition(SourceWriter writer, WinogradPlan plan, string images, TensorValue image)
    {
        if (plan.SamplesPerBlock == 1)
        {
            writer.Line("int position = first + tile;");
            return images;
        }

        writer.Line($"int position = {Expressions.Remainder("tile", plan.Tiles)};");
        writer.Line($"ref float sample = ref Unsafe.Add(ref {images}, {Expressions.Quotient("tile", plan.Tiles)} * {image.Storage.SampleStride});");
        return "sample";
    }

    /// <summary>Brings so many tiles of products back into the image.</summary>
    private static void EmitTransformOutput(SourceWriter writer, WinogradConvolutionKernel kernel)
    {
        WinogradPlan plan = kernel.Plan;
        TensorValue output = plan.Sizes.Output;
        int results = plan.Algorithm.Outputs;
        string biasParameter = kernel.HasBias ? "ref float bias, " : "";
        using SourceWriter.BlockScope method = KernelDispatch.Method(
            writer, kernel.Name + "TransformProducts", $"ref float scratch, {biasParameter}ref float result, int first, int tiles" + OutputRange(kernel));
        writer.Line($"ref float products = ref Unsafe.Add(ref scratch, {kernel.ProductsOffset});");
        using SourceWriter.BlockScope loop = writer.Block("for (int tile = 0; tile < tiles; tile++)");
        string image = EmitPosition(writer, plan, "result", output);
        writer.Line($"int y = {Expressions.Quotient("position", plan.TileColumns)} * {results};");
        writer.Line($"int x = {Expressions.Remainder("position", plan.TileColumns)} * {results};");
        writer.Line($"ref float target = ref Unsafe.Add(ref {image}, ((y * {output.Shape.Width}) + x) * {output.Pitch});");
        string bounds = "";
        if (IsClipped(plan))
        {
            writer.Line($"int rows = Math.Min({results}, {output.Shape.Height} - y);");
            writer.Line($"int columns = Math.Min({results}, {output.Shape.Width} - x);");
            bounds = ", rows, columns";
        }

        using SourceWriter.BlockScope outputs = writer.Block(
            DividesOutputs(kernel) ? "for (int o = firstOutput; o < endOutput; o += TVector.Count)" : $"for (int o = 0; o < {plan.Sizes.Outputs}; o += TVector.Count)");
        string bias = kernel.HasBias ? "ref Unsafe.Add(ref bias, o), " : "";
        writer.Line(
            $"{kernel.Name}TransformProductsOfTile<TVector>({bias}ref Unsafe.Add(ref products, (tile * {plan.Sizes.Outputs}) + o), "
            + $"{plan.Algorithm.Size * plan.ProductStride}, {plan.ProductStride}, ref Unsafe.Add(ref target, o), "
            + $"{output.Shape.Width * output.Pitch}, {output.Pitch}, ref Unsafe.Add(ref scratch, {kernel.TemporaryOffset}){bounds});");
    }

    private static void EmitOutputTransform(SourceWriter writer, WinogradConvolutionKernel kernel)
    {
        string Finish(string result)
        {
            if (kernel.HasBias) result += " + TVector.Load(ref bias)";
            if (kernel.Accumulates) result += " + TVector.Load(ref to)";
            return Expressions.Rectified(result, kernel.Rectifies);
        }

        TransformEmitter.Emit(
            writer, $"{kernel.Name}TransformProductsOfTile", kernel.Plan.Output, IsClipped(kernel.Plan), kernel.HasBias ? "ref float bias, " : "", Finish);
    }

    /// <summary>Whether a block's outputs may belong to several units.</summary>
    private static bool DividesOutputs(WinogradConvolutionKernel kernel) => kernel.TakesUnits && kernel.UnitsPerBlock > 1;

    private static string OutputRange(WinogradConvolutionKernel kernel) => DividesOutputs(kernel) ? ", int firstOutput, int endOutput" : "";

    private static bool IsClipped(WinogradPlan plan)
        => plan.Sizes.Output.Shape.Height % plan.Algorithm.Outputs != 0 || plan.Sizes.Output.Shape.Width % plan.Algorithm.Outputs != 0;

    private static string TileName(Kernel kernel, int height, int vectors) => $"{kernel.Name}Tile{height}x{vectors}";
}
