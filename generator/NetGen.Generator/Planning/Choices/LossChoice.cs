using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernel of a loss: the loss of each sample, and its gradient by what was predicted.</summary>
internal static class LossChoice
{
    public static void Choose(CrossEntropyOfSoftmax loss, KernelBuilder builder)
        => Choose(loss, builder, (output, gradient) => new SoftmaxCrossEntropyKernel(builder.Prefix, loss.Function, loss.Place, output, Lengths(loss, builder), gradient));

    public static void Choose(MeanOfElements loss, KernelBuilder builder)
        => Choose(loss, builder, (output, gradient) => new ElementLossKernel(builder.Prefix, loss.Function, loss.Place, output, Lengths(loss, builder), gradient));

    public static void Choose(LossOfRows loss, KernelBuilder builder)
        => Choose(loss, builder, (output, gradient) => new RowLossKernel(builder.Prefix, loss.Function, loss.Place, output, Lengths(loss, builder), gradient));

    private static TensorOperand? Lengths(LossOperation loss, KernelBuilder builder) => StepLengthText.OperandOf(builder.ValueIfAny(loss.Place.Lengths));

    private static void Choose(LossOperation loss, KernelBuilder builder, Func<TensorOperand, TensorOperand, Kernel> create)
    {
        // The gradient by values that are the caller's own has no place there.
        TensorValue prediction = builder.Padded(loss.Prediction);
        builder.Backward(create(TensorOperand.Read("output", prediction), TensorOperand.ContributeGradient("outputGradient", prediction)));
    }
}
