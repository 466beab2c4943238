using NetGen.Runtime;

namespace NetGen;

/// <summary>What an optimiser has kept of earlier steps.</summary>
internal sealed class OptimizerState
{
    private readonly Dictionary<(string Name, string Parameter), StateTensor> _tensors;

    /// <summary>Nothing kept yet.</summary>
    /// <param name="optimizer">Who keeps it.</param>
    /// <param name="size">Floats of the trained parameters, packed.</param>
    /// <param name="info">The network; null where the optimiser does not look at single parameters.</param>
    public OptimizerState(Optimizer optimizer, int size, NetworkInfo? info = null)
    {
        Slots = [.. optimizer.SlotNames.Select(_ => new AlignedMemory(size))];
        Tensors = info is null ? [] : [.. optimizer.CreateTensors(info)];
        _tensors = Tensors.ToDictionary(static tensor => (tensor.Name, tensor.Parameter.Name));
    }

    /// <summary>Each laid out like the trained parameters.</summary>
    public AlignedMemory[] Slots { get; }

    /// <summary>What is kept of single parameters in other shapes.</summary>
    public IReadOnlyList<StateTensor> Tensors { get; }

    /// <summary>Updates made so far.</summary>
    public long Updates { get; set; }

    /// <summary>Sum of the gradients of steps since the last update, each times the weight of its samples; null where each step updates.</summary>
    public AlignedMemory? GradientSum { get; init; }

    /// <summary>Steps in <see cref="GradientSum"/>.</summary>
    public int SummedSteps { get; set; }

    /// <summary>Weight of the samples of these steps: their number, where all count the same.</summary>
    public double SummedWeight { get; set; }

    /// <summary>An average of the parameters; null where none is kept.</summary>
    public AlignedMemory? Average { get; init; }

    /// <summary>Updates that count in <see cref="Average"/>.</summary>
    public long Averages { get; set; }

    /// <summary>
    /// A product over the updates that <see cref="ProductUpdates"/> counts: follows from their number, and is kept so as not to be computed anew.
    /// </summary>
    public double Product { get; set; } = 1;

    /// <summary>Factors in <see cref="Product"/>.</summary>
    public long ProductUpdates { get; set; }

    /// <summary>Floats that are kept in all.</summary>
    public long Size => Slots.Sum(static slot => (long)slot.Length) + Tensors.Sum(static tensor => (long)tensor.Values.Length) + (GradientSum?.Length ?? 0) + (Average?.Length ?? 0);

    /// <summary>One of <see cref="Tensors"/>.</summary>
    public StateTensor Tensor(string name, ParameterInfo parameter) => _tensors[(name, parameter.Name)];

    /// <summary>The first float of a slot; of no memory where the rule has no such slot.</summary>
    public ref float Start(int slot) => ref (slot < Slots.Length ? Slots[slot] : AlignedMemory.Empty).Start;
}

/// <summary>What an optimiser keeps of one parameter, in a shape of its own.</summary>
/// <param name="Name">What it is, as PyTorch names it.</param>
/// <param name="Parameter">Of which parameter.</param>
/// <param name="Shape">Its shape in files.</param>
internal sealed record StateTensor(string Name, ParameterInfo Parameter, IReadOnlyList<int> Shape)
{
    /// <summary>Row-major.</summary>
    public float[] Values { get; } = new float[NetworkInfo.Product(Shape)];
}
