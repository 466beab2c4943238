using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Machine;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A fully connected layer on a vector, or on each step of a sequence.</summary>
/// <remarks>
/// Behind a flattened image its weight has the image's channels as inputs and the image's rows and columns, so that the columns of the
/// saved matrix are in PyTorch's order (channel, row, column). Behind a concatenation of flattened images the order is that in which
/// the values lie.
/// </remarks>
internal sealed partial record DenseLayer(int Units, bool UseBias) : Layer
{
    public override string Kind => "Dense";

    public override LayerRole Role => new AffineRole(IsConvolution: false, Groups: 1, "unit", WidthArgument: "units");

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int units = arguments.Positive("units");
        return arguments.IsValid ? new DenseLayer(units, arguments.Flag("UseBias", true)) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (input.IsImage)
        {
            findings.Report(
                RuleIds.MissingFlatten,
                [new AttributeEdit(AttributeEditKind.InsertBefore, -1, "Flatten")],
                $"reads {Text.Of(input)}, but works on a vector, or on each step of a sequence",
                $"Put [Flatten] above it, or write [Conv2D({Text.Of(Units)}, 1)], which works on each pixel");
            return null;
        }

        long weights = SizeLimits.Product(input.Channels, Units);
        return weights > SizeLimits.MaximumWeights ? SizeLimits.ReportWeights(weights, findings) : SizeLimits.Positions(input, Units, findings);
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        Shape input = inputs[0];
        Fans fans = Fans.Dense(input.Channels, Units);
        Shape? image = input.FlattenedImage;
        yield return new ParameterSpec(
            ParameterNames.Weight,
            Parameter.Weight,
            1,
            Units,
            image?.Channels ?? input.Channels,
            image?.Height ?? 1,
            image?.Width ?? 1,
            EquatableArray.Of(Units, input.Channels),
            fans.In,
            fans.Out,
            Initialize.LeCun(fans));
        if (UseBias) yield return ParameterSpec.Vector(ParameterNames.Bias, Parameter.Bias, Units, Initialize.Constant(0));
    }

    public override long? StraightLineOperations(LayerNode node)
        => node.OutputShape.IsVector ? UnrollBudget.OperationsOfDense(node.InputShapes[0].Size) : null;

    public override long MultiplyAdds(LayerNode node) => (long)node.InputShapes[0].Size * Units;

    public override string Describe(LayerNode node)
        => $"{Text.Count(Units, "unit")} of {Text.Count(node.InputShapes[0].Channels, "input")}"
            + (node.OutputShape.IsVector ? string.Empty : " for each step") + (UseBias ? string.Empty : ", no bias");
}
