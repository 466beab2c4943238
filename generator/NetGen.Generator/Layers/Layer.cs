using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>
/// What is known of one kind of layer: what its attribute means, its shape rule, its parameters and their fans, its cost, and the
/// operations it lowers to. One folder per layer; <see cref="LayerCatalog"/> lists them. Outside of its folder nobody asks which kind a layer is,
/// only for its traits: its <see cref="Role"/> and what follows from that.
/// </summary>
/// <remarks>Immutable, equal by value, free of Roslyn's types: it is part of the model.</remarks>
internal abstract record Layer
{
    /// <summary>The attribute's name: Conv2D, Dense, ReLU ...</summary>
    public abstract string Kind { get; }

    /// <summary>What it is to others. The traits below are readings of it.</summary>
    public abstract LayerRole Role { get; }

    /// <summary>Set for a layer that sums its inputs with weights.</summary>
    public AffineRole? Affine => Role as AffineRole;

    /// <summary>The function of a layer that is an activation.</summary>
    public ActivationFunction? Activation => (Role as ActivationRole)?.Function;

    /// <summary>Whether its output has a scale of its own, whatever the scale of its input.</summary>
    public bool Normalizes => Role is NormalizationRole;

    /// <summary>Whether a sample's output in training depends on the rest of its batch.</summary>
    public bool MixesBatch => Role is NormalizationRole { MixesBatch: true };

    /// <summary>
    /// Of a layer that gives each sample by itself a scale of its own: into how many parts channels are divided, whether each
    /// position is by itself, too, and whether the mean is taken away. Null for all others.
    /// </summary>
    public (int Parts, bool IsOfEachPosition, bool IsCentered)? SampleScale
        => Role is NormalizationRole { PartsOfSample: > 0 } role ? (role.PartsOfSample, role.IsOfEachPosition, role.IsCentered) : null;

    /// <summary>Whether a bias of the layer in front of it has no effect.</summary>
    public bool TakesAwayBias => Role is NormalizationRole { TakesAwayBias: true };

    /// <summary>Whether it joins branches, in whatever way.</summary>
    public bool Merges => Role is MergeRole;

    /// <summary>Whether it is the sum of its inputs, as at the end of a residual block.</summary>
    public bool Adds => Role is MergeRole { Kind: MergeKind.Add };

    /// <summary>Whether the values of its output are distributed as those of its inputs, or nearly so.</summary>
    public bool KeepsDistribution => Role is PassingRole or MergeRole { Kind: MergeKind.Concat };

    /// <summary>Whether it is a linear function of its one input, value by value or place by place: without weights, or with factors alone.</summary>
    public bool PassesLinearly => Role is PassingRole { IsLinear: true };

    /// <summary>Whether a result is made of all values in a window.</summary>
    public bool IsPooling => Role is PassingRole { IsPooling: true };

    /// <summary>Whether it only puts values elsewhere, and gives perhaps more or fewer of them.</summary>
    public bool Arranges => Role is PassingRole { Arranges: true };

    /// <summary>The share of values that it sets to 0 in training; 0 for all but dropout.</summary>
    public double DropoutRate => Role is PassingRole passing ? passing.DropoutRate : 0;

    /// <summary>Whether it gives probabilities, or logarithms of them.</summary>
    public bool GivesProbabilities => Role is ProbabilityRole;

    /// <summary>Whether it gives logarithms of probabilities.</summary>
    public bool GivesLogProbabilities => Role is ProbabilityRole { AreLogarithms: true };

    /// <summary>Whether nothing is known of what it makes of a signal: who follows one stops here.</summary>
    public bool IsOpaque => Role is OtherRole;

    /// <summary>Whether it reads indices, and not numbers.</summary>
    public virtual bool ReadsIndices => false;

    /// <summary>Whether it adds a table to what it reads, the same for every sample: its one parameter.</summary>
    public virtual bool AddsTable => false;

    /// <summary>How its windows lie on an input; null for a layer that has none. Only for a shape that <see cref="InferShape"/> has accepted.</summary>
    public virtual (WindowGeometry Rows, WindowGeometry Columns)? Windows(Shape input) => null;

    /// <summary>What becomes of the lengths of samples where it reads a sequence that has them.</summary>
    /// <param name="input">What it reads first.</param>
    public virtual LengthUse UseOfLengths(Shape input) => Role is ActivationRole or ProbabilityRole or NormalizationRole or MergeRole
        or AffineRole { IsConvolution: false } or PassingRole { IsPooling: false, Arranges: false } ? LengthUse.Keeps : LengthUse.Ends;

    /// <summary>Why it cannot work on the steps that a sample has, and what to write instead; null where it can.</summary>
    public virtual (string Problem, string Remedy)? RefusalOfLengths => null;

