using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A network, understood: its place in the code, its inputs, its graph of layers with all shapes known, its outputs and losses.</summary>
/// <remarks>
/// Immutable and equal by value all the way down, and free of ISymbol, SyntaxNode, Location and Compilation: the incremental
/// pipeline compares models to decide what to generate again.
/// </remarks>
/// <param name="Inputs">At least one.</param>
/// <param name="Nodes">In an order in which each node's inputs come before it.</param>
/// <param name="Losses">What ends the network or its heads and makes it trainable; none for inference alone.</param>
internal sealed record NetworkModel(TypeIdentity Type, EquatableArray<InputTensor> Inputs, EquatableArray<LayerNode> Nodes, EquatableArray<LossTerm> Losses)
{
    /// <summary>The nodes whose results the network gives, in the order in which its methods do; at least one.</summary>
    public EquatableArray<int> Outputs { get; init; } = EquatableArray.Of(Nodes.Count - 1);

    /// <summary>How much of the loops is to be written out: what the declaration says, else what its project says.</summary>
    public Unroll Unroll { get; init; }

    /// <summary>In how many bits inference is to keep weights.</summary>
    public WeightPrecision Weights { get; init; }

    /// <summary>In how many bits inference is to multiply what layers read; 8 only where weights have as many.</summary>
    public ActivationPrecision Activations { get; init; }

    /// <summary>Whether a training step is to compute parts of its forward pass again rather than keep them.</summary>
    public bool Recomputes { get; init; }

    /// <summary>Whether the declaration asks for a stream, which is given a sequence step by step; <see cref="StepAnalysis"/> has found that it can.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>What it has in common with the network that it is the wider twin of; null where it is none.</summary>
    public WidthScaling? Scaling { get; init; }

    /// <summary>The index of the attribute [Network].</summary>
    public int AttributeIndex { get; init; }

    /// <summary>
    /// Whether it has one input of numbers, one output and at most one loss on that, of one label a sample if of labels, so that its methods take an input and
    /// an output.
    /// </summary>
    public bool IsPlain => Inputs.Count == 1 && !Inputs[0].IsIndices && Outputs.Count == 1 && Losses.Count <= 1 && !Losses.Any(HasSeveralLabels);

    /// <summary>Whether it has a loss.</summary>
    public bool IsTrained => Losses.Count > 0;

    /// <summary>Values of one sample of all inputs, side by side.</summary>
    public int InputSize => Inputs.Sum(input => input.Shape.Size);

    /// <summary>Values of one sample of all outputs, side by side.</summary>
    public int OutputSize => Outputs.Sum(output => Nodes[output].OutputShape.Size);

    /// <summary>Values of one sample's row of targets: those of all losses, side by side.</summary>
    public int TargetSize => Losses.Sum(TargetSizeOf);

    /// <summary>Values that a loss compares a sample's output with.</summary>
    public int TargetSizeOf(LossTerm term) => term.Loss.TargetSize(Nodes[term.Node].OutputShape);

    private bool HasSeveralLabels(LossTerm term) => term.Loss.Target == LossTarget.Labels && TargetSizeOf(term) > 1;

    /// <summary>Whether a node's result is given to the caller.</summary>
    public bool IsOutput(int node) => Outputs.Contains(node);

    /// <summary>Whether evaluation has to be told what outputs are compared with, and how.</summary>
    public bool ListsTargets => IsTrained && (!IsPlain || !Losses[0].Loss.FunctionOf(Nodes[Losses[0].Node].OutputShape).IsPresumed);

    /// <summary>The loss that reads a node, or null.</summary>
    public LossTerm? LossOf(int node) => Losses.FirstOrDefault(loss => loss.Node == node);
}

