using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>cosines[row] = sum over c of left * right / (|left| * |right|), each length over a row's channels.</summary>
internal sealed class RowCosineKernel(string name, TensorOperand left, TensorOperand right, TensorOperand cosines) : Kernel(name)
{
    public override string Formula => "cosines[row] = sum over c of left[row, c] * right[row, c] / (|left[row]| * |right[row]|)";

    public override IReadOnlyList<Operand> Operands { get; } = [left, right, cosines];

    public override long WorkPerSample => 3L * left.Tensor.Extent;

    public override string Title => $"RowCosineOf{KernelTitle.Values(left.Tensor.Shape)}";

    public override string DescribePlan() => "row by row, whole vectors, added up in a tree";

    public override void Emit(SourceWriter writer) => RowLoops.Emit(writer, this, [left, right, cosines], [left.Tensor.Pitch, right.Tensor.Pitch, cosines.Tensor.Pitch], () =>
    {
        EmitDirections(writer, left, right);
        writer.Line($"{RowLoops.Row(cosines)} = cosine;");
    });

    /// <summary>Declares one over the length of each row, <c>perLeft</c> and <c>perRight</c> by their names, and the cosine.</summary>
    public static void EmitDirections(SourceWriter writer, TensorOperand left, TensorOperand right)
    {
        int channels = left.Tensor.Shape.Channels;
        foreach (TensorOperand side in new[] { left, right })
        {
            RowLoops.EmitSum(writer, side.Name + "Square", channels, $"{RowLoops.Vector(side)} * {RowLoops.Vector(side)}", $"{RowLoops.Single(side)} * {RowLoops.Single(side)}");
            writer.Line($"float {Inverse(side)} = 1f / MathF.Max(MathF.Sqrt({side.Name}Square), {Literals.Single(RowDot.ShortestLength)});");
        }

        RowLoops.EmitSum(writer, "product", channels, $"{RowLoops.Vector(left)} * {RowLoops.Vector(right)}", $"{RowLoops.Single(left)} * {RowLoops.Single(right)}");
        writer.Line($"float cosine = product * {Inverse(left)} * {Inverse(right)};");
    }

    /// <summary>The name of one over a side's length.</summary>
    public static string Inverse(TensorOperand side) => $"inverse{char.ToUpperInvariant(side.Name[0])}{side.Name.Substring(1)}";
}

/// <summary>dInput[c] = dOutput * other[c]; of a cosine dOutput * (other[c] / |other| - cosine * own[c] / |own|) / |own|.</summary>
/// <param name="own">What the gradient belongs to, where a cosine was taken; else null.</param>
internal sealed class RowDotGradientKernel(string name, TensorOperand? own, TensorOperand other, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula => own is null
        ? "inputGradient[row, c] = outputGradient[row] * other[row, c]"
        : "inputGradient[row, c] = outputGradient[row] * (other[row, c] / |other[row]| - cosine[row] * own[row, c] / |own[row]|) / |own[row]|";

    public override IReadOnlyList<Operand> Operands { get; } = own is null ? [other, outputGradient, inputGradient] : [own, other, outputGradient, inputGradient];

    public override long WorkPerSample => (own is null ? 1L : 4L) * other.Tensor.Extent;

    public override string Title => $"Row{(own is null ? "Dot" : "Cosine")}GradientOf{KernelTitle.Values(other.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan() => "row by row, whole vectors" + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer)
    {
        IReadOnlyList<TensorOperand> walked = own is null ? [other, outputGradient, inputGradient] : [other, own, outputGradient, inputGradient];
        RowLoops.Emit(writer, this, walked, [.. walked.Select(operand => operand.Tensor.Pitch)], () => EmitRow(writer));
    }

    private void EmitRow(SourceWriter writer)
    {
        if (own is null)
        {
            writer.Line($"float factor = {RowLoops.Row(outputGradient)};");
        }
        else
        {
            RowCosineKernel.EmitDirections(writer, own, other);
            writer.Line($"float factor = {RowLoops.Row(outputGradient)} * {RowCosineKernel.Inverse(own)} * {RowCosineKernel.Inverse(other)};");
            writer.Line($"float along = {RowLoops.Row(outputGradient)} * {RowCosineKernel.Inverse(own)} * {RowCosineKernel.Inverse(own)} * cosine;");
        }

        RowLoops.EmitAll(writer, other.Tensor.Shape.Channels, vector =>
        {
            string value = $"({RowLoops.Load(vector, other, 0)} * {vector}.Broadcast(factor))";
            if (own is not null) value += $" - ({RowLoops.Load(vector, own, 0)} * {vector}.Broadcast(along))";
            string target = RowLoops.Single(inputGradient);
            if (Accumulates) value = $"{vector}.Load(ref {target}) + ({value})";
            writer.Line($"{vector}.Store({value}, ref {target});");
        });
        RowLoops.EmitPadding(writer, this, inputGradient);
    }
}
