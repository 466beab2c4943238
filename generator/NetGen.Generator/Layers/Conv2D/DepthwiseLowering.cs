using NetGen.Generator.Kernels;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>The lowering of convolutions in which every channel has one filter of its own.</summary>
internal static class DepthwiseLowering
{
    public static void Lower(
        LoweringContext context, TensorValue output, PlannedParameter weights, PlannedParameter? bias, WindowGeometry rows, WindowGeometry columns)
    {
        // Vectors are loaded whole: pixels of the caller's input must be as far apart as those of the result.
        TensorValue input = context.Input().Pitch == output.Pitch ? context.Input() : context.PaddedInput();
        context.Forward(new DepthwiseConvolutionKernel(
            context.KernelName("Forward"),
            Sizes(
                weights,
                input,
                output,
                AxisTaps.Forward(rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore, rows.Output),
                AxisTaps.Forward(columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore, columns.Output)),
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            new ParameterOperand("weights", weights, IsGradient: false, IsWritten: false),
            bias is null ? null : new ParameterOperand("bias", bias, IsGradient: false, IsWritten: false),
            new TensorOperand("output", output, IsGradient: false, IsWritten: true),
            context.Rectifies));
        if (!context.IsTrained) return;
        TensorOperand outputGradient = new("outputGradient", output, IsGradient: true, IsWritten: false);
        context.WeightGradient(new DepthwiseGradientKernel(
            context.KernelName("WeightGradient"),
            new DepthwiseGradientPlan(weights, input, output, rows, columns),
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            outputGradient,
            new ParameterOperand("weightGradient", weights, IsGradient: true, IsWritten: true)));
        AffineLowering.BiasGradient(context, output, bias);
        if (!input.Storage.NeedsGradient) return;
        context.BackwardStep(new DepthwiseConvolutionKernel(
            context.KernelName("InputGradient"),
            Sizes(
                weights,
                output,
                input,
                AxisTaps.InputGradient(rows.Input, rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore),
                AxisTaps.InputGradient(columns.Input, columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore)),
            outputGradient,
            new ParameterOperand("weights", weights, IsGradient: false, IsWritten: false),
            null,
            new TensorOperand("inputGradient", input, IsGradient: true, IsWritten: true),
            rectify: false));
    }

    private static ConvolutionSizes Sizes(
        PlannedParameter weights, TensorValue input, TensorValue output, IReadOnlyList<AxisTaps> rows, IReadOnlyList<AxisTaps> columns) => new(
        Groups: 1,
        Depth: 1,
        weights.PanelsPerGroup * weights.Panel,
        weights.Panel,
        weights.Spec.Rows,
        weights.Spec.Columns,
        input,
        output,
        rows.ToEquatableArray(),
        columns.ToEquatableArray());
}
