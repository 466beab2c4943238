using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Machine;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A convolution over a channels-last image, or over a sequence.</summary>
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
    /// <summary>What its windows lie on.</summary>
    public WindowSpace Space { get; init; } = WindowSpace.Image;

    public override string Kind => "Conv" + Space.Suffix;

    public override LayerRole Role => new AffineRole(IsConvolution: true, Groups, "filter", WidthArgument: "filters");

    public override LengthUse UseOfLengths(Shape input) => WindowArguments.UseOfLengths(Windows(input));

    public static Layer? FromAttribute(WindowSpace space, AttributeArguments arguments)
        => Read(space, arguments, arguments.Positive("filters"), arguments.Positive("Groups"));

    /// <summary>What is left of the arguments: the window, and how it is computed.</summary>
    public static Conv2DLayer? Read(WindowSpace space, AttributeArguments arguments, int filters, int groups)
    {
        (int kernelHeight, int kernelWidth) = space.Pair(arguments, "kernel", "KernelHeight", "KernelWidth", 1);
        (int strideHeight, int strideWidth) = space.Pair(arguments, "Stride", "StrideHeight", "StrideWidth", 1);
        int dilation = arguments.Positive("Dilation");
        WindowPadding padding = WindowArguments.Padding(arguments, mayBeCausal: space.IsSequence);
        ConvolutionAlgorithm algorithm = arguments.Choice("Algorithm", ConvolutionAlgorithm.Auto);
        if (!arguments.IsValid) return null;
        WindowArguments.CheckGroups(arguments, filters, groups);
        WindowArguments.CheckPaddingSize(arguments, space, padding, kernelHeight, kernelWidth, dilation);
        return arguments.IsValid
            ? new Conv2DLayer(filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, dilation, groups, arguments.Flag("UseBias", true), algorithm)
            {
                Space = space,
            }
            : null;
    }

    /// <summary>A convolution of single pixels, or steps.</summary>
    public static Conv2DLayer OfPositions(WindowSpace space, int filters, bool useBias)
        => new(filters, 1, 1, 1, 1, WindowPadding.Valid, Dilation: 1, Groups: 1, useBias, ConvolutionAlgorithm.Auto) { Space = space };

    /// <summary>How the windows lie along the rows. Only for a shape that <see cref="InferShape"/> has accepted.</summary>
    public WindowGeometry Rows(Shape input) => CreateRows(input)!.Value;

    /// <summary>How the windows lie along the columns. Only for a shape that <see cref="InferShape"/> has accepted.</summary>
    public WindowGeometry Columns(Shape input) => CreateColumns(input)!.Value;

    public override (WindowGeometry Rows, WindowGeometry Columns)? Windows(Shape input) => (Rows(input), Columns(input));

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!Space.Accepts(input, findings) || !WindowArguments.GroupsDivide(Groups, input, findings)) return null;
        if (CreateRows(input) is not { } rows || CreateColumns(input) is not { } columns)
        {
            return WindowArguments.ReportTooLarge(Space, KernelHeight, KernelWidth, Dilation, Padding, input, findings);
        }

        long weights = SizeLimits.Product(Filters, input.Channels / Groups, KernelHeight, KernelWidth);
        if (weights > SizeLimits.MaximumWeights) return SizeLimits.ReportWeights(weights, findings);
        return Space.Shape(rows.Output, columns.Output, Filters, findings);
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
            Space.FileShape(Filters, channels / Groups, KernelHeight, KernelWidth),
            fans.In,
            fans.Out,
            Initialize.LeCun(fans));
        if (UseBias) yield return ParameterSpec.Vector(ParameterNames.Bias, Parameter.Bias, Filters, Initialize.Constant(0));
    }

    public override long? StraightLineOperations(LayerNode node) => UnrollBudget.OperationsOfConvolution(KernelWidth, node.InputShapes[0].Channels / Groups);

    public override long MultiplyAdds(LayerNode node)
        => (long)node.OutputShape.Size * KernelHeight * KernelWidth * (node.InputShapes[0].Channels / Groups);

    public override SettingList DeclareSettings(LayerNode node) => WithGroups(Space, Rows(node.InputShapes[0]), Columns(node.InputShapes[0]), Groups);

    public override string Describe(LayerNode node)
    {
        string text = $"{Text.Count(Filters, "filter")} of {Space.Extent(KernelHeight, KernelWidth)}, stride {Space.Stride(StrideHeight, StrideWidth)}, {Padding}";
        if (Dilation != 1) text += $", dilation {Text.Of(Dilation)}";
        if (Groups != 1) text += $", {Text.Of(Groups)} groups";
        return UseBias ? text : text + ", no bias";
    }

    /// <summary>Windows, and into how many groups channels are divided.</summary>
    public static SettingList WithGroups(WindowSpace space, WindowGeometry rows, WindowGeometry columns, int groups)
    {
        SettingList settings = WindowSettings.Of(space, rows, columns);
        settings.Add("groups", groups);
        return settings;
    }

    private WindowGeometry? CreateRows(Shape input) => Space.Rows(input.Height, KernelHeight, StrideHeight, Dilation, Padding);

    private WindowGeometry? CreateColumns(Shape input) => WindowGeometry.Create(input.Width, KernelWidth, StrideWidth, Dilation, Padding);
}
