using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A row of a trained table for each index.</summary>
/// <param name="Mask">The index of padding, whose row is zeros and stays so; null where there is none.</param>
internal sealed partial record EmbeddingLayer(int Features, int? Mask) : Layer
{
    /// <summary>The attribute's way to say that no index is padding.</summary>
    private const int None = -1;

    public override string Kind => "Embedding";

    /// <summary>What it gives does not follow from what it reads as numbers do from numbers.</summary>
    public override LayerRole Role => new OtherRole();

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Keeps;

    public override bool ReadsIndices => true;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int features = arguments.Positive("features");
        int? mask = arguments.Whole("Mask") is { } given and not None ? given : null;
        if (mask < 0) arguments.Reject($"has Mask = {Text.Of(mask.Value)}, which is no index", "Write the index that pads shorter samples, such as Mask = 0", arguments.Set("Mask", "0"));
        return arguments.IsValid ? new EmbeddingLayer(features, mask) : null;
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

        if (Mask >= input.Vocabulary)
        {
            findings.Report(
                RuleIds.InvalidArgument,
                $"has Mask = {Text.Of(Mask.Value)}, but its indices are below {Text.Grouped(input.Vocabulary)}",
                $"Write an index below it, or declare the input with Vocabulary = {Text.Of(Mask.Value + 1L)}");
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
        { IsTable = true, ZeroRow = Mask };
    }

    public override SettingList DeclareSettings(LayerNode node)
    {
        SettingList settings = new();
        if (Mask is { } mask) settings.Add("mask", mask);
        return settings;
    }

    public override string Describe(LayerNode node)
    {
        Shape input = node.InputShapes[0];
        string indices = input.Channels == 1 ? "1 index" : $"{Text.Of(input.Channels)} indices";
        return $"{Text.Count(Features, "feature")} for each of {indices} below {Text.Grouped(input.Vocabulary)}{(Mask is { } mask ? $", index {Text.Of(mask)} padding" : "")}";
    }
}
