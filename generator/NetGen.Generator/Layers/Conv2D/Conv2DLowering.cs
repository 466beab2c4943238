using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record Conv2DLayer
{
    public override bool CanRectify => true;

    public override void Lower(LayerNode node, LoweringContext context)
    {
        TensorValue input = context.Input();
        TensorValue output = context.DefineOutput();
        WindowGeometry rows = Rows(node.InputShapes[0]);
        WindowGeometry columns = Columns(node.InputShapes[0]);
        PlannedParameter weights = context.Parameter(ParameterRole.Weight)!;
        PlannedParameter? bias = context.Parameter(ParameterRole.Bias);
        bool isMatrixMultiply = KernelHeight == 1 && KernelWidth == 1 && StrideHeight == 1 && StrideWidth == 1
            && rows.PaddingBefore == 0 && columns.PaddingBefore == 0 && rows.Output == rows.Input && columns.Output == columns.Input && Groups == 1;
        if (isMatrixMultiply)
        {
            AffineLowering.Forward(context, input, output, weights, bias);
            if (!context.IsTrained) return;
            AffineLowering.Backward(context, input, output, weights, bias);
            return;
        }

        LowerForward(context, input, output, weights, bias, rows, columns);
        if (!context.IsTrained) return;
        AffineLowering.ParameterGradients(context, input, output, bias, new GradientSizes(
            weights,
            weights.Spec.Inputs,
            KernelHeight,
            KernelWidth,
            input,
            output,
            StrideHeight,
            StrideWidth,
            Dilation,
            Dilation,
            rows.PaddingBefore,
            columns.PaddingBefore));
        if (input.Storage.NeedsGradient) LowerInputGradient(context, input, output, weights, rows, columns);
    }

    private static void LowerForward(
        LoweringContext context,
        TensorValue input,
        TensorValue output,
        PlannedParameter weights,
        PlannedParameter? bias,
        WindowGeometry rows,
        WindowGeometry columns)
    {
        ConvolutionSizes sizes = new(
            weights.Spec.Groups,
            weights.Spec.Inputs,
            weights.PanelsPerGroup * weights.Panel,
            weights.Panel,
            weights.Spec.Rows,
            weights.Spec.Columns,
            input,
            output,
            AxisTaps.Forward(rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore, rows.Output).ToEquatableArray(),
            AxisTaps.Forward(columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore, columns.Output).ToEquatableArray());
        context.Forward(new DirectConvolutionKernel(
            context.KernelName("Forward"),
            sizes,
            new TensorOperand("input", input, IsGradient: false, IsWritten: false),
            new ParameterOperand("weights", weights, IsGradient: false, IsWritten: false),
            bias is null ? null : new ParameterOperand("bias", bias, IsGradient: false, IsWritten: false),
            new TensorOperand("output", output, IsGradient: false, IsWritten: true),
            context.Rectifies));
    }

    /// <summary>The gradient of the input is a convolution of the output's gradient with mirrored, transposed weights.</summary>
    private static void LowerInputGradient(
        LoweringContext context, TensorValue input, TensorValue output, PlannedParameter weights, WindowGeometry rows, WindowGeometry columns)
    {
        int channels = weights.Spec.Inputs;
        int panel = Panels.For(channels, weights.Spec.Groups);
        Scratch transposed = context.NewScratch("Transposed", TransposeWeightsKernel.Size(weights, panel));
        context.Prepare(new TransposeWeightsKernel(
            context.KernelName("TransposeWeights"),
            weights,
            new ParameterOperand("weights", weights, IsGradient: false, IsWritten: false),
            new ScratchOperand("transposed", transposed),
            panel));
        ConvolutionSizes sizes = new(
            weights.Spec.Groups,
            weights.Spec.Outputs,
            Panels.RoundUp(channels, panel),
            panel,
            weights.Spec.Rows,
            weights.Spec.Columns,
            output,
            input,
            AxisTaps.InputGradient(rows.Input, rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore).ToEquatableArray(),
            AxisTaps.InputGradient(columns.Input, columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore).ToEquatableArray());
        context.BackwardStep(new DirectConvolutionKernel(
            context.KernelName("InputGradient"),
            sizes,
            new TensorOperand("outputGradient", output, IsGradient: true, IsWritten: false),
            new ScratchOperand("transposed", transposed),
            null,
            new TensorOperand("inputGradient", input, IsGradient: true, IsWritten: true),
            rectify: false));
    }
}
