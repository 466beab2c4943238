using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Reads an image or a sequence as one vector; <see cref="Shape.Flatten"/> says in which order.</summary>
internal sealed partial record FlattenLayer : Layer
{
    public override string Kind => "Flatten";

    public override LayerRole Role => PassingRole.Arrangement;

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0].Flatten();

    public override string Describe(LayerNode node) => $"{node.InputShapes[0]} as one vector";
}
