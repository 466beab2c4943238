using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// The input gradient of a matrix multiply: dInput[row, k] = sum over o of dOutput[row, o] * weights[k, o]. Packed weights have the
/// outputs side by side, so the sum runs across lanes: partial sums stay in vectors and are added up once at the end. No transposed
/// copy of the weights is made: they may be the largest thing in the network.
/// </summary>
internal sealed class DotProductsKernel(string name, PlannedParameter weights, TensorOperand outputGradient, MemoryOperand weightOperand, TensorOperand inputGradient)
    : Kernel(name)
{
    public override string Formula => "inputGradient[n, k] = sum over o of outputGradient[n, o] * weights[k, o]";

    public override IReadOnlyList<Operand> Operands { get; } = [outputGradient, weightOperand, inputGradient];

    public override long WorkPerSample => (long)Rows * weights.Depth * PaddedOutputs;

    public override Granularity Granularity => Rows == 1 ? Granularity.Chunk : Granularity.Sample;

    private int Rows => outputGradient.Tensor.Shape.Positions;

    private int PaddedOutputs => weights.PanelsPerGroup * weights.Panel;

    private int OutputStride => Rows == 1 ? outputGradient.Tensor.Storage.SampleStride : outputGradient.Tensor.Pitch;

    private int InputStride => Rows == 1 ? inputGradient.Tensor.Storage.SampleStride : inputGradient.Tensor.Pitch;

    public override string Title => KernelTitle.Product(weights.Depth, weights.Outputs, outputGradient.Tensor.Shape) + "InputGradient" + KernelTitle.Added(this);

    public override string DescribePlan()
    {
        List<string> lines = [.. RegisterClass.For(weights.Panel).Select(registers =>
            $"{registers.Name.ToLowerInvariant()}: {registers.DotRows} rows x {registers.DotColumns} inputs, summed across lanes at the end")];
        lines.Add("reads the packed weights as they are: no transposed copy");
        if (Accumulates) lines.Add("adds to the gradient that another consumer wrote");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitByClass(writer, this, weights.Panel);
        foreach (RegisterClass registers in RegisterClass.For(weights.Panel))
        {
            writer.Line();
            EmitWalk(writer, registers);
            foreach (int rows in RowHeights(registers))
            {
                foreach (int columns in Needed(registers.DotColumns, weights.Depth))
                {
                    writer.Line();
                    EmitTile(writer, TileName(registers, rows, columns), rows, columns);
                }
            }
        }
    }

    /// <summary>Sizes of tiles that cover so many rows or columns: of the largest and 1, those that are used.</summary>
    private static IReadOnlyList<int> Needed(int most, int count) => most == 1 || count < most ? [1] : count % most == 0 ? [most] : [most, 1];

    /// <summary>Heights of tiles; how many samples there are is not known.</summary>
    private IReadOnlyList<int> RowHeights(RegisterClass registers) => Rows == 1 ? [registers.DotRows, 1] : Needed(registers.DotRows, Rows);

    private string TileName(RegisterClass registers, int rows, int columns) => $"{Name}{registers.Name}Tile{rows}x{columns}";

    private void EmitWalk(SourceWriter writer, RegisterClass registers)
    {
        (string gradient, string weightName, string result) = (Operands[0].Name, Operands[1].Name, Operands[2].Name);
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + registers.Name, Signature);
        writer.Line(Rows == 1 ? "int rows = samples;" : $"int rows = {Rows};");
        using SourceWriter.BlockScope? samples = Rows == 1 ? null : writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line("int k = 0;");
        foreach (int columns in Needed(registers.DotColumns, weights.Depth))
        {
            using SourceWriter.BlockScope inputs = writer.Block(columns == 1 ? $"for (; k < {weights.Depth}; k++)" : $"for (; k <= {weights.Depth - columns}; k += {columns})");
            writer.Line($"ref float inputWeights = ref Unsafe.Add(ref {weightName}, k * {weights.Panel});");
            writer.Line($"ref float rowGradient = ref {gradient};");
            writer.Line($"ref float rowResult = ref Unsafe.Add(ref {result}, k);");
            writer.Line("int row = 0;");
            foreach (int rows in RowHeights(registers))
            {
                using SourceWriter.BlockScope loop = writer.Block(rows == 1 ? "for (; row < rows; row++)" : $"for (; row <= rows - {rows}; row += {rows})");
                writer.Line($"{TileName(registers, rows, columns)}<TVector>(ref rowGradient, ref inputWeights, ref rowResult);");
                writer.Line($"rowGradient = ref Unsafe.Add(ref rowGradient, {rows * OutputStride});");
                writer.Line($"rowResult = ref Unsafe.Add(ref rowResult, {rows * InputStride});");
            }
        }

        if (Rows != 1)
        {
            writer.Line($"{gradient} = ref Unsafe.Add(ref {gradient}, {outputGradient.Tensor.Storage.SampleStride});");
            writer.Line($"{result} = ref Unsafe.Add(ref {result}, {inputGradient.Tensor.Storage.SampleStride});");
        }
    }

    private void EmitTile(SourceWriter writer, string name, int rows, int columns)
    {
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, name, "ref float gradient, ref float weights, ref float result");
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) writer.Line($"TVector sum{row}_{column} = TVector.Zero;");
        }

        writer.Line("TVector weight, " + string.Join(", ", Enumerable.Range(0, rows).Select(row => $"gradient{row}")) + ";");
        using (writer.Loop("panel", weights.PanelsPerGroup, out string panel))
        {
            using (writer.Block($"for (int lane = 0; lane < {weights.Panel}; lane += TVector.Count)"))
            {
                for (int row = 0; row < rows; row++)
                {
                    writer.Line($"gradient{row} = TVector.Load({RegisterTile.At("gradient", Literals.Integer(row * OutputStride))});");
                }

                for (int column = 0; column < columns; column++)
                {
                    writer.Line($"weight = TVector.Load({RegisterTile.At("weights", Literals.Integer(column * weights.Panel))});");
                    for (int row = 0; row < rows; row++)
                    {
                        writer.Line($"TVector.AddProduct(ref sum{row}_{column}, gradient{row}, weight);");
                    }
                }

                writer.Line("gradient = ref Unsafe.Add(ref gradient, TVector.Count);");
                writer.Line("weights = ref Unsafe.Add(ref weights, TVector.Count);");
            }

            if (panel != "0") writer.Line($"weights = ref Unsafe.Add(ref weights, {weights.PanelStride - weights.Panel});");
        }


        string assign = Accumulates ? "+=" : "=";
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int offset = (row * InputStride) + column;
                string target = offset == 0 ? "result" : $"Unsafe.Add(ref result, {offset})";
                writer.Line($"{target} {assign} TVector.Sum(sum{row}_{column});");
            }
        }
    }
}
