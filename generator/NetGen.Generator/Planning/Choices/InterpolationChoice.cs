using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of enlarging an image.</summary>
internal static class InterpolationChoice
{
    public static void Choose(BilinearInterpolation interpolation, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(interpolation.Input);
        TensorValue output = builder.Define(interpolation.Output);
        BilinearSizes sizes = new(input, output, interpolation.RowFactor, interpolation.ColumnFactor);
        builder.Forward(new BilinearForwardKernel(builder.KernelName("Forward"), sizes, TensorOperand.Read("input", input), TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(interpolation.Input)) return;
        builder.Backward(new BilinearGradientKernel(
            builder.KernelName("InputGradient"),
            sizes,
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }
}
