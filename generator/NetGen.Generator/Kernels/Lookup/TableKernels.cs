using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output[row, c] = input[row, c] + table[row, c].</summary>
/// <param name="isStep">Whether there is one row, that of the step at hand.</param>
internal sealed class AddTableKernel(string name, TensorOperand input, MemoryOperand table, TensorOperand output, bool isStep = false) : Kernel(name)
{
    public override string Formula => isStep ? "output[c] = input[c] + table[step, c]" : "output[row, c] = input[row, c] + table[row, c]";

    public override IReadOnlyList<Operand> Operands { get; } = isStep ? [input, table, output, ScalarOperand.Step] : [input, table, output];

    public override long WorkPerSample => output.Tensor.Extent;

    public override string Title => $"TableAddedTo{KernelTitle.Values(output.Tensor.Shape)}";

    public override string DescribePlan() => isStep ? "the step's row, whole vectors" : "row by row, whole vectors";

    public override void Emit(SourceWriter writer)
    {
        int channels = output.Tensor.Shape.Channels;
        string row = isStep ? Expressions.Times("(nint)step", channels) : TableLoops.Row(output.Tensor, channels);
        RowLoops.Emit(writer, this, [input, output], [input.Tensor.Pitch, output.Tensor.Pitch], () =>
        {
            writer.Line($"ref float tableRow = {RegisterTile.At(table.Name, row)};");
            RowLoops.EmitAll(writer, channels, vector =>
                writer.Line($"{vector}.Store({RowLoops.Load(vector, input, 0)} + {vector}.Load(ref Unsafe.Add(ref tableRow, i)), ref {RowLoops.Single(output)});"));
        });
    }
}

/// <summary>dTable[row, c] = sum of dOutput[row, c] over the batch; a unit is a row.</summary>
internal sealed class TableGradientKernel(string name, TensorOperand outputGradient, MemoryOperand tableGradient) : Kernel(name)
{
    public override string Formula => "tableGradient[row, c] = sum over samples of outputGradient[row, c]";

    public override IReadOnlyList<Operand> Operands { get; } = [outputGradient, tableGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => outputGradient.Tensor.Shape.Positions;

    public override long WorkPerSample => outputGradient.Tensor.Extent;

    public override string Title => $"TableGradientOf{KernelTitle.Values(outputGradient.Tensor.Shape)}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of a row over the whole batch";

    public override void Emit(SourceWriter writer)
    {
        TensorValue tensor = outputGradient.Tensor;
        int channels = tensor.Shape.Channels;
        KernelDispatch.EmitCommon(writer, this, Machine.Panels.For(channels));
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope rows = writer.Block("for (int row = firstUnit; row < endUnit; row++)");
        writer.Line($"ref float tableRow = ref Unsafe.Add(ref {tableGradient.Name}, row * (nint){channels});");
        writer.Line($"ref float gradientRow = ref Unsafe.Add(ref {outputGradient.Name}, row * (nint){tensor.Pitch});");
        RowLoops.EmitAll(writer, channels, vector =>
        {
            writer.Line($"{vector} sum = {vector}.Zero;");
            writer.Line($"for (int sample = 0; sample < batch; sample++) sum += {vector}.Load(ref Unsafe.Add(ref gradientRow, (sample * (nint){tensor.Storage.SampleStride}) + i));");
            writer.Line($"{vector}.Store(sum, ref Unsafe.Add(ref tableRow, i));");
        });
    }
}

/// <summary>Where rows of a table lie, which has no padding.</summary>
internal static class TableLoops
{
    /// <summary>The place of the row at hand, as text.</summary>
    public static string Row(TensorValue tensor, int channels) => tensor.Shape.Positions == 1 ? "0" : Expressions.Times("row", channels);
}
