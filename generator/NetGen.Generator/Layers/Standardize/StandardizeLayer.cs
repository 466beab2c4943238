using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>(x - mean) * scale for each channel, or for each feature of a vector, flattened or not; both are statistics of data, and not trained.</summary>
internal sealed partial record StandardizeLayer : Layer
{
    public override string Kind => "Standardize";

    public override LayerRole Role => new NormalizationRole(MixesBatch: false, TakesAwayBias: false);

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        yield return ChannelParameters.Declare(ParameterNames.Mean, null, 0, output) with { IsTrained = false };
        yield return ChannelParameters.Declare(ParameterNames.Scale, null, 1, output) with { IsTrained = false };
    }

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override string Describe(LayerNode node)
        => $"{Text.Count(node.OutputShape.Channels, node.OutputShape.IsVector ? "unit" : "channel")} with mean and scale of the data";
}
