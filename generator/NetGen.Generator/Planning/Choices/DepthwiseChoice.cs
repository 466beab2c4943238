using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of convolutions in which every channel has one filter of its own.</summary>
internal static class DepthwiseChoice
{
    public static void Choose(WindowProduct product, KernelBuilder builder)
    {
        (WindowGeometry rows, WindowGeometry columns) = (product.Rows, product.Columns);
        TensorValue output = builder.Define(product.Output);
        PlannedParameter weights = builder.Parameter(product.Weight);
        PlannedParameter? bias = builder.ParameterIfAny(product.Bias);
        // Vectors are loaded whole: pixels of the caller's input must be as far apart as those of the result.
        TensorValue given = builder.Value(product.Input);
        TensorValue input = given.Pitch == output.Pitch ? given : builder.Padded(product.Input);
        ConvolutionSizes sizes = Sizes(
            weights,
            input,
            output,
            AxisTaps.Forward(rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore, rows.Output),
            AxisTaps.Forward(columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore, columns.Output));
        foreach (ProductForm form in builder.FormsOf(weights, bias))
        {
            form.Add(StepChoice.WithStart(product, builder, new DepthwiseConvolutionKernel(
                builder.KernelName(form.Purpose),
                sizes,
                TensorOperand.Read("input", input),
                form.Weights,
                form.Bias,
                TensorOperand.Write("output", output),
                form.Rectifies)));
        }

        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        builder.Backward(new DepthwiseGradientKernel(
            builder.KernelName("WeightGradient"),
            new DepthwiseGradientPlan(weights, input, output, rows, columns),
            TensorOperand.Read("input", input),
            outputGradient,
            ParameterOperand.ContributeGradient("weightGradient", weights)));
        MatrixProductChoice.BiasGradient(builder, output, bias);
        if (!builder.NeedsGradient(product.Input)) return;
        builder.Backward(new DepthwiseConvolutionKernel(
            builder.KernelName("InputGradient"),
            Sizes(
                weights,
                output,
                input,
                AxisTaps.InputGradient(rows.Input, rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore),
                AxisTaps.InputGradient(columns.Input, columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore)) with
            { AreMirrored = true },
            outputGradient,
            ParameterOperand.Read("weights", weights),
            null,
            TensorOperand.ContributeGradient("inputGradient", input),
            rectify: false));
    }

    /// <summary>A transposed convolution: the same sums, of which the image's gives the values.</summary>
    public static void ChooseTransposed(
        TransposedWindowProduct product, KernelBuilder builder, TensorValue input, TensorValue output, PlannedParameter weights, PlannedParameter? bias)
    {
        (WindowGeometry rows, WindowGeometry columns) = (product.Rows, product.Columns);
        builder.Forward(new DepthwiseConvolutionKernel(
            builder.KernelName("Forward"),
            Sizes(
                weights,
                input,
                output,
                AxisTaps.InputGradient(rows.Input, rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore),
                AxisTaps.InputGradient(columns.Input, columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore)) with
            { AreMirrored = true },
            TensorOperand.Read("input", input),
            ParameterOperand.Read("weights", weights),
            ParameterOperand.ReadIfAny("bias", bias),
            TensorOperand.Write("output", output),
            builder.Rectifies));
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        builder.Backward(new DepthwiseGradientKernel(
            builder.KernelName("WeightGradient"),
            new DepthwiseGradientPlan(weights, output, input, rows, columns),
            outputGradient,
            TensorOperand.Read("input", input),
            ParameterOperand.ContributeGradient("weightGradient", weights)));
        MatrixProductChoice.BiasGradient(builder, output, bias);
        if (!builder.NeedsGradient(product.Input)) return;
        builder.Backward(new DepthwiseConvolutionKernel(
            builder.KernelName("InputGradient"),
            Sizes(
                weights,
                output,
                input,
                AxisTaps.Forward(rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore, rows.Output),
                AxisTaps.Forward(columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore, columns.Output)),
            outputGradient,
            ParameterOperand.Read("weights", weights),
            null,
            TensorOperand.ContributeGradient("inputGradient", input),
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
