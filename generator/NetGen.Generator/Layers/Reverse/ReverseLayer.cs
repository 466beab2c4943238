using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A sequence from its last step to its first.</summary>
internal sealed partial record ReverseLayer : Layer
{
    public override string Kind => "Reverse";

    public override LayerRole Role => PassingRole.Arrangement;

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Takes;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => WindowSpace.Sequence.Accepts(inputs[0], findings) ? inputs[0] : null;

    public override string Describe(LayerNode node) => $"{Text.Count(node.OutputShape.Positions, "step")} from the last to the first";
}
