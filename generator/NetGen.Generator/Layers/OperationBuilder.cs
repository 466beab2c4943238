using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>Where a layer takes its tensors and parameters from and puts its operations.</summary>
internal sealed class OperationBuilder
{
    private readonly NetworkModel _model;
    private readonly IReadOnlyList<Tensor> _inputs;
    private readonly Tensor?[] _outputs;
    private readonly List<PlacedOperation> _operations = [];
    private readonly Dictionary<Tensor, Tensor> _filled = [];
    private LayerNode _node = null!;

    public OperationBuilder(NetworkModel model, int steps = 0)
    {
        _model = model;
        Steps = steps;
        _inputs = [.. model.Inputs.Select(input => new Tensor(input.Name, input.Shape))];
        _outputs = new Tensor?[model.Nodes.Count];
    }

    /// <summary>Index of the layer at hand: a number of its own for random streams.</summary>
    public int NodeIndex { get; private set; }

    /// <summary>
    /// A second number for random streams, which no other layer has. It is counted down from the last that is left for layers, and, where these have taken that
    /// themselves, in numbers behind theirs: so the streams of a network that could be told apart before are the same as before.
    /// </summary>
    public int SecondStream
    {
        get
        {
            int fromLast = SizeLimits.MaximumLayers - 1 - NodeIndex;
            return fromLast >= _model.Nodes.Count ? fromLast : SizeLimits.MaximumLayers + NodeIndex;
        }
    }

    /// <summary>Whether the network is trained.</summary>
    public bool IsTrained => _model.IsTrained;

    /// <summary>Where operations are those of one step of a sequence: how many it is declared with; else 0.</summary>
    public int Steps { get; }

    /// <summary>Whether operations are those of one step of a sequence.</summary>
    public bool IsStep => Steps > 0;

    /// <summary>Lowers every layer, and puts the loss behind them.</summary>
    public static OperationGraph Lower(NetworkModel model)
    {
        OperationBuilder builder = new(model);
        for (int node = 0; node < model.Nodes.Count; node++)
        {
            builder.Begin(node);
            model.Nodes[node].Layer.Lower(model.Nodes[node], builder);
        }

        return builder.Build();
    }

    /// <summary>Lowers one step of every layer. Weights that are computed from others are those of the whole network.</summary>
    /// <param name="step">The model of one step.</param>
    /// <param name="steps">Steps of the sequence as it is declared.</param>
    public static OperationGraph LowerStep(NetworkModel step, int steps)
    {
        OperationBuilder builder = new(step, steps);
        for (int node = 0; node < step.Nodes.Count; node++)
        {
            builder.Begin(node);
            step.Nodes[node].Layer.LowerStep(step.Nodes[node], builder);
        }

        return builder.Build();
    }

    /// <summary>Goes on to a layer.</summary>
    public void Begin(int node)
    {
        NodeIndex = node;
        _node = _model.Nodes[node];
        if (!IsStep && _node is { Reparameterization: { } made, Weight: { } weight }) Add(made.Lower(Parameter, Made(weight)));
    }

    /// <summary>One of the tensors that the layer reads. What stands at steps that a sample does not have is of no consequence: 0, or what layers before it make of 0.</summary>
    public Tensor Input(int index = 0)
    {
        int source = _node.Inputs[index];
        Tensor tensor = source < 0 ? _inputs[-1 - source] : _outputs[source]!;
        return _node.IsFilled(index) && Lengths(index) is { } lengths ? Filled(tensor, lengths) : tensor;
    }

    /// <summary>How many steps each sample has of what the layer reads; null where all have all.</summary>
    public Tensor? Lengths(int index = 0) => LengthsOf(_node.InputLengths[index]);

    /// <summary>All tensors that the layer reads.</summary>
    public IReadOnlyList<Tensor> Inputs() => [.. Enumerable.Range(0, _node.Inputs.Count).Select(Input)];

    /// <summary>A new tensor of the layer's own name and shape, which it hands on.</summary>
    public Tensor Output() => Output(new Tensor(_node.Name, _node.OutputShape));

    /// <summary>Hands on a tensor that is there already.</summary>
    public Tensor Output(Tensor tensor) => _outputs[NodeIndex] = tensor;

    /// <summary>The layer's parameter that a short form means.</summary>
    public ParameterTensor Parameter(Parameter kind)
        => Find(kind) ?? throw new InvalidOperationException($"{_node.Name} has no parameter {kind}.");

    /// <summary>The layer's parameter of a name.</summary>
    public ParameterTensor Parameter(string name)
        => Find(name) ?? throw new InvalidOperationException($"{_node.Name} has no parameter {name}.");

    /// <summary>The layer's parameter that a short form means, or null where it has none.</summary>
    public ParameterTensor? Find(Parameter kind)
        => _node.Find(kind) is { IsWeight: true } weight && _node.Reparameterization is not null ? Made(weight) : Find(_node.Find(kind));

    /// <summary>The layer's parameter of a name, or null where it has none.</summary>
    public ParameterTensor? Find(string name) => Find(_node.Find(name));

    private Tensor? LengthsOf(StepLengths lengths) => lengths.Input is { } input && _inputs[input].Shape.HasLengthsToSay ? _inputs[input] : null;

    /// <summary>The same with zeros at steps that a sample does not have; made once, for whoever asks first.</summary>
    private Tensor Filled(Tensor tensor, Tensor lengths)
    {
        if (_filled.TryGetValue(tensor, out Tensor? known)) return known;
        Tensor filled = new(tensor.Name + "Steps", tensor.Shape);
        Add(new StepSelection(SelectedSteps.Own, tensor, lengths, filled));
        _filled.Add(tensor, filled);
        return filled;
    }

    /// <summary>The weights that are computed from a parameter, whose shape they have.</summary>
    private ParameterTensor Made(ParameterSpec trained) => new(_node.Name + "." + ParameterNames.Weight, trained with { Name = ParameterNames.Weight });

    private ParameterTensor? Find(ParameterSpec? spec) => spec is null ? null : new ParameterTensor(_node.Name + "." + spec.Name, spec);

    /// <summary>Adds an operation.</summary>
    public void Add(Operation operation) => _operations.Add(new PlacedOperation(NodeIndex, operation));

    /// <summary>What has been added, and the losses.</summary>
    public OperationGraph Build()
    {
        IReadOnlyList<Tensor> outputs = [.. _outputs.Select(output => output!)];
        AddLosses(outputs);
        return new OperationGraph(_inputs, _operations, outputs, [.. _model.Outputs.Select(output => outputs[output])], IsTrained);
    }

    private void AddLosses(IReadOnlyList<Tensor> outputs)
    {
        int rowSize = _model.TargetSize;
        int offset = 0;
        for (int i = 0; i < _model.Losses.Count; i++)
        {
            LossTerm term = _model.Losses[i];
            Tensor prediction = outputs[term.Node];

            // The backward pass begins with the last one, which finds nothing to add to.
            LossPlace place = new(
                _model.IsPlain ? "Loss" : prediction.Name + "Loss", i, term.Weight, new TargetPlace(offset, rowSize, !_model.IsPlain), AddsToOthers: i < _model.Losses.Count - 1)
            {
                Lengths = LengthsOf(_model.Nodes[term.Node].OutputLengths),
            };
            _operations.Add(new PlacedOperation(-1, term.Loss.Lower(prediction, place)));
            offset += _model.TargetSizeOf(term);
        }
    }
}
