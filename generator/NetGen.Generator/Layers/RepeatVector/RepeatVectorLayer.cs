using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A vector as every step of a sequence.</summary>
internal sealed partial record RepeatVectorLayer(int Steps) : Layer
{
    public override string Kind => "RepeatVector";

    public override LayerRole Role => PassingRole.Arrangement;

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        int steps = arguments.Positive("steps");
        return arguments.IsValid ? new RepeatVectorLayer(steps) : null;
    }

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (input.IsVector && input.FlattenedImage is null) return WindowSpace.Sequence.Shape(1, Steps, input.Channels, findings);
        findings.Report(
            RuleIds.ShapeMismatch,
            $"reads {Text.Of(input)}, but repeats a vector",
            input.IsSequence ? "Put [Last], [GlobalAveragePool1D] or [Flatten] in front" : "Put [GlobalAveragePool2D] or [Dense] in front");
        return null;
    }

    public override SettingList DeclareSettings(LayerNode node) => new() { { "steps", Steps } };

    public override string Describe(LayerNode node) => $"the same at {Text.Count(Steps, "step")}";
}
