using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A row of a trained table for each index.</summary>
internal sealed partial record EmbeddingLayer(int Features) : Layer
{
    public override string Kind => "Embedding";

    /// <summary>What it gives does not follow from what it reads as numbers do from numbers.</summary>
    public override LayerRole Role => new OtherRole();

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Keeps;

    public override bool ReadsIndices => true;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int features = arguments.Positive("features");
        return arguments.IsValid ? new EmbeddingLayer(features) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!input.IsVector)
        {
            findings.Report(
                RuleIds.ShapeMismatch,
                $"reads {Text.Of(input)}, but looks up a list of indices",
                $"Declare the input with one extent, as in [Network({Text.Of(input.Size)}, Vocabulary = {Text.Of(input.Vocabulary)})]");
            return null;
        }

        long weights = SizeLimits.Product(input.Vocabulary, Features);
        return weights > SizeLimits.MaximumWeights
            ? SizeLimits.ReportWeights(weights, findings)
            : SizeLimits.Positions(Shape.Sequence(input.Channels, 1), Features, findings);
    }

    /// <summary>No fans: a row is read as it is, whatever the number of rows.</summary>
    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        int rows = inputs[0].Vocabulary;
        yield return new ParameterSpec(
            ParameterNames.Weight, Parameter.Weight, 1, rows, Features, 1, 1, EquatableArray.Of(rows, Features), 0, 0, Initialize.Normal(0, 1))
        { IsTable = true };
    }

    public override string Describe(LayerNode node)
    {
        Shape input = node.InputShapes[0];
        string indices = input.Channels == 1 ? "1 index" : $"{Text.Of(input.Channels)} indices";
        return $"{Text.Count(Features, "feature")} for each of {indices} below {Text.Grouped(input.Vocabulary)}";
    }
}
