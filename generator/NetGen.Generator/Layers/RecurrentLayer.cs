using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Machine;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>What is said of a recurrent layer, whatever its cell.</summary>
/// <param name="Units">Of the state.</param>
/// <param name="Reverse">Whether it runs from the last step to the first.</param>
/// <param name="Bidirectional">Whether another one runs from the last step to the first, and both are given side by side.</param>
/// <param name="LastStepOnly">Whether only the state behind the last step that is taken is given.</param>
/// <param name="Dropout">The share of the state that is dropped in training before it meets the weights, the same at all steps.</param>
/// <param name="Start">Where the state in front of the first step comes from.</param>
internal sealed record RecurrentSettings(int Units, bool UseBias, bool Reverse, bool Bidirectional, bool LastStepOnly, double Dropout, StateStart Start)
{
    /// <summary>Units of all directions.</summary>
    public int Outputs => Directions * Units;

    public int Directions => Bidirectional ? 2 : 1;

    public static RecurrentSettings FromAttribute(AttributeArguments arguments)
    {
        RecurrentSettings settings = new(
            arguments.Positive("units"), arguments.Flag("UseBias", true), arguments.Flag("Reverse", false), arguments.Flag("Bidirectional", false), arguments.Flag("LastStepOnly", false),
            arguments.Number("RecurrentDropout", 0, value => value is >= 0 and < 1, "at least 0 and below 1", "0.2"), StateStart.FromAttribute(arguments));
        if (settings.Reverse && settings.Bidirectional)
        {
            arguments.Reject(
                "has Reverse = true, but runs in both directions, as Bidirectional = true says",
                "Keep one of the two",
                new AttributeEdit(AttributeEditKind.RemoveArgument, -1, "Reverse"));
        }

        return settings;
    }

    /// <summary>In words, behind others.</summary>
    public string Describe(int steps)
        => $"{Text.Count(steps, "step")}{(Reverse ? " from the last to the first" : Bidirectional ? " in both directions" : string.Empty)}"
            + $"{(LastStepOnly ? ", the last state" : string.Empty)}{(Dropout > 0 ? $", a share of {Text.Of(Dropout)} of the state dropped in training" : string.Empty)}{Start.Describe()}{(UseBias ? string.Empty : ", no bias")}";
}

/// <summary>
/// A layer whose state goes from step to step of a sequence. Parameters are those of PyTorch: gate by gate, one below the other, the matrices of the
/// inputs and of the state, each with a bias.
/// </summary>
internal abstract partial record RecurrentLayer(RecurrentSettings Settings) : Layer
{
    protected const string InputWeight = "weight_ih_l0";
    protected const string RecurrentWeight = "weight_hh_l0";
    protected const string InputBias = "bias_ih_l0";
    protected const string RecurrentBias = "bias_hh_l0";
    private const string LearnedState = "h_0";
    private const string LearnedCell = "c_0";
    private const string ReverseSuffix = "_reverse";

    protected static readonly ActivationFunction Sigmoid = new SigmoidFunction();
    protected static readonly ActivationFunction Tanh = new TanhFunction();

    /// <summary>What is done at a step.</summary>
    public abstract RecurrentCell Cell { get; }

    public int Units => Settings.Units;

    /// <summary>What the names of parameters end with, for each direction.</summary>
    private IEnumerable<string> Directions => Settings.Bidirectional ? [string.Empty, ReverseSuffix] : [string.Empty];

    public override bool RunsBackward => Settings.Reverse;

    /// <summary>No sum with weights to others: it has activations of its own, which what follows does not see.</summary>
    public override LayerRole Role => Settings.Start.IsGiven ? new MergeRole(MergeKind.Recurrence) : new OtherRole();

    public override LengthUse UseOfLengths(Shape input) => LengthUse.Takes;

