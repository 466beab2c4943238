using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A rectifier whose slope for negative values is trained: one for each channel, for each feature of a vector, or one for all.</summary>
internal sealed partial record PReLULayer(double InitialSlope, bool IsShared) : ActivationLayer(new PReLUFunction(InitialSlope))
{
    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        double slope = arguments.FiniteNumber("InitialSlope", 0.25);
        return arguments.IsValid ? new PReLULayer(slope, arguments.Flag("Shared", false)) : null;
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        yield return IsShared
            ? ParameterSpec.Vector(ParameterNames.Weight, Parameter.Weight, 1, Initialize.Constant(InitialSlope))
            : ChannelParameters.Declare(ParameterNames.Weight, Parameter.Weight, InitialSlope, output);
    }

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override SettingList DeclareSettings(LayerNode node) => new() { { "shared", IsShared } };

    public override string Describe(LayerNode node)
    {
        int slopes = IsShared ? 1 : node.OutputShape.Channels;
        return $"PReLU, {Text.Count(slopes, "slope")}{(IsShared ? " for all values" : "")} that {(slopes == 1 ? "begins" : "begin")} with {Text.Of(InitialSlope)}";
    }
}
