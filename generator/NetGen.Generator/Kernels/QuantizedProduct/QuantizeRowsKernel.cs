using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Rows of floats as bytes, each with a scale of its own.</summary>
/// <param name="depth">Values of a row, gaps included.</param>
internal sealed class QuantizeRowsKernel(string name, int depth, TensorOperand input, TensorOperand output) : Kernel(name)
{
    // Two passes over the row: one for its range, one that rounds.
    private const int OperationsPerValue = 2;

    public override string Formula
        => $"{output.Name}[n, k] = round(127 * {input.Name}[n, k] / max over k of {input.Name}[n, k]), or 64 + round(63 * ...) where the row has "
            + "negative values";

    public override IReadOnlyList<Operand> Operands { get; } = [input, output];

    public override long WorkPerSample => (long)OperationsPerValue * input.Tensor.Shape.Positions * depth;

    public override string Title => $"BytesOf{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => $"row by row: its range, then {depth} values, four to a lane, and behind them the row's scale";

    public override void Emit(SourceWriter writer) => RowLoops.Emit(
        writer,
        this,
        [input, output],
        [input.Tensor.Pitch, output.Tensor.Pitch],
        () => writer.Line($"Quantization.ToBytes<TVector>(ref {RowLoops.Row(input)}, {depth}, ref {RowLoops.Row(output)});"));
}
