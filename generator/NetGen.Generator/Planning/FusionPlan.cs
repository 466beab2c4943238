using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning;

/// <summary>Which activations and normalisations need no tensor of their own: it follows from who reads what, forward and backward.</summary>
internal sealed class FusionPlan
{
    private readonly HashSet<Operation> _rectifying = [];
    private readonly HashSet<Operation> _inPlace = [];
    private readonly HashSet<Operation> _absorbed = [];
    private readonly HashSet<int> _nodesInPlace = [];
    private readonly Dictionary<Operation, BatchNormalization> _normalizations = [];

    public FusionPlan(OperationGraph graph)
    {
        foreach (BatchNormalization normalization in graph.Operations.Select(placed => placed.Operation).OfType<BatchNormalization>())
        {
            if (graph.Readers(normalization.Input) == 1 && graph.Producer(normalization.Input) is { CanScaleWeights: true } product)
                _normalizations.Add(product, normalization);
        }

        foreach ((int node, Operation operation) in graph.Operations)
        {
            if (operation is not Map { CanOverwrite: true } map || graph.Producer(map.Inputs[0]) is not { } producer) continue;
            bool isReadAgain = graph.Readers(map.Inputs[0]) != 1 || producer.SharesMemory;
            bool isKept = graph.IsTrained && (map.Kept.HasFlag(Kept.Inputs) || producer.Kept.HasFlag(Kept.Output));
            if (isReadAgain || isKept) continue;
            _inPlace.Add(map);
            _nodesInPlace.Add(node);
            if (map is not ActivationMap { Function.IsRectifier: true } || !producer.CanRectify) continue;
            _rectifying.Add(producer);
            _absorbed.Add(map);
        }
    }

    /// <summary>Whether an operation's kernel applies the ReLU behind it before the store.</summary>
    public bool Rectifies(Operation operation) => _rectifying.Contains(operation);

    /// <summary>The batch normalisation that is all that reads what an operation makes, and that its weights may take in; null where there is none.</summary>
    public BatchNormalization? NormalizationBehind(Operation operation) => _normalizations.TryGetValue(operation, out BatchNormalization? found) ? found : null;

    /// <summary>Whether an activation overwrites its input: nobody else reads it, and backward needs only the result.</summary>
    public bool IsInPlace(Operation operation) => _inPlace.Contains(operation);

    /// <summary>Whether the kernel before an activation applies it.</summary>
    public bool IsAbsorbed(Operation operation) => _absorbed.Contains(operation);

    /// <summary>Whether a layer's values take the place of those that it reads.</summary>
    public bool IsInPlace(int node) => _nodesInPlace.Contains(node);
}
