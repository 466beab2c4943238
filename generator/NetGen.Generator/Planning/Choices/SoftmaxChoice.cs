using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of a softmax.</summary>
internal static class SoftmaxChoice
{
    public static void Choose(RowSoftmax softmax, KernelBuilder builder)
    {
        TensorValue input = Rows(builder.Padded(softmax.Input));
        TensorValue output = Rows(builder.Define(softmax.Output));
        builder.Forward(new SoftmaxForwardKernel(
            builder.KernelName("Forward"), TensorOperand.Read("input", input), TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(softmax.Input)) return;
        builder.Backward(new SoftmaxGradientKernel(
            builder.KernelName("InputGradient"),
            TensorOperand.Read("output", output),
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }

    /// <summary>A flattened image is one row.</summary>
    private static TensorValue Rows(TensorValue tensor)
        => tensor.Shape.IsFlattened ? new TensorValue(tensor.Storage, Shape.Vector(tensor.Shape.Size), tensor.Shape.Size) : tensor;
}
