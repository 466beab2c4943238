using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Inverted dropout: in training only.</summary>
/// <param name="Rate">The share of values that are dropped: at least 0, below 1.</param>
internal sealed partial record DropoutLayer(double Rate) : Layer
{
    public override string Kind => "Dropout";

    public override LayerRole Role => new PassingRole(IsLinear: true, IsPooling: false, Rate);

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        double rate = arguments.Number("rate", 0, value => value is >= 0 and < 1, "at least 0 and below 1", "0.5");
        return arguments.IsValid ? new DropoutLayer(rate) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override string Describe(LayerNode node) => $"drops a share of {Text.Of(Rate)} in training";
}
