using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>The last time step of a sequence.</summary>
internal sealed partial record LastLayer : Layer
{
    public override string Kind => "Last";

    public override LayerRole Role => PassingRole.Arrangement;

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Takes;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
        => WindowSpace.Sequence.Accepts(inputs[0], findings) ? Shape.Vector(inputs[0].Channels) : null;

    public override string Describe(LayerNode node) => $"the last of {Text.Count(node.InputShapes[0].Positions, "step")}";
}
