using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>The first half of the channels times a function of the second half.</summary>
/// <param name="Unit">The attribute's name.</param>
/// <param name="Gate">The function.</param>
internal sealed partial record GatedLinearUnitLayer(string Unit, ActivationFunction Gate) : Layer
{
    public override string Kind => Unit;

    /// <summary>Not a function of one number: what checks and initialisers know of activations does not hold.</summary>
    public override LayerRole Role => new OtherRole();

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Keeps;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => ChannelParts.Divide(inputs[0], 2, "halves", findings);

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override SettingList DeclareSettings(LayerNode node) => new() { { "gate", Gate.Kind } };

    public override string Describe(LayerNode node) => $"the first half of its {(node.InputShapes[0].IsImage ? "channels" : "features")} times {Gate.Kind} of the second";
}