    public override (string Problem, string Remedy)? RefusalOfLengths => (Settings.Reverse || Settings.Bidirectional) && (Settings.Start.IsGiven || Settings.Start.IsLearned)
        ? ("runs from the last step on with a state in front of it, where samples have steps of their own", $"Remove {(Settings.Reverse ? "Reverse" : "Bidirectional")} or the initial state from its attribute")
        : null;

    /// <summary>What one of its units is called, in the singular.</summary>
    protected abstract string Unit { get; }

    /// <summary>Which of the gates keeps the cell state from step to step; null where there is none.</summary>
    protected virtual int? ForgetGate => null;

    /// <summary>How the bias of the inputs begins.</summary>
    protected virtual Initializer InputBiasStart => Initialize.Constant(0);

    /// <summary>A bias of the forget gate, to half a unit, with which a product of as many gates as there are steps stays above <see cref="FloatSum.Precision"/>.</summary>
    protected static double LastingBias(int steps) => Math.Max(2, Math.Ceiling(2 * Math.Log(steps / -Math.Log(FloatSum.Precision))) / 2);

    protected const string FewerSteps = "or give it fewer steps, by pooling or a convolution with a stride in front of it";

    public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings)
    {
        Shape input = inputs[0];
        if (!input.IsSequence)
        {
            findings.Report(
                RuleIds.ShapeMismatch,
                $"reads {Text.Of(input)}, but works on a sequence of time steps x features",
                $"Declare the input as a sequence, such as [Network(10, 32)], or use {(input.IsVector ? "[Dense]" : "another layer")}");
            return null;
        }

        long padded = SizeLimits.Product(Panels.Padded(Units), Cell.Gates);
        long weights = SizeLimits.Product(Math.Max(input.Channels, Units), padded);
        if (weights > SizeLimits.MaximumWeights) return SizeLimits.ReportWeights(weights, findings);

        // The gates of all steps are a tensor too.
        if (SizeLimits.Positions(input, padded, findings) is null) return null;
        if (!StateStart.Accepts(inputs, Settings.Outputs, findings)) return null;
        return Settings.LastStepOnly ? Shape.Vector(Settings.Outputs) : SizeLimits.Positions(input, Settings.Outputs, findings);
    }

    public override IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output)
    {
        Fans read = Fans.Dense(inputs[0].Channels, Units);
        Fans kept = Fans.Dense(Units, Units);
        foreach (string direction in Directions)
        {
            yield return Matrix(InputWeight + direction, Parameter.Weight, read, Initialize.Xavier(read, gain: 1, WeightDistribution.Uniform));
            yield return Matrix(RecurrentWeight + direction, Parameter.Recurrent, kept, Initialize.Orthogonal(1, Units, Cell.Gates));
            if (Settings.UseBias)
            {
                yield return Bias(InputBias + direction, Parameter.Bias, InputBiasStart);
                yield return Bias(RecurrentBias + direction, null, Initialize.Constant(0));
            }

            if (!Settings.Start.IsLearned) continue;
            yield return ParameterSpec.Vector(LearnedState + direction, null, Units, Initialize.Constant(0));
            if (Cell.HasCellState) yield return ParameterSpec.Vector(LearnedCell + direction, null, Units, Initialize.Constant(0));
        }
    }

    public override long MultiplyAdds(LayerNode node) => (long)node.InputShapes[0].Positions * Settings.Outputs * Cell.Gates * (node.InputShapes[0].Channels + Units);

    public override SettingList DeclareSettings(LayerNode node)
    {
        SettingList settings = new()
        {
            { "units", Units },
            { "reverse", Settings.Reverse },
            { "bidirectional", Settings.Bidirectional },
            { "lastStepOnly", Settings.LastStepOnly },
            { "start", Settings.Start.IsLearned ? "learned" : Settings.Start.IsGiven ? "given" : "zero" },
        };
        if (Settings.Dropout > 0) settings.Add("recurrentDropout", Settings.Dropout);
        DeclareSettings(settings);
        return settings;
    }

    /// <summary>Adds what is said of the cell.</summary>
    protected virtual void DeclareSettings(SettingList settings)
    {
    }

    public override string Describe(LayerNode node)
        => $"{Text.Count(Units, Unit)} of {Text.Count(node.InputShapes[0].Channels, "input")}, {Settings.Describe(node.InputShapes[0].Positions)}";

    /// <summary>Of each direction what the inputs give is one product for all steps; only what the state adds goes from step to step.</summary>
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        if (!Settings.Bidirectional)
        {
            Lower(node, builder, string.Empty, Settings.Reverse, builder.Output());
            return;
        }

        Shape shape = node.OutputShape.WithChannels(Units);
        Tensor forward = new(node.Name + "Forward", shape);
        Tensor reversed = new(node.Name + "Reverse", shape);
        Lower(node, builder, string.Empty, isReversed: false, forward);
        Lower(node, builder, ReverseSuffix, isReversed: true, reversed);
        builder.Add(new Concatenation([forward, reversed], builder.Output()));
    }

    /// <summary>The state goes on from the step before.</summary>
    public override StepRule RuleOfSteps(LayerNode node)
        => Settings.Bidirectional ? StepRule.Impossible("runs in both directions", "Remove Bidirectional from its attribute")
            : Settings.Reverse ? StepRule.Impossible("runs from the last step to the first", "Remove Reverse from its attribute")
            : StepRule.Endless;

    private void Lower(LayerNode node, OperationBuilder builder, string direction, bool isReversed, Tensor output)
    {
        Tensor products = new(output.Name + "Products", node.InputShapes[0].WithChannels(Panels.SideBySide(Units, Cell.Gates)));
        builder.Add(new MatrixProduct(builder.Input(), builder.Parameter(InputWeight + direction), builder.Find(InputBias + direction), products));
        builder.Add(new Scan(Cell, products, builder.Parameter(RecurrentWeight + direction), builder.Find(RecurrentBias + direction), output, isReversed, Drop(builder, direction))
        {
            IsStep = builder.IsStep,
            Lengths = builder.Lengths(),
            Start = Settings.Start.IsGiven || Settings.Start.IsLearned ? StartOf(builder, direction, output.Name) : null,
        });
    }

    /// <summary>The same for all samples, or a direction's part of what is given.</summary>
    private ScanStart StartOf(OperationBuilder builder, string direction, string name)
    {
        bool hasCell = Settings.Start.IsLearned ? Cell.HasCellState : Settings.Start.HasCell;
        return new ScanStart(Of(LearnedState, 1, "Start"), hasCell ? Of(LearnedCell, 2, "CellStart") : null);

        Tensor Of(string learned, int input, string suffix)
        {
            if (!Settings.Start.IsLearned && !Settings.Bidirectional) return builder.Input(input);
            Tensor part = new(name + suffix, Shape.Vector(Units));
            AxisStep first = AxisStep.Channels(direction.Length == 0 ? 0 : Units);
            builder.Add(Settings.Start.IsLearned
                ? new RepeatedParameter(builder.Parameter(learned + direction), part)
                : new Arrangement(builder.Input(input), first, part, AxisStep.None, [ArrangementLoops.Channels(Units)]));
            return part;
        }
    }

    /// <summary>Each direction drops others.</summary>
    private DropoutStream? Drop(OperationBuilder builder, string direction) => Settings.Dropout == 0 || !builder.IsTrained ? null
        : new DropoutStream(Settings.Dropout, direction.Length == 0 ? builder.NodeIndex : builder.SecondStream);

    private ParameterSpec Matrix(string name, Parameter kind, Fans fans, Initializer initializer)
        => new(name, kind, 1, Cell.Gates * Units, fans.In, 1, 1, EquatableArray.Of(Cell.Gates * Units, fans.In), fans.In, fans.Out, initializer) { Gates = Cell.Gates };

    private ParameterSpec Bias(string name, Parameter? kind, Initializer initializer) => ParameterSpec.Vector(name, kind, Cell.Gates * Units, initializer) with { Gates = Cell.Gates, ForgetGate = ForgetGate };
}
