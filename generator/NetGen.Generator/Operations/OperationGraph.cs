namespace NetGen.Generator.Operations;

/// <summary>An operation and the layer that it belongs to.</summary>
/// <param name="Node">Index of the layer; -1 for the network itself.</param>
internal sealed record PlacedOperation(int Node, Operation Operation);

/// <summary>A network as operations on tensors, in an order in which each reads only what stands before it.</summary>
internal sealed class OperationGraph
{
    private readonly Dictionary<Tensor, Operation> _producers = [];
    private readonly Dictionary<Tensor, int> _readers = [];
    private readonly HashSet<Tensor> _withGradient = [];
    private readonly IReadOnlyList<Tensor> _handedOn;

    /// <param name="inputs">The caller's samples.</param>
    /// <param name="operations">In order.</param>
    /// <param name="handedOn">The tensor that each layer hands on.</param>
    /// <param name="outputs">What the caller is given.</param>
    /// <param name="isTrained">Whether gradients are asked for.</param>
    public OperationGraph(
        IReadOnlyList<Tensor> inputs, IReadOnlyList<PlacedOperation> operations, IReadOnlyList<Tensor> handedOn, IReadOnlyList<Tensor> outputs, bool isTrained)
    {
        Inputs = inputs;
        Operations = operations;
        Outputs = outputs;
        IsTrained = isTrained;
        _handedOn = handedOn;
        foreach (Tensor output in outputs) CountReader(output);
        foreach ((_, Operation operation) in operations)
        {
            foreach (Tensor read in operation.Inputs) CountReader(read);

            if (operation.Output is { } made) _producers.Add(made, operation);
            if (isTrained) FollowGradient(operation);
        }
    }

    /// <summary>The caller's samples.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    public IReadOnlyList<PlacedOperation> Operations { get; }

    /// <summary>Whether the network has a loss, and so a backward pass.</summary>
    public bool IsTrained { get; }

    /// <summary>What the caller is given.</summary>
    public IReadOnlyList<Tensor> Outputs { get; }

    /// <summary>What a layer hands on.</summary>
    public Tensor OutputOf(int node) => _handedOn[node];

    /// <summary>What makes a tensor; null for the caller's samples.</summary>
    public Operation? Producer(Tensor tensor) => _producers.TryGetValue(tensor, out Operation? producer) ? producer : null;

    /// <summary>How often operations and the caller read a tensor.</summary>
    public int Readers(Tensor tensor) => _readers.TryGetValue(tensor, out int count) ? count : 0;

    /// <summary>Whether the gradient of the loss by a tensor is asked for: parameters lie behind it, or a loss begins at it.</summary>
    public bool NeedsGradient(Tensor tensor) => _withGradient.Contains(tensor);

    private void CountReader(Tensor tensor)
    {
        _readers.TryGetValue(tensor, out int count);
        _readers[tensor] = count + 1;
    }

    private void FollowGradient(Operation operation)
    {
        if (operation.Output is not { } output)
        {
            foreach (Tensor read in operation.Inputs) _withGradient.Add(read);
            return;
        }

        if (operation.Parameters.Any(parameter => parameter.Spec.IsTrained) || operation.Inputs.Any(_withGradient.Contains)) _withGradient.Add(output);
    }
}
