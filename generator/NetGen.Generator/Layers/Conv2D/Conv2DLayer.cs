using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Machine;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A two-dimensional convolution over a channels-last image.</summary>
internal sealed partial record Conv2DLayer(
    int Filters,
    int KernelHeight,
    int KernelWidth,
    int StrideHeight,
    int StrideWidth,
    WindowPadding Padding,
    int Dilation,
    int Groups,
    bool UseBias,
    ConvolutionAlgorithm Algorithm) : Layer
{
    public override string Kind => "Conv2D";

    public override LayerRole Role => new AffineRole(IsConvolution: true, Groups, "filter", WidthArgument: "filters");

    public static Layer? FromAttribute(AttributeArguments arguments) => Read(arguments, arguments.Positive("filters"), arguments.Positive("Groups"));

    /// <summary>What is left of the arguments: the window, and how it is computed.</summary>
    public static Conv2DLayer? Read(AttributeArguments arguments, int filters, int groups)
    {
        (int kernelHeight, int kernelWidth) = WindowArguments.Pair(arguments, "kernel", "KernelHeight", "KernelWidth", 1);
        (int strideHeight, int strideWidth) = WindowArguments.Pair(arguments, "Stride", "StrideHeight", "StrideWidth", 1);
        int dilation = arguments.Positive("Dilation");
        WindowPadding padding = WindowArguments.Padding(arguments);
        ConvolutionAlgorithm algorithm = arguments.Choice("Algorithm", ConvolutionAlgorithm.Auto);
        if (!arguments.IsValid) return null;
        WindowArguments.CheckGroups(arguments, filters, groups);
        WindowArguments.CheckPaddingSize(arguments, padding, kernelHeight, kernelWidth, dilation);
        return arguments.IsValid
            ? new Conv2DLayer(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, groups, arguments.Flag("UseBias", true), algorithm)
            : null;
    }

    /// <summary>How the windows lie along the rows. Only for a shape that <see cref="InferShape"/> has accepted.</summary>
    public WindowGeometry Rows(Shape input) => CreateRows(input)!.Value;

    /// <summary>How the windows lie along the columns. Only for a shape that <see cref="InferShape"/> has accepted.</summary>
    public WindowGeometry Columns(Shape input) => CreateColumns(input)!.Value;

    public override (WindowGeometry Rows, WindowGeometry Columns)? Windows(Shape input) => (Rows(input), Columns(input));

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!WindowArguments.IsImage(input, findings) || !WindowArguments.GroupsDivide(Groups, input, findings)) return null;
        if (CreateRows(input) is not { } rows || CreateColumns(input) is not { } columns)
        {
            return WindowArguments.ReportTooLarge(KernelHeight, KernelWidth, Dilation, Padding, input, findings);
        }

        long weights = SizeLimits.Product(Filters, input.Channels / Groups, KernelHeight, KernelWidth);
        if (weights > SizeLimits.MaximumWeights) return SizeLimits.ReportWeights(weights, findings);
        return SizeLimits.Image(rows.Output, columns.Output, Filters, findings);
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        int channels = inputs[0].Channels;
        Fans fans = Fans.Convolution(KernelHeight, KernelWidth, channels, Filters, Groups);
        yield return new ParameterSpec(
            ParameterNames.Weight,
            Parameter.Weight,
            Groups,
            Filters / Groups,
            channels / Groups,
            KernelHeight,
            KernelWidth,
            EquatableArray.Of(Filters, channels / Groups, KernelHeight, KernelWidth),
            fans.In,
            fans.Out,
            Initialize.LeCun(fans));
        if (UseBias) yield return ParameterSpec.Vector(ParameterNames.Bias, Parameter.Bias, Filters, Initialize.Constant(0));
    }

    public override long? StraightLineOperations(LayerNode node) => UnrollBudget.OperationsOfConvolution(KernelWidth, node.InputShapes[0].Channels / Groups);

    public override long MultiplyAdds(LayerNode node)
        => (long)node.OutputShape.Size * KernelHeight * KernelWidth * (node.InputShapes[0].Channels / Groups);

    public override string Describe(LayerNode node)
    {
        string text = $"{Text.Count(Filters, "filter")} of {Text.Window(KernelHeight, KernelWidth)}, stride {Text.Stride(StrideHeight, StrideWidth)}, {Padding}";
        if (Dilation != 1) text += $", dilation {Text.Of(Dilation)}";
        if (Groups != 1) text += $", {Text.Of(Groups)} groups";
        return UseBias ? text : text + ", no bias";
    }

    private WindowGeometry? CreateRows(Shape input) => WindowGeometry.Create(input.Height, KernelHeight, StrideHeight, Dilation, Padding);

    private WindowGeometry? CreateColumns(Shape input) => WindowGeometry.Create(input.Width, KernelWidth, StrideWidth, Dilation, Padding);
}
