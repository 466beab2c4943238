using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Whether a network can be given a sequence step by step, what of it then runs in time, and how long.</summary>
/// <remarks>
/// A layer in time gives something for each step. Behind one that hands on the last step alone there are no steps: those layers run at each as if the
/// sequence ended there.
/// </remarks>
internal sealed class StepAnalysis
{
    private const string WithoutStream = "Remove Stream = true";

    private readonly bool[] _isInTime;

    private StepAnalysis(NetworkModel model)
    {
        _isInTime = new bool[model.Nodes.Count];
        Steps = StepsOf(model.Inputs[0].Shape);
        if (FindObstacle(model) is not { } found) return;
        (Obstacle, Remedy) = found;
    }

    /// <summary>Why the network cannot; null where it can.</summary>
    public string? Obstacle { get; }

    /// <summary>What to write instead.</summary>
    public string Remedy { get; } = string.Empty;

    /// <summary>Steps of the sequence as it is declared.</summary>
    public int Steps { get; }

    /// <summary>The first layer that has memory or parameters for the declared steps alone; null where there is none, and so no end.</summary>
    public string? BoundedBy { get; private set; }

    public static StepAnalysis Of(NetworkModel model) => new(model);

    /// <summary>The model of one step: what runs in time has one, and nobody has to be told how long the sequence is.</summary>
    public NetworkModel ModelOfStep(NetworkModel model) => model with
    {
        Inputs = model.Inputs.Where(IsGiven).Select(input => input with { Shape = ShapeOfStep(input.Shape) }).ToEquatableArray(),
        Nodes = model.Nodes.Select((node, index) => node with
        {
            InputLengths = node.Inputs.Select(_ => default(StepLengths)).ToEquatableArray(),
            OutputLengths = default,
            InputShapes = node.InputShapes.Select((shape, input) => IsInTime(node.Inputs[input]) ? ShapeOfStep(shape) : shape).ToEquatableArray(),
            OutputShape = _isInTime[index] ? ShapeOfStep(node.OutputShape) : node.OutputShape,
        }).ToEquatableArray(),
        Losses = EquatableArray<LossTerm>.Empty,
    };

    private static Shape ShapeOfStep(Shape shape)
        => shape.Vocabulary > 0 ? Shape.Vector(1) with { Vocabulary = shape.Vocabulary } : shape.IsSequence ? Shape.Sequence(1, shape.Channels) : shape;

    private static int StepsOf(Shape input) => input.Vocabulary > 0 ? input.Size : input.IsSequence ? input.Positions : 0;

    /// <summary>Whether a stream is given it: all inputs but lengths, as a stream is as long as it goes.</summary>
    private static bool IsGiven(InputTensor input) => input.LengthsOf is null;

    private bool IsInTime(int node) => node < 0 || _isInTime[node];

    private (string Obstacle, string Remedy)? FindObstacle(NetworkModel model)
    {
        int inputs = model.Inputs.Count(IsGiven);
        if (inputs > 1 || model.Outputs.Count > 1)
            return ($"has {(inputs > 1 ? Text.Count(inputs, "input") : Text.Count(model.Outputs.Count, "output"))}, and a stream is made for one input and one output", WithoutStream);
        if (Steps == 0) return ($"reads {Text.Of(model.Inputs[0].Shape)}, which has no steps", "Declare a sequence, as in [Network(100, 8)], or remove Stream = true");
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            if (FindObstacle(model.Nodes[index], index) is { } found) return ($"has {model.Nodes[index].Name}, which {found.Obstacle}", found.Remedy);
        }

        return null;
    }

    private (string Obstacle, string Remedy)? FindObstacle(LayerNode node, int index)
    {
        if (!node.Inputs.Any(IsInTime)) return null;
        if (!node.Inputs.All(IsInTime)) return ("joins single steps with what is made of all of them", WithoutStream);
        StepRule rule = node.Layer.RuleOfSteps(node);
        if (rule.Obstacle is not null) return (rule.Obstacle, $"{rule.Remedy}{(rule.Remedy.Length == 0 ? WithoutStream : ", or remove Stream = true")}");
        if (rule.IsBounded) BoundedBy ??= node.Name;
        _isInTime[index] = node.OutputShape.IsSequence;
        return null;
    }
}
