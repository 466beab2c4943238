using NetGen.Generator.Kernels;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Where a layer's lowering takes its tensors and parameters from and puts its kernels.</summary>
internal sealed class LoweringContext
{
    // Rows of a dense layer's tile whose distance is a multiple of the cache's way, 4 KiB, would fight for the same few lines.
    private const int FloatsOfCacheWay = 1024;
    private const int FewestFloatsOfOddRows = FloatsOfCacheWay / 4;

    private readonly NetworkModel _model;
    private readonly FusionPlan _fusion;
    private readonly TensorValue?[] _values;
    private readonly List<List<Kernel>> _backward = [];
    private readonly NameAllocator _names = new();
    private readonly Dictionary<Shape, TensorValue> _paddedInputs = [];
    private LayerNode _node = null!;
    private int _index;
    private string _prefix = "";

    public LoweringContext(NetworkModel model, FusionPlan fusion)
    {
        _model = model;
        _fusion = fusion;
        Unrolling = new UnrollPolicy(model.Unroll);
        _values = new TensorValue?[model.Nodes.Count];
        NetworkInput = new TensorValue(new Storage("input", StorageKind.NetworkInput, model.Input.Size), model.Input, model.Input.Channels);
    }

    /// <summary>The caller's samples: unpadded.</summary>
    public TensorValue NetworkInput { get; }

    /// <summary>The last layer's output.</summary>
    public TensorValue NetworkOutput => _values[_model.OutputNode]!;

    /// <summary>What is written out and what is left out.</summary>
    public UnrollPolicy Unrolling { get; }

    /// <summary>Whether the network is trained, and so needs backward kernels.</summary>
    public bool IsTrained => _model.Loss is not null;

    /// <summary>Multiply-adds of all layers, for one sample.</summary>
    public long NetworkWork => _model.Nodes.Sum(node => node.Layer.MultiplyAdds(node));

    public List<PlannedParameter> Parameters { get; } = [];

    public List<Storage> Storages { get; } = [];

    public List<Scratch> Scratches { get; } = [];

    public List<Derived> Derived { get; } = [];

    /// <summary>What computes <see cref="Derived"/> memory.</summary>
    public List<Kernel> Derivations { get; } = [];

    /// <summary>Forward kernels of inference, in order.</summary>
    public List<Kernel> Inference { get; } = [];

    /// <summary>Forward kernels of training, in order.</summary>
    public List<Kernel> Training { get; } = [];

    /// <summary>What must be done once a step before anything else.</summary>
    public List<Kernel> Preparation { get; } = [];

    /// <summary>What must be done next, with what <see cref="Preparation"/> has left.</summary>
    public List<Kernel> SecondPreparation { get; } = [];

    /// <summary>Gradients of parameters that only need activations and gradients of the whole batch.</summary>
    public List<Kernel> WeightGradients { get; } = [];

    /// <summary>What is done after a step was accepted.</summary>
    public List<Kernel> Commits { get; } = [];

    /// <summary>Kernels by the node that they belong to; the network's own (staging, loss) at -1.</summary>
    public Dictionary<Kernel, int> Owners { get; } = [];

    /// <summary>The backward pass, last layer first.</summary>
    public IReadOnlyList<Kernel> Backward => [.. Enumerable.Reverse(_backward).SelectMany(kernels => kernels)];

    /// <summary>Index of the node at hand.</summary>
    public int NodeIndex => _index;

    /// <summary>The node's name as the beginning of method names: Conv1.</summary>
    public string Prefix => _prefix;

    /// <summary>Whether the ReLU behind this layer is applied by the layer's own kernel.</summary>
    public bool Rectifies => _fusion.Rectifies(_index);

    /// <summary>Whether this activation overwrites its input.</summary>
    public bool IsInPlace => _fusion.IsInPlace(_index);

    /// <summary>Whether the kernel before this activation applies it.</summary>
    public bool IsAbsorbed => _fusion.IsAbsorbed(_index);

    public void Begin(int index)
    {
        _index = index;
        _node = _model.Nodes[index];
        _prefix = _names.Reserve(NameAllocator.Pascal(_node.Name));
        _backward.Add([]);
    }

    /// <summary>Ends the node at hand; what follows belongs to the network itself.</summary>
    public void BeginNetworkPart(string prefix)
    {
        _index = -1;
        _prefix = _names.Reserve(prefix);
        _backward.Add([]);
    }

    /// <summary>An input tensor as it is: perhaps the caller's own, unpadded.</summary>
    public TensorValue Input(int index = 0)
    {
        int source = _node.Inputs[index];
        return source < 0 ? NetworkInput : _values[source]!;
    }

    /// <summary>
    /// An input tensor in the workspace, laid out as tensors are there. The caller's samples are copied for it, once for each shape under
    /// which they are read (an image, and the same image flattened).
    /// </summary>
    public TensorValue PaddedInput(int index = 0)
    {
        TensorValue input = Input(index);
        if (input.IsPadded) return input;
        if (_paddedInputs.TryGetValue(input.Shape, out TensorValue? known)) return known;
        TensorValue padded = NewTensor("paddedInput", input.Shape);
        CopyChannelsKernel copy = Copy(_names.Reserve("PadInput"), input, padded, isGradient: false);
        Owners[copy] = -1;
        Inference.Add(copy);
        if (IsTrained) Training.Add(copy);
        _paddedInputs.Add(input.Shape, padded);
        return padded;
    }

