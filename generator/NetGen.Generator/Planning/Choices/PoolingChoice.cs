using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of pooling.</summary>
internal static class PoolingChoice
{
    public static void Choose(WindowReduction reduction, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(reduction.Input);
        TensorValue output = builder.Define(reduction.Output);
        (var rows, var columns) = (reduction.Rows, reduction.Columns);
        PoolingSizes sizes = new(
            reduction.TakesMaximum, rows.Kernel, columns.Kernel, rows.Stride, columns.Stride, rows.PaddingBefore, columns.PaddingBefore, input, output)
        { HasUnequalBins = reduction.HasUnequalBins, Lengths = StepLengthText.OperandOf(builder.ValueIfAny(reduction.Lengths)) };
        builder.Forward(new PoolingForwardKernel(
            builder.KernelName("Forward"), sizes, TensorOperand.Read("input", input), TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(reduction.Input)) return;
        builder.Backward(new PoolingGradientKernel(
            builder.KernelName("InputGradient"),
            sizes,
            TensorOperand.Read("input", input),
            TensorOperand.Read("output", output),
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }
}
