using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>Prints a <see cref="TransposedMultiplyKernel"/>.</summary>
internal static class TransposedMultiplyEmitter
{
    public static void Emit(SourceWriter writer, TransposedMultiplyKernel kernel)
    {
        KernelDispatch.EmitByClass(writer, kernel, Panels.Largest);
        foreach (RegisterClass registers in RegisterClass.For(Panels.Largest))
        {
            writer.Line();
            EmitWalk(writer, kernel, registers);
        }

        // The text of a tile depends on its size alone: the register classes share those that both use.
        IEnumerable<RowTile> tiles = RegisterClass.For(Panels.Largest).SelectMany(registers => kernel.TileVectors(registers).SelectMany(
            vectors => kernel.Tiles(registers, vectors).Heights.Select(height => new RowTile(height, vectors))));
        foreach (RowTile size in tiles.Distinct())
        {
            writer.Line();
            MatrixTile tile = new(
                size.Rows, size.Vectors, Panels.Largest, kernel.PaddedOutputs * Panels.Largest, kernel.Weights.Outputs,
                kernel.OutputGradient.Storage.SampleStride, kernel.InputGradient.Storage.SampleStride);
            tile.Emit(writer, TileName(kernel, size.Rows, size.Vectors), kernel.Accumulates ? TileStart.Output : TileStart.Zero, sum => sum);
        }
    }

    private static void EmitWalk(SourceWriter writer, TransposedMultiplyKernel kernel, RegisterClass registers)
    {
        string weights = kernel.Operands[1].Name;
        PlannedParameter matrix = kernel.Weights;
        bool byUnits = kernel.Axis == WorkAxis.Units;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        writer.Line($"int rows = {(byUnits ? "batch" : "samples")};");
        using SourceWriter.BlockScope blocks = writer.Block(byUnits
            ? "for (int block = firstUnit; block < endUnit; block++)"
            : $"for (int block = 0; block < {kernel.Blocks}; block++)");
        writer.Line($"int first = block * {TransposedMultiplyKernel.BlockInputs};");
        writer.Line($"int inputs = Math.Min({TransposedMultiplyKernel.BlockInputs}, {matrix.Depth} - first);");
        EmitTransposition(writer, kernel, weights);
        writer.Line();
        writer.Line($"int end = Math.Min({TransposedMultiplyKernel.BlockInputs}, {Panels.RoundUp(matrix.Depth, Panels.Largest)} - first);");
        writer.Line("int k = 0;");
        foreach (int vectors in kernel.TileVectors(registers)) EmitTiles(writer, kernel, registers, vectors);
    }

    private static void EmitTiles(SourceWriter writer, TransposedMultiplyKernel kernel, RegisterClass registers, int vectors)
    {
        (string gradient, string result) = (kernel.Operands[0].Name, kernel.Operands[2].Name);
        string step = vectors == 1 ? "TVector.Count" : $"{vectors} * TVector.Count";
        using SourceWriter.BlockScope loop = writer.Block(vectors == 1 ? $"for (; k < end; k += {step})" : $"for (; k <= end - ({step}); k += {step})");
        writer.Line($"ref float blockWeights = ref Unsafe.Add(ref scratch, {RegisterTile.PackedPosition("k", Panels.Largest, kernel.PaddedOutputs * Panels.Largest)});");
        writer.Line($"ref float rowGradient = ref {gradient};");
        writer.Line($"ref float rowResult = ref Unsafe.Add(ref {result}, first + k);");
        kernel.Tiles(registers, vectors).Emit(writer, height =>
        {
            writer.Line($"{TileName(kernel, height, vectors)}<TVector>(ref rowGradient, ref blockWeights, ref rowResult);");
            writer.Line($"rowGradient = ref Unsafe.Add(ref rowGradient, {height * kernel.OutputGradient.Storage.SampleStride});");
            writer.Line($"rowResult = ref Unsafe.Add(ref rowResult, {height * kernel.InputGradient.Storage.SampleStride});");
        });
    }

    /// <summary>[panel of outputs][input][lane] of a few inputs becomes [panel of inputs][output][lane].</summary>
    private static void EmitTransposition(SourceWriter writer, TransposedMultiplyKernel kernel, string weights)
    {
        PlannedParameter matrix = kernel.Weights;
        int panel = Panels.Largest;
        if (matrix.Depth % TransposedMultiplyKernel.BlockInputs != 0)
        {
            writer.Line("// Lanes for which there is no input stay zero.");
            writer.Line($"if (inputs < {TransposedMultiplyKernel.BlockInputs}) MemoryMarshal.CreateSpan(ref scratch, {TransposedMultiplyKernel.BlockInputs * kernel.PaddedOutputs}).Clear();");
        }

        writer.Line(
            $"Transposition.CopyPanels(ref Unsafe.Add(ref {weights}, first * {panel}), {matrix.PanelStride}, ref scratch, {panel * kernel.PaddedOutputs}, {matrix.PanelsPerGroup}, inputs);");
    }

    private static string TileName(Kernel kernel, int height, int vectors) => $"{kernel.Name}Tile{height}x{vectors}";
}
