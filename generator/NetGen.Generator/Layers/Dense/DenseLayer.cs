using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Machine;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A fully connected layer on a vector.</summary>
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
        if (input.Rank != ShapeRank.Vector)
        {
            findings.Report(
                RuleIds.MissingFlatten,
                [new AttributeEdit(AttributeEditKind.InsertBefore, -1, "Flatten")],
                $"reads {Text.Of(input)}, but works on a vector",
                "Put [Flatten] above it");
            return null;
        }

        long weights = SizeLimits.Product(input.Size, Units);
        return weights > SizeLimits.MaximumWeights ? SizeLimits.ReportWeights(weights, findings) : Shape.Vector(Units);
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        Shape input = inputs[0];
        Fans fans = Fans.Dense(input.Size, Units);
        yield return new ParameterSpec(
            ParameterRole.Weight,
            "weight",
            1,
            Units,
            input.Channels,
            input.Height,
            input.Width,
            EquatableArray.Of(Units, input.Size),
            fans.In,
            fans.Out,
            Initialize.LeCun(fans));
        if (UseBias)
        {
            yield return new ParameterSpec(ParameterRole.Bias, "bias", 1, Units, 1, 1, 1, EquatableArray.Of(Units), 0, 0, Initialize.Constant(0));
        }
    }

    public override long? StraightLineOperations(LayerNode node) => UnrollBudget.OperationsOfDense(node.InputShapes[0].Size);

    public override long MultiplyAdds(LayerNode node) => (long)node.InputShapes[0].Size * Units;

    public override string Describe(LayerNode node)
        => $"{Text.Count(Units, "unit")} of {Text.Count(node.InputShapes[0].Size, "input")}" + (UseBias ? string.Empty : ", no bias");
}
