using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A transposed convolution over a channels-last image, or over a sequence: what the gradient of a convolution's input is computed by.</summary>
internal sealed partial record Conv2DTransposeLayer(
    int Filters,
    int KernelHeight,
    int KernelWidth,
    int StrideHeight,
    int StrideWidth,
    WindowPadding Padding,
    int OutputPaddingHeight,
    int OutputPaddingWidth,
    int Dilation,
    int Groups,
    bool UseBias) : Layer
{
    /// <summary>What its windows lie on.</summary>
    public WindowSpace Space { get; init; } = WindowSpace.Image;

    public override string Kind => $"Conv{Space.Suffix}Transpose";

    public override LayerRole Role => new AffineRole(IsConvolution: true, Groups, "filter", WidthArgument: "filters") { IsTransposed = true };

    public static Layer? FromAttribute(WindowSpace space, AttributeArguments arguments)
    {
        int filters = arguments.Positive("filters");
        (int kernelHeight, int kernelWidth) = space.Pair(arguments, "kernel", "KernelHeight", "KernelWidth", 1);
        (int strideHeight, int strideWidth) = space.Pair(arguments, "Stride", "StrideHeight", "StrideWidth", 1);
        int dilation = arguments.Positive("Dilation");
        int groups = arguments.Positive("Groups");
        WindowPadding padding = WindowArguments.Padding(arguments);
        int both = arguments.NotNegative("OutputPadding");
        (int outputHeight, int outputWidth) = space.IsSequence ? (0, both) : (arguments.NotNegative("OutputPaddingHeight", both), arguments.NotNegative("OutputPaddingWidth", both));
        if (!arguments.IsValid) return null;
        WindowArguments.CheckGroups(arguments, filters, groups);
        WindowArguments.CheckPaddingSize(arguments, space, padding, kernelHeight, kernelWidth, dilation, $"{space.Position}s at the border would reach nothing");
        if (padding.Mode == NetGen.Generator.Padding.Same && outputHeight + outputWidth > 0)
        {
            arguments.Reject("has both Padding = Padding.Same, which makes the output the input's size times the stride, and OutputPadding", "Keep one of the two");
        }

        CheckOutputPadding(arguments, "rows", outputHeight, Math.Max(strideHeight, dilation));
        CheckOutputPadding(arguments, space.IsSequence ? "steps" : "columns", outputWidth, Math.Max(strideWidth, dilation));
        return arguments.IsValid
            ? new Conv2DTransposeLayer(
                filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, outputHeight, outputWidth, dilation, groups, arguments.Flag("UseBias", true))
            {
                Space = space,
            }
            : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!Space.Accepts(input, findings) || !WindowArguments.GroupsDivide(Groups, input, findings)) return null;
        (long height, long width) = (Space.IsSequence ? 1 : Extent(input.Height, KernelHeight, StrideHeight, OutputPaddingHeight), Extent(input.Width, KernelWidth, StrideWidth, OutputPaddingWidth));
        if (height < 1 || width < 1)
        {
            findings.Report(
                RuleIds.InvalidArgument,
                $"has PaddingSize = {Text.Of(Padding.Size)}, which cuts off all of its output of {Space.Extent(height + (2L * Padding.Size), width + (2L * Padding.Size))} {Space.Position}s",
                "Write a smaller PaddingSize");
            return null;
        }

        long weights = SizeLimits.Product(Filters / Groups, input.Channels, KernelHeight, KernelWidth);
        if (weights > SizeLimits.MaximumWeights) return SizeLimits.ReportWeights(weights, findings);
        return Space.Shape(height, width, Filters, findings);
    }

    /// <summary>In files [in, out / groups, kernel height, kernel width], as PyTorch has it: the weight of the convolution from the output to the input.</summary>
    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        int channels = inputs[0].Channels;
        Fans fans = Fans.TransposedConvolution(KernelHeight, KernelWidth, channels, Filters, Groups, StrideHeight, StrideWidth);
        yield return new ParameterSpec(
            ParameterNames.Weight,
            Parameter.Weight,
            Groups,
            channels / Groups,
            Filters / Groups,
            KernelHeight,
            KernelWidth,
            Space.FileShape(channels, Filters / Groups, KernelHeight, KernelWidth),
            fans.In,
            fans.Out,
            Initialize.LeCun(fans));
        if (UseBias) yield return ParameterSpec.Vector(ParameterNames.Bias, Parameter.Bias, Filters, Initialize.Constant(0));
    }

    public override long MultiplyAdds(LayerNode node)
        => (long)node.InputShapes[0].Size * KernelHeight * KernelWidth * (Filters / Groups);

    public override SettingList DeclareSettings(LayerNode node)
    {
        (WindowGeometry rows, WindowGeometry columns) = (Rows(node), Columns(node));
        SettingList settings = Conv2DLayer.WithGroups(Space, rows, columns, Groups);
        settings.Add("outputPadding", WindowSettings.Both(Space, Reached(rows), Reached(columns)));
        return settings;

        // Pixels of the result that lie behind the last window.
        static int Reached(WindowGeometry axis) => axis.Input - (((axis.Output - 1) * axis.Stride) + axis.Extent - axis.PaddingBefore - axis.PaddingAfter);
    }

    public override string Describe(LayerNode node)
    {
        string text = $"transposed, {Text.Count(Filters, "filter")} of {Space.Extent(KernelHeight, KernelWidth)}, stride {Space.Stride(StrideHeight, StrideWidth)}, {Padding}";
        if (OutputPaddingHeight + OutputPaddingWidth > 0) text += $", output padding {Space.Stride(OutputPaddingHeight, OutputPaddingWidth)}";
        if (Dilation != 1) text += $", dilation {Text.Of(Dilation)}";
        if (Groups != 1) text += $", {Text.Of(Groups)} groups";
        return UseBias ? text : text + ", no bias";
    }

    private static void CheckOutputPadding(AttributeArguments arguments, string what, int size, int step)
    {
        if (size == 0 || size < step) return;
        arguments.Reject(
            $"has an OutputPadding of {Text.Count(size, "pixel")} along its {what}, which must be less than its stride or dilation, {Text.Of(step)}",
            $"Write OutputPadding = {Text.Of(step - 1)} or less");
    }

    /// <summary>PyTorch's extent, or for SAME the input's times the stride, as in Keras.</summary>
    private long Extent(int input, int kernel, int stride, int outputPadding)
        => Padding.Mode == NetGen.Generator.Padding.Same
            ? (long)input * stride
            : ((input - 1L) * stride) - (2L * Padding.Size) + ((kernel - 1L) * Dilation) + outputPadding + 1;

    /// <summary>How the windows of the convolution from the output to the input lie. Only for shapes that fit.</summary>
    private WindowGeometry Rows(LayerNode node) => Space.IsSequence
        ? WindowGeometry.Create(1, 1, 1, 1, WindowPadding.Valid)!.Value
        : Axis(node.InputShapes[0].Height, node.OutputShape.Height, KernelHeight, StrideHeight);

    /// <inheritdoc cref="Rows"/>
    private WindowGeometry Columns(LayerNode node) => Axis(node.InputShapes[0].Width, node.OutputShape.Width, KernelWidth, StrideWidth);

    private WindowGeometry Axis(int input, int output, int kernel, int stride)
        => Padding.Mode == NetGen.Generator.Padding.Same
            ? WindowGeometry.Create(output, kernel, stride, Dilation, Padding)!.Value
            : new WindowGeometry(output, kernel, stride, Dilation, Padding.Size, Padding.Size, input);
}
