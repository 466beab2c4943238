using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

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
                kernel.OutputGradient.Storage.SampleStride, kernel.InputGradient.Storage.SampleStride)
            {
                Turns = TileLoop.Turns(size.Rows * size.Vectors, kernel.Weights.Outputs),
            };
            tile.Emit(writer, TileName(kernel, size.Rows, size.Vectors), kernel.Accumulates ? TileStart.Output : TileStart.Zero, sum => sum, TileNames.Gradient);
        }
    }

    private static void EmitWalk(SourceWriter writer, TransposedMultiplyKernel kernel, RegisterClass registers)
    {
        PlannedParameter matrix = kernel.Weights;
        bool byUnits = kernel.Axis == WorkAxis.Units;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + registers.Name, kernel.Signature);
        writer.Line($"int rows = {(byUnits ? "batch" : "samples")};");
        string block = "block";
        using SourceWriter.BlockScope? blocks = byUnits
            ? writer.Block("for (int block = firstUnit; block < endUnit; block++)")
            : writer.Loop("block", kernel.Blocks, out block);
        string first = block == "0" ? "0" : "first";
        if (block != "0") writer.Line($"int first = block * {TransposedMultiplyKernel.BlockInputs};");
        EmitTransposition(writer, kernel, first);
        writer.Line();
        string end = DeclareInBlock(writer, kernel, "end", Panels.RoundUp(matrix.Depth, Panels.Largest));
        writer.Line("int k = 0;");
        foreach (int vectors in kernel.TileVectors(registers)) EmitTiles(writer, kernel, registers, vectors, first, end);
    }

    /// <summary>How many of what blocks divide belong to one: a number where all have as many, else a variable.</summary>
    private static string DeclareInBlock(SourceWriter writer, TransposedMultiplyKernel kernel, string name, int count)
    {
        const int Most = TransposedMultiplyKernel.BlockInputs;
        if (count % Most == 0) return Literals.Integer(Most);
        if (kernel.Blocks == 1) return Literals.Integer(count);
        writer.Line($"int {name} = Math.Min({Most}, {count} - first);");
        return name;
    }

    private static void EmitTiles(SourceWriter writer, TransposedMultiplyKernel kernel, RegisterClass registers, int vectors, string first, string end)
    {
        TileNames names = TileNames.Gradient;
        (string gradient, string result) = (kernel.Operands[0].Name, kernel.Operands[2].Name);
        (string rowGradient, string rowResult) = (names.SourceOf("row"), names.ResultOf("row"));
        string step = RegisterTile.Lanes(vectors);
        using SourceWriter.BlockScope loop = writer.Block(vectors == 1 ? $"for (; k < {end}; k += {step})" : $"for (; k <= {end} - ({step}); k += {step})");
        writer.Line($"ref float blockWeights = ref Unsafe.Add(ref scratch, {RegisterTile.PackedPosition("k", Panels.Largest, kernel.PaddedOutputs * Panels.Largest)});");
        writer.Line($"ref float {rowGradient} = ref {gradient};");
        writer.Line($"ref float {rowResult} = ref Unsafe.Add(ref {result}, {Expressions.Plus(first, "k")});");
        kernel.Tiles(registers, vectors).Emit(writer, (height, _) =>
        {
            writer.Line($"{TileName(kernel, height, vectors)}<TVector>(ref {rowGradient}, ref blockWeights, ref {rowResult});");
            writer.Line($"{rowGradient} = ref Unsafe.Add(ref {rowGradient}, {height * kernel.OutputGradient.Storage.SampleStride});");
            writer.Line($"{rowResult} = ref Unsafe.Add(ref {rowResult}, {height * kernel.InputGradient.Storage.SampleStride});");
        });
    }

    /// <summary>[panel of outputs][input][lane] of a few inputs becomes [panel of inputs][output][lane].</summary>
    private static void EmitTransposition(SourceWriter writer, TransposedMultiplyKernel kernel, string first)
    {
        const int Most = TransposedMultiplyKernel.BlockInputs;
        PlannedParameter matrix = kernel.Weights;
        int panel = Panels.Largest;
        string inputs = DeclareInBlock(writer, kernel, "inputs", matrix.Depth);
        if (matrix.Depth % Most != 0)
        {
            writer.Line("// Lanes for which there is no input stay zero.");
            string condition = inputs == "inputs" ? $"if (inputs < {Most}) " : "";
            writer.Line($"{condition}MemoryMarshal.CreateSpan(ref scratch, {Most * kernel.PaddedOutputs}).Clear();");
        }

        writer.Line(
            $"Transposition.CopyPanels({RegisterTile.At(kernel.Operands[1].Name, Expressions.Times(first, panel))}, {matrix.PanelStride}, "
            + $"ref scratch, {panel * kernel.PaddedOutputs}, {matrix.PanelsPerGroup}, {inputs});");
    }

    private static string TileName(Kernel kernel, int height, int vectors) => $"{kernel.Name}Tile{height}x{vectors}";
}
