using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A rectifier whose slope for negative values is trained, one for each channel, or for each feature of a vector.</summary>
internal sealed partial record PReLULayer(double InitialSlope) : ActivationLayer(new PReLUFunction(InitialSlope))
{
    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        double slope = arguments.FiniteNumber("InitialSlope", 0.25);
        return arguments.IsValid ? new PReLULayer(slope) : null;
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        yield return ChannelParameters.Declare(ParameterNames.Weight, Parameter.Weight, InitialSlope, output);
    }

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override string Describe(LayerNode node)
        => $"PReLU, {Text.Count(node.OutputShape.Channels, "slope")} that {(node.OutputShape.Channels == 1 ? "begins" : "begin")} with {Text.Of(InitialSlope)}";
}
