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

    /// <summary>A convolution of one step's window, whose vectors of weights have outputs of one group alone.</summary>
    public static void Choose(
        WindowProduct product, KernelBuilder builder, StepHistory history, MemoryOperand weights, MemoryOperand? bias, TensorOperand output)
        => builder.ForwardInference(new StepConvolutionKernel(
            builder.KernelName("Forward"),
            WindowOf(product, builder, isTapByTap: true),
            TensorOperand.Read("window", builder.Value(history.Output)),
            TensorOperand.Read("newest", builder.Value(history.Input)),
            weights,
            bias,
            output));

    /// <summary>The kernel of a convolution channel by channel, or with groups side by side: where its input is the window of one step, with what is done while that begins before the sequence.</summary>
    public static Kernel WithStart(WindowProduct product, KernelBuilder builder, Kernel kernel)
        => product.Dilation == 0 ? kernel : new StepStartKernel(kernel, WindowOf(product, builder, isTapByTap: false));

    private static StepWindow WindowOf(WindowProduct product, KernelBuilder builder, bool isTapByTap) => new(
        product.Input.Shape.Positions,
        product.Dilation,
        builder.Value(product.Input).Pitch,
        product.Input.Shape.Channels / product.Groups,
        product.Groups,
        product.Output.Shape.Channels / product.Groups,
        builder.Parameter(product.Weight),
        product.Bias is not null,
        builder.Rectifies,
        isTapByTap);
}
