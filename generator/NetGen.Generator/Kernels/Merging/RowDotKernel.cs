using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>products[row] = sum over a row's channels of left * right.</summary>
/// <param name="ofNegatives">Whether of the left values only those below 0 count.</param>
/// <param name="products">A number for each row: one behind the other, or one channel of a tensor of as many rows.</param>
internal sealed class RowDotKernel(string name, bool ofNegatives, TensorOperand left, TensorOperand right, TensorOperand products) : Kernel(name)
{
    public override string Formula => $"{products.Name}[row] = sum over c of {(ofNegatives ? $"min(0, {left.Name}[row, c])" : $"{left.Name}[row, c]")} * {right.Name}[row, c]";

    public override IReadOnlyList<Operand> Operands { get; } = [left, right, products];

    public override long WorkPerSample => left.Tensor.Extent;

    public override string Title => $"RowDotOf{(ofNegatives ? "NegativesOf" : "")}{KernelTitle.Values(left.Tensor.Shape)}";

    public override string DescribePlan() => "row by row, whole vectors, added up in a tree";

    public override void Emit(SourceWriter writer) => RowLoops.Emit(writer, this, [left, right, products], [left.Tensor.Pitch, right.Tensor.Pitch, RowStep(products.Tensor)], () =>
    {
        RowLoops.EmitSum(
            writer,
            "product",
            left.Tensor.Shape.Channels,
            $"{(ofNegatives ? $"TVector.Min({RowLoops.Vector(left)}, TVector.Zero)" : RowLoops.Vector(left))} * {RowLoops.Vector(right)}",
            $"{(ofNegatives ? $"MathF.Min({RowLoops.Single(left)}, 0f)" : RowLoops.Single(left))} * {RowLoops.Single(right)}");
        writer.Line($"{RowLoops.Row(products)} = product;");
    });

    private static int RowStep(TensorValue products) => products.Shape.Positions == 1 ? 1 : products.Pitch;
}
