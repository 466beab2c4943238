using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output[c] = the largest of input[c * pieces], ..., input[c * pieces + pieces - 1].</summary>
internal sealed class RowMaximumKernel(string name, int pieces, TensorOperand input, TensorOperand output) : Kernel(name)
{
    public override string Formula => $"output[c] = max over p of input[{pieces} * c + p], p from 0 to {pieces - 1}";

    public override IReadOnlyList<Operand> Operands { get; } = [input, output];

    public override long WorkPerSample => 4L * input.Tensor.Extent;

    public override string Title => $"MaximumOf{Literals.Integer(pieces)}ChannelsOf{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => "row by row, piece by piece: values that are compared stand side by side";

    public override void Emit(SourceWriter writer) => RowMaximumLoops.Emit(writer, this, pieces, [output, input], at =>
    {
        writer.Line("float best = piece;");
        string loop = pieces == 2 ? "" : $"for (int p = 1; p < {pieces}; p++) ";
        writer.Line($"{loop}best = MathF.Max(best, Unsafe.Add(ref piece, {(pieces == 2 ? "1" : "p")}));");
        writer.Line($"{at(output, 1)} = best;");
    });
}

/// <summary>dInput = dOutput where a piece is the first of the largest, else 0.</summary>
internal sealed class RowMaximumGradientKernel(string name, int pieces, TensorOperand input, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula => $"inputGradient[{pieces} * c + p] = outputGradient[c] where piece p is the first of the largest, else 0";

    public override IReadOnlyList<Operand> Operands { get; } = [input, outputGradient, inputGradient];

    public override long WorkPerSample => 8L * input.Tensor.Extent;

    public override string Title => $"MaximumOf{Literals.Integer(pieces)}ChannelsGradientOf{KernelTitle.Values(input.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan() => "row by row, piece by piece" + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer) => RowMaximumLoops.Emit(
        writer,
        this,
        pieces,
        [outputGradient, input, inputGradient],
        at =>
        {
            writer.Line("int best = 0;");
            string p = pieces == 2 ? "1" : "p";
            using (pieces == 2 ? (SourceWriter.BlockScope?)null : writer.Block($"for (int p = 1; p < {pieces}; p++)"))
            {
                writer.Line($"float value = Unsafe.Add(ref piece, {p});");
                writer.Line("float largest = Unsafe.Add(ref piece, best);");
                writer.Line($"if (value > largest || (float.IsNaN(value) && !float.IsNaN(largest))) best = {p};");
            }

            writer.Line($"ref float result = ref {at(inputGradient, pieces)};");
            if (!Accumulates) writer.Line($"for (int p = 0; p < {pieces}; p++) Unsafe.Add(ref result, p) = 0f;");
            writer.Line($"Unsafe.Add(ref result, best) {(Accumulates ? "+=" : "=")} {at(outputGradient, 1)};");
        },
        () => RowLoops.EmitPadding(writer, this, inputGradient));
}

/// <summary>The loops that both share: rows outside, groups of pieces inside.</summary>
internal static class RowMaximumLoops
{
    /// <param name="walked">What has a value for each group, the input, and what has the input's shape.</param>
    /// <param name="group">
    /// Prints what is done for a group, whose first piece is called <c>piece</c>; it is handed what makes the place of an operand that has so many
    /// values for each group.
    /// </param>
    /// <param name="end">Prints what is done at the end of a row.</param>
    public static void Emit(
        SourceWriter writer, Kernel kernel, int pieces, IReadOnlyList<TensorOperand> walked, Action<Func<TensorOperand, int, string>> group, Action? end = null)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {kernel.Name}({kernel.Signature})");
        RowLoops.EmitRows(writer, walked, [.. walked.Select(operand => operand.Tensor.Pitch)], () =>
        {
            int groups = walked[0].Tensor.Shape.Channels;
            string At(TensorOperand operand, int values)
                => groups == 1 ? RowLoops.Row(operand) : $"Unsafe.Add(ref {RowLoops.Row(operand)}, {(values == 1 ? "i" : $"i * {Literals.Integer(values)}")})";
            using (writer.Loop("i", groups, out _))
            {
                writer.Line($"ref float piece = ref {At(walked[1], pieces)};");
                group(At);
            }

            end?.Invoke();
        });
    }
}
