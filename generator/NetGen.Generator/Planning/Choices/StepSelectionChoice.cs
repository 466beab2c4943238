using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of steps that samples have.</summary>
internal static class StepSelectionChoice
{
    public static void Choose(StepSelection selection, KernelBuilder builder)
    {
        TensorValue input = builder.Value(selection.Input);
        TensorOperand lengths = StepLengthText.OperandOf(builder.Value(selection.Lengths))!;
        TensorValue output = builder.Define(selection.Output);
        builder.Forward(new StepSelectionKernel(
            builder.KernelName(selection.Steps + "Steps"), selection.Steps, TensorOperand.Read("input", input), lengths, TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(selection.Input)) return;
        builder.Backward(new StepSelectionGradientKernel(
            builder.KernelName(selection.Steps + "StepsGradient"),
            selection.Steps,
            lengths,
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }
}