    /// <summary>The shape of the result; null, and a finding, where the inputs do not fit.</summary>
    public abstract Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings);

    /// <summary>The parameters, with fans, before initialisers are resolved: <see cref="ParameterSpec.Initializer"/> holds the layer's own default.</summary>
    public virtual IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output) => [];

    /// <summary>
    /// What another library's layer of this kind begins with, where it is no single product with weights, which <see cref="FrameworkDefaults"/> knows; null
    /// where there is none.
    /// </summary>
    /// <param name="specs">All parameters of the layer.</param>
    public virtual InitializerRule? DefaultOf(Framework framework, IReadOnlyList<ParameterSpec> specs, InitializerSite site) => null;

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public virtual long MultiplyAdds(LayerNode node) => 0;

    /// <summary>Vector operations of the smallest method that holds its forward pass with all inputs written out; null where it has no such form.</summary>
    public virtual long? StraightLineOperations(LayerNode node) => null;

    /// <summary>
    /// What it does besides what its kind, shapes and parameters say, with everything worked out: what somebody needs who computes the same without the
    /// generated code. Nothing for a layer without arguments.
    /// </summary>
    public virtual SettingList DeclareSettings(LayerNode node) => new();

    /// <summary>One sentence without its name: '32 filters of 5x5, stride 1, SAME'. Used in the hover text, above the generated code and in the plan.</summary>
    public abstract string Describe(LayerNode node);

    /// <summary>
    /// What becomes of a signal in training. A kind of layer that says nothing of its own is taken for a sum with its weights, or, without
    /// weights, for one that changes nothing.
    /// </summary>
    public virtual SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = node.InputShapes[0].HasPositionsOf(node.OutputShape) ? inputs[0] : inputs[0].WithoutPositions();
        return node.Find(Parameter.Weight) is { FanIn: > 0 } weight
            ? AffineSignal.Forward(x, weight, node.Find(Parameter.Bias), TapShares.All, KernelWindows.OfSinglePositions(node.OutputShape))
            : x with { Rows = default, Columns = default };
    }

    /// <summary>What comes back to an input of the gradient that reaches the output.</summary>
    /// <param name="input">Which one.</param>
    public virtual GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => node.Find(Parameter.Weight) is { FanIn: > 0 } weight
            ? AffineSignal.Backward(gradient, inputs[0], weight, weight.FanOut, 1, (double)node.OutputShape.Size / node.InputShapes[0].Size)
            : gradient with { Rows = default, Columns = default };

    /// <summary>E of the square of the loss's gradient by one element of a parameter; the loss is the mean over a batch.</summary>
    /// <param name="gradient">At the output, of one sample's loss.</param>
    public virtual double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => parameter.FanIn > 0
            ? ParameterGradients.Weight(inputs[0], gradient, node.OutputShape.Positions * TapShare(node, inputs[0]), math.Options.BatchSize)
            : ParameterGradients.Bias(gradient, node.OutputShape.Positions, math.Options.BatchSize);

    /// <summary>
    /// What to write that the state of a layer that carries one from step to step lasts for so many, and the argument of its attribute that does it, if one does; null for a
    /// layer that carries none.
    /// </summary>
    public virtual (string Remedy, string? Argument)? LongerMemory(int steps) => null;

    /// <summary>Whether it goes over its steps from the last to the first alone, so that at the last it has read no other.</summary>
    public virtual bool RunsBackward => false;

    /// <summary>
    /// For a layer that carries a state from step to step, in the order of the sequence: the mean square of the gradient of what each step reads, over that of
    /// the step which was read last in front of what is handed on; of two directions the larger. Empty for a layer that carries none, or where all is alike.
    /// </summary>
    public virtual EquatableArray<double> GradientOverNearest(LayerNode node, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => EquatableArray<double>.Empty;

    /// <summary>How a softmax inside it begins; null for a layer that has none, or one without a choice.</summary>
    public virtual SoftmaxStart? Softmax(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math) => null;

    /// <summary>
    /// Of a layer that multiplies values with values and adds the products up: how many a score has, and what to write that a wider network has no more. Null
    /// for all others, and for one whose scores are of one size however many they are.
    /// </summary>
    public virtual (int Products, string Remedy)? Scores(LayerNode node) => null;

    /// <summary>The share of the signal's power that the weights see; the rest falls on padding.</summary>
    public virtual double TapShare(LayerNode node, SignalState input) => 1;

    /// <summary>Adds the operations that this layer is made of.</summary>
    public abstract void Lower(LayerNode node, OperationBuilder builder);

    /// <summary>
    /// Whether it can work on a sequence that is given step by step. A kind of layer that says nothing is taken to need all of it; one that makes values of
    /// those at the same place needs none but the step at hand.
    /// </summary>
    public virtual StepRule RuleOfSteps(LayerNode node)
        => Role is ActivationRole or ProbabilityRole ? StepRule.Endless : StepRule.Impossible("works on all steps at once", string.Empty);

    /// <summary>Adds the operations of one step, where <see cref="RuleOfSteps"/> allows it: shapes of sequences then have one.</summary>
    public virtual void LowerStep(LayerNode node, OperationBuilder builder) => Lower(node, builder);
}

/// <summary>Where a layer says what is wrong with it.</summary>
internal interface ILayerFindings
{
    /// <summary>Adds a finding for the layer at hand; its name becomes the first argument.</summary>
    void Report(string rule, params string[] arguments);

    /// <summary>The same with what to change in the layer's own attribute; it is offered where that stands on the network's class.</summary>
    /// <param name="edits">Their attribute index does not count. Empty where nothing certain can be written.</param>
    void Report(string rule, IReadOnlyList<AttributeEdit> edits, params string[] arguments);
}
