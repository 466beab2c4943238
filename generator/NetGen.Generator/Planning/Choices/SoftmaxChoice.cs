using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of a softmax.</summary>
internal static class SoftmaxChoice
{
    public static void Choose(RowSoftmax softmax, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(softmax.Input);
        TensorValue output = builder.Define(softmax.Output);
        builder.Forward(new SoftmaxForwardKernel(
            builder.KernelName("Forward"), softmax.GivesLogarithms, TensorOperand.Read("input", input), TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(softmax.Input)) return;
        builder.Backward(new SoftmaxGradientKernel(
            builder.KernelName("InputGradient"),
            softmax.GivesLogarithms,
            TensorOperand.Read("output", output),
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }
}