    /// <summary>
    /// An input tensor whose samples are rows of a matrix product. The caller's own rows are copied where all of a tile's rows would fight
    /// for the same cache set: a product of 128 rows of 1,024 floats then reached between 50 and 91 % of the processor's peak, depending on
    /// which physical pages the rows lay in.
    /// </summary>
    public TensorValue RowsInput() => Input().Storage.SampleStride % FloatsOfCacheWay == 0 ? PaddedInput() : Input();

    /// <summary>An input tensor whose values lie without gaps. Where pixels are padded, they are copied together, and their gradient back.</summary>
    public TensorValue ContiguousInput()
    {
        TensorValue input = Input();
        if (input.IsContiguous) return input;
        TensorValue packed = NewTensor(_node.Name, input.Shape.Flatten());
        TensorValue pixels = new(packed.Storage, input.Shape, input.Shape.Channels);
        packed.Storage.NeedsGradient = input.Storage.NeedsGradient;
        Forward(Copy(KernelName("Forward"), input, pixels, isGradient: false));
        if (input.Storage.NeedsGradient) BackwardStep(Copy(KernelName("InputGradient"), pixels, input, isGradient: true));
        return packed;
    }

    /// <summary>A name for one of the node's kernels: Conv1Forward.</summary>
    public string KernelName(string purpose) => _names.Reserve(_prefix + purpose);

    /// <summary>A node's output.</summary>
    public TensorValue Value(int node) => _values[node]!;

    /// <summary>A new tensor for the node's output.</summary>
    public TensorValue DefineOutput()
    {
        TensorValue tensor = NewTensor(_node.Name, _node.OutputShape);
        tensor.Storage.NeedsGradient = IsTrained
            && (_node.Parameters.Any(parameter => parameter.IsTrained) || Enumerable.Range(0, _node.Inputs.Count).Any(i => Input(i).Storage.NeedsGradient));
        SetOutput(tensor);
        return tensor;
    }

    /// <summary>Makes an existing tensor, or a view of one, the node's output.</summary>
    public void SetOutput(TensorValue tensor) => _values[_index] = tensor;

    /// <summary>A tensor in the workspace that is nobody's output.</summary>
    public TensorValue NewTensor(string name, Shape shape)
    {
        int pitch = Panels.Padded(shape.Channels);
        int size = checked(shape.Positions * pitch);
        Storage storage = new(name, StorageKind.Workspace, size < FewestFloatsOfOddRows ? Panels.RoundUp(size, Panels.Largest) : Panels.OddLines(size));
        Storages.Add(storage);
        return new TensorValue(storage, shape, pitch);
    }

    /// <summary>Scratch memory that does not grow with the batch.</summary>
    public Scratch NewScratch(string name, int size)
    {
        Scratch scratch = new(_prefix + name, Panels.RoundUp(size, Panels.Largest), forInference: false);
        Scratches.Add(scratch);
        return scratch;
    }

    /// <summary>Memory for what is computed from parameters whenever they have changed.</summary>
    public Derived NewDerived(string name, int size)
    {
        Derived derived = new(_prefix + name, Panels.RoundUp(size, Panels.Largest));
        Derived.Add(derived);
        return derived;
    }

    /// <summary>The node's parameter that a short form means, or null where it has none.</summary>
    public PlannedParameter? Parameter(Parameter kind) => Parameter(_node.Find(kind));

    /// <summary>The node's parameter of a name, or null where it has none.</summary>
    public PlannedParameter? Parameter(string name) => Parameter(_node.Find(name));

    private PlannedParameter? Parameter(ParameterSpec? spec)
    {
        if (spec is null) return null;
        string name = _node.Name + "." + spec.Name;
        PlannedParameter? known = Parameters.Find(parameter => parameter.Name == name);
        if (known is null)
        {
            known = new PlannedParameter(name, spec);
            Parameters.Add(known);
        }

        return known;
    }

    /// <summary>A forward kernel for inference and training.</summary>
    public void Forward(Kernel kernel)
    {
        ForwardInference(kernel);
        ForwardTraining(kernel);
    }

    public void ForwardInference(Kernel kernel) => Add(Inference, kernel);

    public void ForwardTraining(Kernel kernel)
    {
        if (IsTrained) Add(Training, kernel);
    }

    /// <summary>A kernel of the backward pass; a node's run in the order in which they are added.</summary>
    public void BackwardStep(Kernel kernel) => Add(_backward[_backward.Count - 1], kernel);

    public void WeightGradient(Kernel kernel) => Add(WeightGradients, kernel);

    public void Prepare(Kernel kernel) => Add(Preparation, kernel);

    public void PrepareSecond(Kernel kernel) => Add(SecondPreparation, kernel);

    /// <summary>A kernel that writes derived memory: before the first inference after a change, and in every training step.</summary>
    public void Derive(Kernel kernel)
    {
        Add(Derivations, kernel);
        if (IsTrained) Add(Preparation, kernel);
    }

    public void Commit(Kernel kernel) => Add(Commits, kernel);

    private static CopyChannelsKernel Copy(string name, TensorValue from, TensorValue to, bool isGradient) => new(
        name,
        new TensorOperand("source", from, isGradient, IsWritten: false),
        from.Pitch,
        0,
        new TensorOperand("target", to, isGradient, IsWritten: true),
        to.Pitch,
        0,
        from.Shape.Channels,
        from.Shape.Positions);

    private void Add(List<Kernel> list, Kernel kernel)
    {
        list.Add(kernel);
        Owners[kernel] = _index;
    }
}
