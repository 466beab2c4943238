namespace NetGen.Kernels.Tests.Reference;

/// <summary>A layer in its place in the graph.</summary>
/// <param name="Name">conv1, dense2 ...; parameters are called Name.weight and so on.</param>
/// <param name="Inputs">Indices of the nodes it reads; -1 is the network's input.</param>
internal sealed record ReferenceNode(string Name, ReferenceLayer Layer, IReadOnlyList<int> Inputs);

/// <summary>Runs a graph of reference layers forward and backward.</summary>
internal sealed class ReferenceNetwork
{
    private readonly List<ReferenceNode> _nodes = [];

    public ReferenceNetwork(ReferenceLoss loss) => Loss = loss;

    /// <summary>
    /// Applied to every value that a layer hands on, if given: a rounding to float, or a random one of its size, shows how far
    /// rounding can carry the results of this very network on this very data.
    /// </summary>
    public Func<double, double>? Rounding { get; init; }

    public ReferenceLoss Loss { get; }

    /// <summary>How samples of different lengths are read; null where all have the same.</summary>
    public OwnSteps? OwnSteps { get; init; }

    /// <summary>The shape of a sample's output where it has all steps; only with <see cref="OwnSteps"/>.</summary>
    public int[] OutputShape { get; init; } = [];

    public IReadOnlyList<ReferenceNode> Nodes => _nodes;

    /// <summary>All parameters by their full names.</summary>
    public IReadOnlyList<(string Name, ReferenceParameter Parameter)> Parameters
        => [.. _nodes.SelectMany(node => node.Layer.Parameters.Select(parameter => ($"{node.Name}.{parameter.Name}", parameter)))];

    /// <summary>The gradient of the input, after <see cref="ComputeGradients"/>.</summary>
    public Tensor? InputGradient { get; private set; }

    /// <summary>Appends a layer and returns its index. Without inputs it reads the node before it.</summary>
    public int Add(string name, ReferenceLayer layer, params int[] inputs)
    {
        if (Rounding is not null) layer.Rounding = Rounding;
        _nodes.Add(new ReferenceNode(name, layer, inputs.Length == 0 ? [_nodes.Count - 1] : inputs));
        return _nodes.Count - 1;
    }

    public ReferenceParameter Find(string name) => Parameters.Single(parameter => parameter.Name == name).Parameter;

    /// <summary>The last layer's output.</summary>
    public Tensor Forward(Tensor input, bool training = false) => OwnSteps is null
        ? ForwardAll(input, training)[^1]
        : Reference.OwnSteps.Gather([.. Enumerable.Range(0, input.Samples).Select(sample => ForwardAll(OwnSteps.SampleOf(input, sample), training)[^1])], OutputShape);

    /// <summary>What the loss's link makes of it.</summary>
    public Tensor Predict(Tensor input) => OwnSteps is null
        ? Loss.Link(Forward(input))
        : Reference.OwnSteps.Gather([.. Enumerable.Range(0, input.Samples).Select(sample => Loss.Link(ForwardAll(OwnSteps.SampleOf(input, sample), training: false)[^1]))], OutputShape);

    /// <summary>Sets the gradients of all parameters and of the input; returns the mean loss.</summary>
    public double ComputeGradients(Tensor input, Tensor targets)
    {
        foreach ((_, ReferenceParameter parameter) in Parameters) Array.Clear(parameter.Gradient.Values);
        double loss = OwnSteps is null ? AddGradients(input, targets, 1) : AddGradientsOfSamples(input, targets, OwnSteps);
        foreach ((_, ReferenceParameter parameter) in Parameters) Round(parameter.Gradient);
        return loss;
    }

    /// <summary>The mean over the steps of the batch where a loss compares steps, else over samples.</summary>
    private double AddGradientsOfSamples(Tensor input, Tensor targets, OwnSteps steps)
    {
        bool isOfSteps = Loss.IsMeanOfPositions && OutputShape[0] > 1;
        Tensor[] own = [.. Enumerable.Range(0, input.Samples).Select(sample => steps.TargetsOf(targets, input, sample, isOfSteps))];
        double[] counted = [.. own.Select(target => Loss.IsMeanOfPositions ? Loss.Counted(target) : 1.0)];
        double sum = counted.Sum();
        return counted.Select((count, sample) => count == 0 ? 0 : Of(sample).AddGradients(steps.SampleOf(input, sample), own[sample], count / sum)).Sum();
    }

    private ReferenceNetwork Of(int sample)
    {
        foreach (ReferenceNode node in _nodes) node.Layer.FirstSample = sample;
        return this;
    }

    private double AddGradients(Tensor input, Tensor targets, double weight)
    {
        Tensor[] values = ForwardAll(input, training: true);
        var gradients = new Tensor[_nodes.Count];
        for (int i = 0; i < gradients.Length; i++) gradients[i] = values[i].ZerosLike();
        InputGradient = input.ZerosLike();
        AddTo(gradients[^1], Loss.Backward(values[^1], targets));
        for (int i = 0; i < gradients[^1].Values.Length; i++) gradients[^1].Values[i] *= weight;
        for (int i = _nodes.Count - 1; i >= 0; i--)
        {
            ReferenceNode node = _nodes[i];
            Tensor[] inputs = [.. node.Inputs.Select(index => index < 0 ? input : values[index])];
            Round(gradients[i]);
            IReadOnlyList<Tensor> dinputs = node.Layer.Backward(inputs, values[i], gradients[i]);
            for (int j = 0; j < inputs.Length; j++)
                AddTo(node.Inputs[j] < 0 ? InputGradient : gradients[node.Inputs[j]], dinputs[j]);
        }

        return weight * Loss.Loss(values[^1], targets);
    }

    /// <summary>Takes over running statistics; called once per training step.</summary>
    public void CommitState()
    {
        foreach (ReferenceNode node in _nodes) node.Layer.CommitState();
    }

    private Tensor[] ForwardAll(Tensor input, bool training)
    {
        var values = new Tensor[_nodes.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _nodes[i].Layer.Forward([.. _nodes[i].Inputs.Select(index => index < 0 ? input : values[index])], training);
            Round(values[i]);
        }

        return values;
    }

    private void Round(Tensor tensor)
    {
        if (Rounding is null) return;
        for (int i = 0; i < tensor.Values.Length; i++) tensor.Values[i] = Rounding(tensor.Values[i]);
    }

    private static void AddTo(Tensor sum, Tensor term)
    {
        if (!sum.Shape.SequenceEqual(term.Shape)) throw new InvalidOperationException($"A gradient of shape {term} for a value of shape {sum}.");
        for (int i = 0; i < sum.Values.Length; i++) sum.Values[i] += term.Values[i];
    }
}
