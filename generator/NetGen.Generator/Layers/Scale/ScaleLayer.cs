using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Values times a trained factor, one for each channel, for each feature of a vector, or one for all.</summary>
/// <param name="Initial">What factors begin with.</param>
/// <param name="IsShared">Whether there is one factor for all.</param>
internal sealed partial record ScaleLayer(double Initial, bool IsShared) : Layer
{
    public override string Kind => "Scale";

    public override LayerRole Role => new PassingRole(IsLinear: true, IsPooling: false, DropoutRate: 0);

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        double initial = arguments.FiniteNumber("Initial", 1);
        return arguments.IsValid ? new ScaleLayer(initial, arguments.Flag("Shared", false)) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        yield return IsShared
            ? ParameterSpec.Vector(ParameterNames.Weight, Parameter.Weight, 1, Initialize.Constant(Initial))
            : ChannelParameters.Declare(ParameterNames.Weight, Parameter.Weight, Initial, output);
    }

    public override long MultiplyAdds(LayerNode node) => node.OutputShape.Size;

    public override SettingList DeclareSettings(LayerNode node) => new() { { "shared", IsShared } };

    public override string Describe(LayerNode node)
    {
        int factors = IsShared ? 1 : node.OutputShape.Channels;
        return $"{Text.Count(factors, "factor")}{(IsShared ? " for all values" : "")} that {(factors == 1 ? "begins" : "begin")} with {Text.Of(Initial)}";
    }
}
