using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Batch normalisation per channel; for a vector, flattened or not, per feature.</summary>
/// <param name="Momentum">The newest batch's weight in the running statistics (PyTorch's meaning).</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed partial record BatchNormLayer(double Momentum, double Epsilon) : Layer
{
    public override string Kind => "BatchNorm";

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        double momentum = arguments.Number("Momentum", 0.1, value => value is > 0 and <= 1, "above 0 and at most 1", "0.1");
        double epsilon = arguments.PositiveNumber("Epsilon", 1e-5, "1e-5");
        return arguments.IsValid ? new BatchNormLayer(momentum, epsilon) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        yield return ParameterSpec.PerChannel(ParameterNames.Weight, Parameter.Weight, output, Initialize.Constant(1));
        yield return ParameterSpec.PerChannel(ParameterNames.Bias, Parameter.Bias, output, Initialize.Constant(0));
        yield return ParameterSpec.PerChannel(ParameterNames.RunningMean, null, output, Initialize.Constant(0)) with { IsTrained = false };
        yield return ParameterSpec.PerChannel(ParameterNames.RunningVariance, null, output, Initialize.Constant(1)) with { IsTrained = false };
    }

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override string Describe(LayerNode node)
        => $"{node.Find(Parameter.Weight)!.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)} channels normalised over the batch, momentum {Text.Of(Momentum)}, epsilon {Text.Of(Epsilon)}";
}
