using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of what a step of a sequence remembers of those before it.</summary>
internal static class StepChoice
{
    public static void Choose(StepHistory history, KernelBuilder builder)
    {
        TensorValue input = builder.Value(history.Input);
        TensorValue ring = builder.NewState(history.Output.Name + "History", Shape.Sequence(history.Reach + 1, input.Shape.Channels));
        TensorValue window = builder.Define(history.Output);
        builder.ForwardInference(new StepHistoryKernel(
            builder.KernelName("History"),
            history.Dilation,
            TensorOperand.Read("input", input),
            new TensorOperand("history", ring, IsGradient: false, Access.Update),
            TensorOperand.Write("window", window)));
    }

    /// <summary>The kernel of a convolution's forward pass: where its input is the window of one step, with what is done while that begins before the sequence.</summary>
    public static Kernel WithStart(WindowProduct product, KernelBuilder builder, Kernel kernel)
    {
        if (product.Dilation == 0) return kernel;
        Tensor window = product.Input;
        return new StepConvolutionKernel(kernel, new StepWindow(
            window.Shape.Positions,
            product.Dilation,
            builder.Value(window).Pitch,
            window.Shape.Channels / product.Groups,
            product.Groups,
            product.Output.Shape.Channels / product.Groups,
            builder.Parameter(product.Weight),
            product.Bias is not null,
            builder.Rectifies));
    }
}
