using NetGen.Generator.Kernels;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>The lowering of convolutions in groups that are smaller than a vector.</summary>
internal static class GroupedLowering
{
    public static void Forward(
        LoweringContext context,
        GroupLanes lanes,
        TensorValue input,
        TensorValue output,
        PlannedParameter weights,
        PlannedParameter? bias,
        WindowGeometry rows,
        WindowGeometry columns) => context.Forward(new GroupedConvolutionKernel(
            context.KernelName("Forward"),
            lanes,
            new ConvolutionSizes(
                Groups: 1,
                lanes.Depth,
                weights.PanelsPerGroup * weights.Panel,
                weights.Panel,
                weights.Spec.Rows,
                weights.Spec.Columns,
                input,
                output,
                AxisTaps.Forward(rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore, rows.Output).ToEquatableArray(),
                AxisTaps.Forward(columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore, columns.Output).ToEquatableArray()),
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            new ParameterOperand("weights", weights, IsGradient: false, IsWritten: false),
            bias is null ? null : new ParameterOperand("bias", bias, IsGradient: false, IsWritten: false),
            new TensorOperand("output", output, IsGradient: false, IsWritten: true),
            context.Rectifies,
            context.Unrolling));

    public static void ParameterGradients(
        LoweringContext context,
        GroupLanes lanes,
        TensorValue input,
        TensorValue output,
        PlannedParameter weights,
        PlannedParameter? bias,
        WindowGeometry rows,
        WindowGeometry columns)
    {
        context.WeightGradient(new GroupedGradientKernel(
            context.KernelName("WeightGradient"),
            lanes,
            new DepthwiseGradientPlan(weights, GroupLanes.Spread(input, depth: 1, weights.Panel), output, rows, columns),
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
            new ParameterOperand("weightGradient", weights, IsGradient: true, IsWritten: true)));
        AffineLowering.BiasGradient(context, output, bias);
    }
}
