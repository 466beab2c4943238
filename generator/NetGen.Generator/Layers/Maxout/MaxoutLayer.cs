using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>The largest of each few channels that stand side by side.</summary>
internal sealed partial record MaxoutLayer(int Pieces) : Layer
{
    public override string Kind => "Maxout";

    /// <summary>Not a function of one number: what checks and initialisers know of activations does not hold.</summary>
    public override LayerRole Role => new OtherRole();

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Keeps;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int pieces = arguments.Positive("pieces");
        return arguments.IsValid ? new MaxoutLayer(pieces) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
        => ChannelParts.Divide(inputs[0], Pieces, $"takes the largest of each {Text.Grouped(Pieces)} of", findings);

    public override SettingList DeclareSettings(LayerNode node) => new() { { "pieces", Pieces } };

    public override string Describe(LayerNode node) => $"the largest of each {Text.Count(Pieces, node.InputShapes[0].IsImage ? "channel" : "feature")}";
}
