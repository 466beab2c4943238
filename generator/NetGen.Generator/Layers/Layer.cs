using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>
/// What is known of one kind of layer: what its attribute means, its shape rule, its parameters and their fans, its cost, and the
/// kernels it lowers to. One folder per layer; <see cref="LayerCatalog"/> lists them.
/// </summary>
/// <remarks>Immutable, equal by value, free of Roslyn's types: it is part of the model.</remarks>
internal abstract record Layer
{
    /// <summary>The attribute's name: Conv2D, Dense, ReLU ...</summary>
    public abstract string Kind { get; }

    /// <summary>The shape of the result; null, and a finding, where the inputs do not fit.</summary>
    public abstract Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings);

    /// <summary>The parameters, with fans, before initialisers are resolved: <see cref="ParameterSpec.Initializer"/> holds the layer's own default.</summary>
    public virtual IEnumerable<ParameterSpec> DeclareParameters(EquatableArray<Shape> inputs, Shape output) => [];

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public virtual long MultiplyAdds(LayerNode node) => 0;

    /// <summary>Vector operations of the smallest method that holds its forward pass with all inputs written out; null where it has no such form.</summary>
    public virtual long? StraightLineOperations(LayerNode node) => null;

    /// <summary>One sentence without its name: '32 filters of 5x5, stride 1, SAME'. Used in the hover text, above the generated code and in the plan.</summary>
    public abstract string Describe(LayerNode node);

    /// <summary>Whether its kernel can apply a ReLU before it stores a value.</summary>
    public virtual bool CanRectify => false;

    /// <summary>Whether its backward pass reads its own output, which then must not be overwritten.</summary>
    public virtual bool BackwardReadsOutput => false;

    /// <summary>Whether its output may be another tensor under another shape.</summary>
    public virtual bool IsView => false;

    /// <summary>Whether its output has a scale of its own, whatever the scale of its input.</summary>
    public virtual bool Normalizes => false;

    /// <summary>
    /// What becomes of a signal in training. A kind of layer that says nothing of its own is taken for a sum with its weights, or, without
    /// weights, for one that changes nothing.
    /// </summary>
    public virtual SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
        => node.Find(ParameterRole.Weight) is { FanIn: > 0 } weight
            ? AffineSignal.Forward(inputs[0], weight, node.Find(ParameterRole.Bias), TapShares.All, windows: null)
            : inputs[0] with { Rows = default, Columns = default };

    /// <summary>What comes back to an input of the gradient that reaches the output.</summary>
    /// <param name="input">Which one.</param>
    public virtual GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => node.Find(ParameterRole.Weight) is { FanIn: > 0 } weight
            ? AffineSignal.Backward(gradient, inputs[0], weight, weight.FanOut, 1, (double)node.OutputShape.Size / node.InputShapes[0].Size)
            : gradient with { Rows = default, Columns = default };

    /// <summary>E of the square of the loss's gradient by one element of a parameter; the loss is the mean over a batch.</summary>
    /// <param name="gradient">At the output, of one sample's loss.</param>
    public virtual double ParameterGradient(LayerNode node, ParameterSpec parameter, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
        => parameter.FanIn > 0
            ? ParameterGradients.Weight(inputs[0], gradient, node.OutputShape.Positions * TapShare(node, inputs[0]), math.Options.BatchSize)
            : ParameterGradients.Bias(gradient, node.OutputShape.Positions, math.Options.BatchSize);

    /// <summary>The share of the signal's power that the weights see; the rest falls on padding.</summary>
    public virtual double TapShare(LayerNode node, SignalState input) => 1;

    /// <summary>Adds the kernels that compute this layer, forward and backward.</summary>
    public abstract void Lower(LayerNode node, LoweringContext context);
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
