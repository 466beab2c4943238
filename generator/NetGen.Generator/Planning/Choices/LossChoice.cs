using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernel of a loss: the loss of each sample, and its gradient by what was predicted.</summary>
internal static class LossChoice
{
    public static void Choose(LossOperation loss, KernelBuilder builder)
    {
        // The gradient by values that are the caller's own has no place there.
        TensorValue prediction = builder.Padded(loss.Prediction);
        TensorOperand output = TensorOperand.Read("output", prediction);
        TensorOperand gradient = TensorOperand.ContributeGradient("outputGradient", prediction);
        builder.Backward(loss.Kind == LossKind.SoftmaxCrossEntropy
            ? new SoftmaxCrossEntropyKernel(builder.Prefix, output, gradient)
            : new MeanSquaredErrorKernel(builder.Prefix, output, gradient));
    }
}
