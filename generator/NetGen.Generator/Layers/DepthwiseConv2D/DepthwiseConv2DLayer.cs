using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A convolution of each channel by itself: one in as many groups as its input has channels.</summary>
/// <param name="Multiplier">Filters of each channel.</param>
/// <param name="OfOneChannel">What such a convolution is of an input of one channel: window, padding and bias are the same for any.</param>
internal sealed partial record DepthwiseConv2DLayer(int Multiplier, Conv2DLayer OfOneChannel) : Layer
{
    public override string Kind => "DepthwiseConv" + OfOneChannel.Space.Suffix;

    public override LayerRole Role => new AffineRole(IsConvolution: true, AffineRole.AsManyAsChannels, "filter", WidthArgument: null);

    public override LengthUse UseOfLengths(Shape input) => WindowArguments.UseOfLengths(Windows(input));

    public static Layer? FromAttribute(WindowSpace space, AttributeArguments arguments) => Read(space, arguments, arguments.Flag("UseBias", true));

    /// <summary>What is left of the arguments: filters of each channel, and the window.</summary>
    public static DepthwiseConv2DLayer? Read(WindowSpace space, AttributeArguments arguments, bool useBias)
    {
        int multiplier = arguments.Positive("Multiplier");
        return Conv2DLayer.Read(space, arguments, multiplier, groups: 1) is { } convolution ? new DepthwiseConv2DLayer(multiplier, convolution with { UseBias = useBias }) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!OfOneChannel.Space.Accepts(input, findings)) return null;

        // Before the product is taken for a number of filters: it may be none that an int can hold.
        return SizeLimits.Positions(input, SizeLimits.Product(input.Channels, Multiplier), findings) is null ? null : Convolution(input).InferShape(inputs, findings);
    }

    public override (WindowGeometry Rows, WindowGeometry Columns)? Windows(Shape input) => OfOneChannel.Windows(input);

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output) => Convolution(inputs[0]).DeclareParameters(inputs, output);

    public override long? StraightLineOperations(LayerNode node) => Convolution(node).StraightLineOperations(node);

    public override long MultiplyAdds(LayerNode node) => Convolution(node).MultiplyAdds(node);

    public override SettingList DeclareSettings(LayerNode node) => Convolution(node).DeclareSettings(node);

    public override string Describe(LayerNode node) => Convolution(node).Describe(node);

    private Conv2DLayer Convolution(LayerNode node) => Convolution(node.InputShapes[0]);

    private Conv2DLayer Convolution(Shape input) => OfOneChannel with { Filters = input.Channels * Multiplier, Groups = input.Channels };
}
