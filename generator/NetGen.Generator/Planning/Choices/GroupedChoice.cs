using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of convolutions in groups that are smaller than a vector.</summary>
internal static class GroupedChoice
{
    public static void Forward(
        KernelBuilder builder,
        GroupLanes lanes,
        TensorValue input,
        TensorValue output,
        PlannedParameter weights,
        PlannedParameter? bias,
        WindowGeometry rows,
        WindowGeometry columns) => builder.Forward(new GroupedConvolutionKernel(
            builder.KernelName("Forward"),
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
            TensorOperand.Read("input", input),
            ParameterOperand.Read("weights", weights),
            ParameterOperand.ReadIfAny("bias", bias),
            TensorOperand.Write("output", output),
            builder.Rectifies,
            builder.Unrolling));

    public static void ParameterGradients(
        KernelBuilder builder,
        GroupLanes lanes,
        TensorValue input,
        TensorValue output,
        PlannedParameter weights,
        PlannedParameter? bias,
        WindowGeometry rows,
        WindowGeometry columns)
    {
        builder.Backward(new GroupedGradientKernel(
            builder.KernelName("WeightGradient"),
            lanes,
            new DepthwiseGradientPlan(weights, GroupLanes.Spread(input, depth: 1, weights.Panel), output, rows, columns),
            TensorOperand.Read("input", input),
            TensorOperand.ReadGradient("outputGradient", output),
            ParameterOperand.ContributeGradient("weightGradient", weights)));
        MatrixProductChoice.BiasGradient(builder, output, bias);
    }
}
