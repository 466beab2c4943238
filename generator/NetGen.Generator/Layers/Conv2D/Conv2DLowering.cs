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
        PlannedParameter weights = context.Parameter(Parameter.Weight)!;
        PlannedParameter? bias = context.Parameter(Parameter.Bias);
        bool isMatrixMultiply = KernelHeight == 1 && KernelWidth == 1 && StrideHeight == 1 && StrideWidth == 1
            && rows.PaddingBefore == 0 && columns.PaddingBefore == 0 && rows.Output == rows.Input && columns.Output == columns.Input && Groups == 1;
        if (isMatrixMultiply)
        {
            if (context.Unrolling.WritesOutConvolution(1, weights.Depth)) LowerForward(context, input, output, weights, bias, rows, columns, winograd: null);
            else AffineLowering.Forward(context, input, output, weights, bias);
            if (!context.IsTrained) return;
            AffineLowering.Backward(context, input, output, weights, bias);
            return;
        }

        if (IsDepthwise(input.Shape.Channels))
        {
            DepthwiseLowering.Lower(context, output, weights, bias, rows, columns);
            return;
        }

        if (IsSideBySide)
        {
            GroupedLowering.Forward(context, Lanes(input), input, output, weights, bias, rows, columns);
            if (!context.IsTrained) return;
            GroupedLowering.ParameterGradients(context, Lanes(input), input, output, weights, bias, rows, columns);
            if (input.Storage.NeedsGradient) LowerInputGradient(context, input, output, weights, rows, columns);
            return;
        }

        WinogradPlan? winograd = ChooseWinograd(
            context.Unrolling, weights, new WinogradSizes(weights.Spec.Inputs, weights.PanelsPerGroup * weights.Panel, KernelHeight, input, output, rows.PaddingBefore, columns.PaddingBefore));
        LowerForward(context, input, output, weights, bias, rows, columns, winograd);
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
            columns.PaddingBefore), winograd);
        if (input.Storage.NeedsGradient) LowerInputGradient(context, input, output, weights, rows, columns);
    }

    private static void LowerForward(
        LoweringContext context,
        TensorValue input,
        TensorValue output,
        PlannedParameter weights,
        PlannedParameter? bias,
        WindowGeometry rows,
        WindowGeometry columns,
        WinogradPlan? winograd)
    {
        TensorOperand inputOperand = new("input", input, IsGradient: false, IsWritten: false);
        TensorOperand outputOperand = new("output", output, IsGradient: false, IsWritten: true);
        ParameterOperand weightOperand = new("weights", weights, IsGradient: false, IsWritten: false);
        ParameterOperand? biasOperand = bias is null ? null : new ParameterOperand("bias", bias, IsGradient: false, IsWritten: false);
        if (winograd is not null)
        {
            DerivedOperand transformed = new("weights", context.NewDerived("Transformed", WinogradWeightsKernel.Size(winograd)));
            context.Derive(new WinogradWeightsKernel(
                context.KernelName("TransformWeights"), winograd, weightOperand, transformed with { Name = "transformed" }, isMirrored: false));
            context.Forward(new WinogradConvolutionKernel(
                context.KernelName("Forward"), winograd, inputOperand, transformed, biasOperand, outputOperand, context.Rectifies));
            return;
        }

        ConvolutionSizes sizes = new(
            weights.Groups,
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
            context.KernelName("Forward"), sizes, inputOperand, weightOperand, biasOperand, outputOperand, context.Rectifies, context.Unrolling));
    }

    /// <summary>Winograd's algorithm where it can be used and pays, or where it was asked for and can be used.</summary>
    private WinogradPlan? ChooseWinograd(UnrollPolicy unrolling, PlannedParameter weights, WinogradSizes sizes)
    {
        bool isPossible = KernelHeight == KernelWidth && StrideHeight == 1 && StrideWidth == 1 && Dilation == 1 && Groups == 1 && weights.Panel == Panels.Largest;
        if (!isPossible || Algorithm == ConvolutionAlgorithm.Direct) return null;
        if (Algorithm == ConvolutionAlgorithm.Auto && !unrolling.ChoosesWinograd) return null;
        return WinogradPlan.Create(sizes, Algorithm == ConvolutionAlgorithm.Winograd);
    }

    /// <summary>Whether vectors hold results of several groups.</summary>
    private bool IsSideBySide => GroupLanes.Pays(Groups, Filters / Groups, KernelHeight * KernelWidth);

    /// <summary>Whether every channel of the input has one filter of its own.</summary>
    private bool IsDepthwise(int channels) => Groups > 1 && Groups == channels && Groups == Filters;

    private GroupLanes Lanes(TensorValue input) => new(Groups, input.Shape.Channels / Groups, Filters / Groups);

    /// <summary>The gradient of the input is a convolution of the output's gradient with mirrored, transposed weights.</summary>
    private void LowerInputGradient(
        LoweringContext context, TensorValue input, TensorValue output, PlannedParameter weights, WindowGeometry rows, WindowGeometry columns)
    {
        int channels = weights.Spec.Inputs;
        int filters = Filters / Groups;
        int taps = KernelHeight * KernelWidth;
        bool isSideBySide = GroupLanes.Pays(Groups, channels, taps);
        int panel = isSideBySide ? Panels.For(input.Shape.Channels) : Panels.For(channels, Groups);
        WeightOrder order = new(channels, filters, taps, panel, isSideBySide);
        Scratch transposed = context.NewScratch("Transposed", order.Size(Groups));
        context.Prepare(new TransposeWeightsKernel(
            context.KernelName("TransposeWeights"),
            Groups,
            new WeightOrder(filters, channels, taps, weights.Panel, IsSideBySide),
            order,
            new ParameterOperand("weights", weights, IsGradient: false, IsWritten: false),
            new ScratchOperand("transposed", transposed)));
        TensorOperand gradientOperand = new("outputGradient", output, IsGradient: true, IsWritten: false);
        TensorOperand resultOperand = new("inputGradient", input, IsGradient: true, IsWritten: true);
        WinogradPlan? winograd = panel != Panels.Largest || isSideBySide ? null : ChooseWinograd(context.Unrolling, weights, new WinogradSizes(
            filters,
            Panels.RoundUp(channels, panel),
            KernelHeight,
            output,
            input,
            KernelHeight - 1 - rows.PaddingBefore,
            KernelWidth - 1 - columns.PaddingBefore));
        if (winograd is not null)
        {
            ScratchOperand transformed = new("weights", context.NewScratch("Mirrored", WinogradWeightsKernel.Size(winograd)));
            context.PrepareSecond(new WinogradWeightsKernel(
                context.KernelName("MirrorWeights"), winograd, new ScratchOperand("transposed", transposed), transformed with { Name = "mirrored" }, isMirrored: true));
            context.BackwardStep(new WinogradConvolutionKernel(
                context.KernelName("InputGradient"), winograd, gradientOperand, transformed, null, resultOperand, rectify: false));
            return;
        }

        ConvolutionSizes sizes = new(
            isSideBySide ? 1 : Groups,
            filters,
            Panels.RoundUp(isSideBySide ? input.Shape.Channels : channels, panel),
            panel,
            weights.Spec.Rows,
            weights.Spec.Columns,
            output,
            input,
            AxisTaps.InputGradient(rows.Input, rows.Kernel, rows.Stride, rows.Dilation, rows.PaddingBefore).ToEquatableArray(),
            AxisTaps.InputGradient(columns.Input, columns.Kernel, columns.Stride, columns.Dilation, columns.PaddingBefore).ToEquatableArray());
        ScratchOperand weightOperand = new("transposed", transposed);
        string name = context.KernelName("InputGradient");
        context.BackwardStep(isSideBySide
            ? new GroupedConvolutionKernel(
                name, new GroupLanes(Groups, filters, channels), sizes, gradientOperand, weightOperand, null, resultOperand, rectify: false, context.Unrolling)
            : new DirectConvolutionKernel(name, sizes, gradientOperand, weightOperand, null, resultOperand, rectify: false, context.Unrolling));
    }
}
