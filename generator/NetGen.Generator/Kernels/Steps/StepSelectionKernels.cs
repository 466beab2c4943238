using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The steps that a sample has, in their order or the other way, and 0 at the others; or its last step alone.</summary>
internal sealed class StepSelectionKernel(string name, SelectedSteps steps, TensorOperand input, TensorOperand lengths, TensorOperand output) : Kernel(name)
{
    public override string Formula => steps switch
    {
        SelectedSteps.Own => "output[t] = t < length ? input[t] : 0",
        SelectedSteps.Reversed => "output[t] = t < length ? input[length - 1 - t] : 0",
        _ => "output = input[length - 1]",
    };

    public override IReadOnlyList<Operand> Operands { get; } = [input, lengths, output];

    public override long WorkPerSample => MultiplyAddsPerFloat * (long)output.Tensor.Shape.Size;

    public override string Title => StepSelectionText.Title(steps, input.Tensor);

    public override string DescribePlan() => StepSelectionText.Describe(steps, input.Tensor);

    public override void Emit(SourceWriter writer)
    {
        int channels = input.Tensor.Shape.Channels;
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line($"int length = {StepLengthText.Read(input.Tensor.Shape.Positions)};");
        string Copy(string step) => $"MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref {input.Name}, {Expressions.Times(step, input.Tensor.Pitch)}), {channels}).CopyTo(to);";
        if (steps == SelectedSteps.Last)
        {
            writer.Line($"var to = MemoryMarshal.CreateSpan(ref {output.Name}, {channels});");
            writer.Line(Copy("(length - 1)"));
        }
        else
        {
            using SourceWriter.BlockScope loop = writer.Block($"for (int step = 0; step < {input.Tensor.Shape.Positions}; step++)");
            writer.Line($"var to = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {output.Name}, {Expressions.Times("step", output.Tensor.Pitch)}), {channels});");
            writer.Line($"if (step < length) {Copy(StepSelectionText.Source(steps))}");
            writer.Line("else to.Clear();");
        }

        StepSelectionText.EmitMoves(writer, input, lengths, output);
    }
}

/// <summary>The gradient of a step goes where the step was taken from; a step that was not taken gets none.</summary>
internal sealed class StepSelectionGradientKernel(string name, SelectedSteps steps, TensorOperand lengths, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula => steps switch
    {
        SelectedSteps.Own => "inputGradient[t] = t < length ? outputGradient[t] : 0",
        SelectedSteps.Reversed => "inputGradient[t] = t < length ? outputGradient[length - 1 - t] : 0",
        _ => "inputGradient[t] = t == length - 1 ? outputGradient : 0",
    };

    public override IReadOnlyList<Operand> Operands { get; } = [lengths, outputGradient, inputGradient];

    public override long WorkPerSample => MultiplyAddsPerFloat * (long)inputGradient.Tensor.Shape.Size;

    public override string Title => StepSelectionText.Title(steps, inputGradient.Tensor) + "Gradient" + KernelTitle.Added(this);

    public override string DescribePlan() => StepSelectionText.Describe(steps, inputGradient.Tensor) + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer)
    {
        TensorValue input = inputGradient.Tensor;
        int channels = input.Shape.Channels;
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line($"int length = {StepLengthText.Read(input.Shape.Positions)};");
        bool isLast = steps == SelectedSteps.Last;
        string taken = isLast ? "step == length - 1" : "step < length";
        string from = isLast ? $"ref {outputGradient.Name}" : $"ref Unsafe.Add(ref {outputGradient.Name}, {Expressions.Times(StepSelectionText.Source(steps), outputGradient.Tensor.Pitch)})";
        using (writer.Block(Accumulates && isLast ? "int step = length - 1;" : $"for (int step = 0; step < {(Accumulates ? "length" : Literals.Integer(input.Shape.Positions))}; step++)"))
        {
            writer.Line($"ref float to = ref Unsafe.Add(ref {inputGradient.Name}, {Expressions.Times("step", input.Pitch)});");
            if (Accumulates) writer.Line($"Lookup.Add(ref to, {from}, {channels});");
            else
            {
                writer.Line($"if ({taken}) MemoryMarshal.CreateReadOnlySpan({from}, {channels}).CopyTo(MemoryMarshal.CreateSpan(ref to, {channels}));");
                writer.Line($"else MemoryMarshal.CreateSpan(ref to, {channels}).Clear();");
            }
        }

        StepSelectionText.EmitMoves(writer, outputGradient, lengths, inputGradient);
    }
}

/// <summary>What the kernels of selected steps say alike.</summary>
internal static class StepSelectionText
{
    public static string Title(SelectedSteps steps, TensorValue input) => $"{steps}StepsOf{KernelTitle.Values(input.Shape)}";

    public static string Describe(SelectedSteps steps, TensorValue input) => steps == SelectedSteps.Last
        ? $"a sample's last of up to {Literals.Count(input.Shape.Positions, "step")}, copied"
        : $"a sample's of {Literals.Count(input.Shape.Positions, "step")}, copied{(steps == SelectedSteps.Reversed ? " in the other order" : "")}; the others are 0";

    /// <summary>The step that goes to step <c>step</c>, and that gets its gradient: the same, as an order turned round twice is the first.</summary>
    public static string Source(SelectedSteps steps) => steps == SelectedSteps.Reversed ? "(length - 1 - step)" : "step";

    public static void EmitMoves(SourceWriter writer, params TensorOperand[] operands)
    {
        foreach (TensorOperand operand in operands) writer.Line($"{operand.Name} = ref Unsafe.Add(ref {operand.Name}, {operand.Tensor.Storage.SampleStride});");
    }
}
