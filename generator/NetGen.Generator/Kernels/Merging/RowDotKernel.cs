using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>products[row] = sum over a row's channels of left * right.</summary>
internal sealed class RowDotKernel(string name, TensorOperand left, TensorOperand right, TensorOperand products) : Kernel(name)
{
    public override string Formula => $"{products.Name}[row] = sum over c of {left.Name}[row, c] * {right.Name}[row, c]";

    public override IReadOnlyList<Operand> Operands { get; } = [left, right, products];

    public override long WorkPerSample => left.Tensor.Extent;

    public override string Title => $"RowDotOf{KernelTitle.Values(left.Tensor.Shape)}";

    public override string DescribePlan() => "row by row, whole vectors, added up in a tree";

    public override void Emit(SourceWriter writer) => RowLoops.Emit(writer, this, [left, right, products], [left.Tensor.Pitch, right.Tensor.Pitch, 1], () =>
    {
        RowLoops.EmitSum(
            writer,
            "product",
            left.Tensor.Shape.Channels,
            $"{RowLoops.Vector(left)} * {RowLoops.Vector(right)}",
            $"{RowLoops.Single(left)} * {RowLoops.Single(right)}");
        writer.Line($"{RowLoops.Row(products)} = product;");
    });
}