/// <summary>An input of a network.</summary>
/// <param name="Name">What layers and methods call it.</param>
/// <param name="Shape">Of one sample.</param>
/// <param name="Mean">Mean of its values as declared, else 0.</param>
/// <param name="Std">Standard deviation of its values as declared, else 1.</param>
/// <param name="IsScaleKnown">Whether one of the two was declared; else they are guesses.</param>
/// <param name="Correlation">Of an image, the declared correlation of two pixels side by side; null where there is none.</param>
internal sealed record InputTensor(string Name, Shape Shape, double Mean, double Std, bool IsScaleKnown, double? Correlation)
{
    /// <summary>Of its values.</summary>
    public double MeanSquare => (Mean * Mean) + (Std * Std);

    /// <summary>The input whose samples' lengths it holds, one number each from 1 to its steps; null for any other input.</summary>
    public int? LengthsOf { get; init; }

    /// <summary>Whether it holds indices instead of numbers.</summary>
    public bool IsIndices => Shape.Vocabulary > 0;
}

/// <summary>A loss in its place.</summary>
/// <param name="Node">What it reads.</param>
/// <param name="Weight">What it counts in the sum of all losses.</param>
/// <param name="AttributeIndex">Its attribute.</param>
internal sealed record LossTerm(Loss Loss, int Node, double Weight, int AttributeIndex);

/// <summary>One layer in its place in the graph.</summary>
/// <param name="Layer">What it does.</param>
/// <param name="Name">
/// Given, or kind and 1-based count, prefixed with its block's name and a dot: conv1, block1.conv1. Unique; parts of any characters that
/// can be seen, with dots between.
/// </param>
/// <param name="Inputs">Indices of the nodes it reads; -1 is the network's first input, -2 the second.</param>
/// <param name="InputShapes">Their shapes.</param>
/// <param name="OutputShape">Shape of its result.</param>
/// <param name="Parameters">With initialisers resolved.</param>
/// <param name="AttributeIndex">The attribute that it comes from: of a layer in a block of another project, the one that uses the block.</param>
internal sealed record LayerNode(
    Layer Layer,
    string Name,
    EquatableArray<int> Inputs,
    EquatableArray<Shape> InputShapes,
    Shape OutputShape,
    EquatableArray<ParameterSpec> Parameters,
    int AttributeIndex)
{
    /// <summary>Whether its attribute stands on a block's class.</summary>
    public bool IsInBlock { get; init; }

    /// <summary>
    /// Whether it has an attribute of its own that can be edited. It has none where it comes with others, as the sum of a residual block does, or where
    /// that stands in a block of another project.
    /// </summary>
    public bool IsEditable { get; init; } = true;

    /// <summary>The lengths of what it reads, in the order of <see cref="Inputs"/>.</summary>
    public EquatableArray<StepLengths> InputLengths { get; init; } = Inputs.Select(_ => default(StepLengths)).ToEquatableArray();

    /// <summary>The lengths of its result.</summary>
    public StepLengths OutputLengths { get; init; }

    /// <summary>What computes its weights from other parameters; null where they are a parameter themselves.</summary>
    public Reparameterization? Reparameterization { get; init; }

    /// <summary>Whether steps that a sample does not have are 0 to the layer, of one of its inputs: what lies in the caller's memory, and what layers with neighbours read.</summary>
    public bool IsFilled(int input)
        => Inputs[input] < 0 ? InputShapes[input].Vocabulary == 0 : Layer.UseOfLengths(InputShapes[0]) is LengthUse.Fills or LengthUse.Ends;

    public long ParameterCount
    {
        get
        {
            long count = 0;
            foreach (ParameterSpec parameter in Parameters)
            {
                if (parameter.IsTrained) count += parameter.Count;
            }

            return count;
        }
    }

    /// <summary>What initialisers without a target are meant for, or null.</summary>
    public ParameterSpec? Weight => Find(Parameter.Weight);

    /// <summary>The parameter that a short form means, or null.</summary>
    public ParameterSpec? Find(Parameter kind) => Parameters.FirstOrDefault(parameter => parameter.Kind == kind);

    /// <summary>The parameter of a name, or null.</summary>
    public ParameterSpec? Find(string name) => Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal));
}
