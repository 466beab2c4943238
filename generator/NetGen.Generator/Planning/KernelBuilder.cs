using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Planning;

/// <summary>Where the choice of an operation's kernels takes its memory from and puts the kernels.</summary>
internal sealed partial class KernelBuilder
{
    // Rows of a dense layer's tile whose distance is a multiple of the cache's way, 4 KiB, would fight for the same few lines.
    private const int FloatsOfCacheWay = 1024;

    // 16 KiB, a third to a half of a first-level cache: fewer weights than that are not waited for, and layers in straight line have fewer.
    private const int FewestNarrowWeights = 4096;
    private const int FewestFloatsOfOddRows = FloatsOfCacheWay / 4;

    private readonly NetworkModel _model;
    private readonly OperationGraph _graph;
    private readonly FusionPlan _fusion;
    private readonly Dictionary<Tensor, TensorValue> _values = [];
    private readonly NameAllocator _names;
    private readonly KernelBuilder? _whole;
    private readonly Dictionary<(Storage Storage, Shape Shape), TensorValue> _paddedInputs = [];
    private readonly Dictionary<string, PlannedParameter> _madeParameters = new(StringComparer.Ordinal);
    private Operation? _operation;
    private int _node;
    private string _prefix = "";

    /// <param name="whole">Where operations are those of one step of a sequence: the builder of the whole network, whose parameters and names they share.</param>
    public KernelBuilder(NetworkModel model, OperationGraph graph, FusionPlan fusion, KernelBuilder? whole = null)
    {
        _whole = whole;
        _names = whole?._names ?? new NameAllocator();
        _model = model;
        _graph = graph;
        _fusion = fusion;
        Unrolling = new UnrollPolicy(model.Unroll);
        int offset = 0;
        foreach (Tensor input in graph.Inputs)
        {
            _values.Add(input, new TensorValue(new Storage(input.Name, StorageKind.NetworkInput, model.InputSize) { RowOffset = offset }, input.Shape, input.Shape.Channels));
            offset += input.Shape.Size;
        }
    }

    /// <summary>The caller's samples: unpadded, several inputs side by side in a sample's row.</summary>
    public IReadOnlyList<TensorValue> NetworkInputs => [.. _graph.Inputs.Select(Value)];

    /// <summary>What the network gives.</summary>
    public IReadOnlyList<TensorValue> NetworkOutputs => [.. _graph.Outputs.Select(Value)];

    /// <summary>What is written out and what is left out.</summary>
    public UnrollPolicy Unrolling { get; }

    /// <summary>Whether the network is trained, and so needs backward kernels.</summary>
    public bool IsTrained => _graph.IsTrained;

    /// <summary>Multiply-adds of all layers, for one sample.</summary>
    public long NetworkWork => (_whole?._model ?? _model).Nodes.Sum(node => node.Layer.MultiplyAdds(node));

    /// <summary>Where operations are those of one step of a sequence: how many it has as it is declared; else 0.</summary>
    public int Steps { get; init; }

    /// <summary>Those that lie in the block.</summary>
    public List<PlannedParameter> Parameters { get; } = [];

    public List<Storage> Storages { get; } = [];

    /// <summary>What lasts from one step of a sequence to the next.</summary>
    public List<Storage> States { get; } = [];

    public List<Scratch> Scratches { get; } = [];

    public List<Derived> Derived { get; } = [];

    /// <summary>The kernels chosen so far.</summary>
    public KernelProgram Program { get; } = new();

    /// <summary>The node's name as the beginning of method names: Conv1.</summary>
    public string Prefix => _prefix;

    /// <summary>Whether the ReLU behind this operation is applied by the operation's own kernel.</summary>
    public bool Rectifies => _fusion.Rectifies(_operation!);

    /// <summary>Whether this operation overwrites its input.</summary>
    public bool IsInPlace => _fusion.IsInPlace(_operation!);

    /// <summary>Whether the kernel before this activation applies it.</summary>
    public bool IsAbsorbed => _fusion.IsAbsorbed(_operation!);

    /// <summary>Goes on to a layer.</summary>
    public void BeginNode(int node)
    {
        _node = node;
        _prefix = _names.Reserve(NameAllocator.Pascal(_model.Nodes[node].Name) + (_whole is null ? string.Empty : "Step"));
    }

    /// <summary>What follows belongs to the network itself.</summary>
    public void BeginNetworkPart(string prefix)
    {
        _node = -1;
        _prefix = _names.Reserve(NameAllocator.Pascal(prefix));
    }

    /// <summary>Goes on to an operation of the layer at hand.</summary>
    public void Begin(Operation operation)
    {
        _operation = operation;
        Program.BeginOperation();
    }

    /// <summary>Where a tensor lies: perhaps in the caller's own memory, unpadded.</summary>
    public TensorValue Value(Tensor tensor) => _values[tensor];

    /// <summary>The same, or null where there is none.</summary>
    public TensorValue? ValueIfAny(Tensor? tensor) => tensor is null ? null : Value(tensor);

    /// <summary>Where what a layer hands on lies.</summary>
    public TensorValue Value(int node) => Value(_graph.OutputOf(node));

    /// <summary>
    /// How many rows a sample of the whole network has where the given shape is that of a step: the order of a sum is that of all rows. Else those of the
    /// shape itself.
    /// </summary>
    public int RowsOfSample(Shape shape) => shape.IsSequence && Steps > 0 ? Steps : shape.Positions;

    /// <summary>What computes a tensor; null for an input.</summary>
    public Operation? Producer(Tensor tensor) => _graph.Producer(tensor);

    /// <summary>Whether the gradient of the loss by a tensor is asked for.</summary>
    public bool NeedsGradient(Tensor tensor) => _graph.NeedsGradient(tensor);

    /// <summary>
    /// A tensor in the workspace, laid out as tensors are there. The caller's samples are copied for it, once for each shape under
    /// which they are read (an image, and the same image flattened).
    /// </summary>
    public TensorValue Padded(Tensor tensor)
    {
        TensorValue value = Value(tensor);
        if (value.IsPadded) return value;
        if (_paddedInputs.TryGetValue((value.Storage, value.Shape), out TensorValue? known)) return known;
        TensorValue padded = NewValue("paddedInput", value.Shape);
        Program.Forward(Copy(_names.Reserve("PadInput"), TensorOperand.Read("source", value), TensorOperand.Write("target", padded)), -1);
        _paddedInputs.Add((value.Storage, value.Shape), padded);
        return padded;
    }

    /// <summary>
    /// A tensor whose samples are rows of a matrix product. The caller's own rows are copied where all of a tile's rows would fight
    /// for the same cache set: a product of 128 rows of 1,024 floats then reached between 50 and 91 % of the processor's peak, depending on
    /// which physical pages the rows lay in.
    /// </summary>
    public TensorValue Rows(Tensor tensor) => Value(tensor).Storage.SampleStride % FloatsOfCacheWay == 0 ? Padded(tensor) : Value(tensor);

    /// <summary>A tensor whose values lie without gaps. Where pixels are padded, they are copied together, and their gradient back.</summary>
    public TensorValue Contiguous(Tensor tensor)
    {
        TensorValue value = Value(tensor);
        if (value.IsContiguous) return value;
        TensorValue packed = NewValue(_model.Nodes[_node].Name, value.Shape.Flatten());
        TensorValue pixels = new(packed.Storage, value.Shape, value.Shape.Channels);
        Forward(Copy(KernelName("Forward"), TensorOperand.Read("source", value), TensorOperand.Write("target", pixels)));
        if (NeedsGradient(tensor))
        {
            Backward(Copy(KernelName("InputGradient"), TensorOperand.ReadGradient("source", pixels), TensorOperand.ContributeGradient("target", value)));
        }

        return packed;
    }

    /// <summary>Gives a reshaped tensor memory of its own, with its pixels as far apart as they are in the workspace.</summary>
    /// <param name="pixels">The same values without gaps.</param>
    public void Spread(Reshape reshape, TensorValue pixels)
    {
        TensorValue output = Define(reshape.Output);
        Forward(Copy(KernelName("Forward"), TensorOperand.Read("source", pixels), TensorOperand.Write("target", output)));
        if (!NeedsGradient(reshape.Input)) return;
        Backward(Copy(KernelName("InputGradient"), TensorOperand.ReadGradient("source", output), TensorOperand.ContributeGradient("target", pixels)));
    }

    /// <summary>A name for one of the node's kernels: Conv1Forward.</summary>
    public string KernelName(string purpose) => _names.Reserve(_prefix + purpose);

    /// <summary>Gives a tensor memory of its own.</summary>
    /// <param name="inferenceAlias">What inference reads in its place.</param>
    public TensorValue Define(Tensor tensor, Storage? inferenceAlias = null) => Place(tensor, NewValue(tensor.Name, tensor.Shape, inferenceAlias));

    /// <summary>Says where a tensor lies.</summary>
    public TensorValue Place(Tensor tensor, TensorValue value)
    {
        _values.Add(tensor, value);
        return value;
    }

    /// <summary>A new tensor in the workspace.</summary>
    public TensorValue NewValue(string name, Shape shape, Storage? inferenceAlias = null)
    {
        int pitch = Panels.Padded(shape.Channels);
        int size = checked(shape.Positions * pitch);
        int stride = size < FewestFloatsOfOddRows ? Panels.RoundUp(size, Panels.Largest) : Panels.OddLines(size);
        Storage storage = new(name, StorageKind.Workspace, stride, inferenceAlias);
        Storages.Add(storage);
        return new TensorValue(storage, shape, pitch);
    }

    /// <summary>Memory that lasts from one step of a sequence to the next, and begins with zeros.</summary>
    public TensorValue NewState(string name, Shape shape)
    {
        int pitch = Panels.Padded(shape.Channels);
        Storage storage = new(name, StorageKind.State, Panels.RoundUp(checked(shape.Positions * pitch), Panels.Largest));
        States.Add(storage);
        return new TensorValue(storage, shape, pitch);
    }

    /// <summary>Scratch memory that does not grow with the batch.</summary>
    public Scratch NewScratch(string name, int size)
    {
        Scratch scratch = new(_prefix + name, Panels.RoundUp(size, Panels.Largest));
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

    /// <summary>Whether there is room for so many more floats that are computed from parameters, in inference and in a training step.</summary>
    public bool HasRoomForDerived(long size)
        => Derived.Sum(derived => (long)derived.Size) + size <= SizeLimits.MaximumDerived && Scratches.Sum(scratch => (long)scratch.Size) + size <= SizeLimits.MaximumDerived;

    /// <summary>
    /// What inference reads in the place of a weight where the network asks for fewer bits, to be asked by whoever has a kernel for that; null
    /// where it reads floats. A step of a sequence does as the whole sequence.
    /// </summary>
    /// <param name="takesScales">Whether the kernel can multiply each sum with a factor.</param>
    public Derived? ReadsNarrow(PlannedParameter weights, bool takesScales = false)
    {
        if (_whole is not null || weights.Narrow is not null || _model.Weights == WeightPrecision.Float32) return weights.Narrow;
        bool isBundled = takesScales && _model.Activations == ActivationPrecision.Int8 && weights.Panel == Panels.Largest && Bundles.Pay(weights.Depth);
        WeightFormat format = WeightFormat.Of(_model.Weights, isBundled);
        if (weights.Values is not null)
        {
            weights.KeepFloats("they are computed from other parameters");
        }
        else if (weights.PackedSize < FewestNarrowWeights)
        {
            weights.KeepFloats($"fewer than {Literals.Grouped(FewestNarrowWeights)}, a first-level cache keeps them");
        }
        else if (format.HasScales && !takesScales)
        {
            weights.KeepFloats($"its kernel reads no {format.Precision}");
        }
        else if (!HasRoomForDerived(format.Floats(weights)))
        {
            weights.KeepFloats("no room behind the parameters");
        }
        else
        {
            Derived narrow = new(_prefix + "NarrowWeights", Panels.RoundUp(format.Floats(weights), Panels.Largest), format);
            Derived.Add(narrow);

            // Behind the scales of bundles stands what rows add too much whose zero is not 0.
            int scales = (isBundled ? 2 : 1) * weights.Groups * weights.PanelsPerGroup * weights.Panel;
            weights.ReadAs(narrow, format.HasScales ? NewDerived("Scales", scales) : null);
        }

        return weights.Narrow;
    }

    /// <summary>A weight as inference reads it, by a kernel that can read it in fewer bits; see <see cref="ReadsNarrow"/>.</summary>
    public MemoryOperand ReadForInference(string name, PlannedParameter weights)
        => ReadsNarrow(weights) is { } narrow ? new DerivedOperand(name, narrow, Access.Read) : ParameterOperand.Read(name, weights);

    /// <summary>Gives a parameter that is computed from others memory of its own, and its gradient too.</summary>
    public PlannedParameter Define(ParameterTensor parameter)
    {
        int size = new PlannedParameter(parameter.Name, parameter.Spec).PackedSize;
        PlannedParameter made = new(parameter.Name, parameter.Spec)
        {
            Values = NewDerived("Weights", size),
            Gradient = IsTrained ? NewScratch("WeightGradient", size) : null,
        };
        _madeParameters.Add(parameter.Name, made);
        return made;
    }

    /// <summary>Where a parameter lies.</summary>
    public PlannedParameter Parameter(ParameterTensor parameter)
    {
        if (_whole is not null) return _whole.Parameter(parameter);
        if (_madeParameters.TryGetValue(parameter.Name, out PlannedParameter? made)) return made;
        PlannedParameter? known = Parameters.Find(other => other.Name == parameter.Name);
        if (known is null)
        {
            known = new PlannedParameter(parameter.Name, parameter.Spec);
            Parameters.Add(known);
        }

        return known;
    }

    /// <summary>The same, or null where there is none.</summary>
    public PlannedParameter? ParameterIfAny(ParameterTensor? parameter) => parameter is null ? null : Parameter(parameter);

    /// <summary>A kernel of the forward pass, in inference and in training.</summary>
    public void Forward(Kernel kernel) => Program.Forward(kernel, _node);

    /// <summary>A kernel of inference alone.</summary>
    public void ForwardInference(Kernel kernel) => Program.ForwardInference(kernel, _node);

    /// <summary>A kernel of training's forward pass alone.</summary>
    public void ForwardTraining(Kernel kernel)
    {
        if (IsTrained) Program.ForwardTraining(kernel, _node);
    }

    /// <summary>A kernel of the backward pass; those of an operation run in the order in which they are added, behind those of the operations below it.</summary>
    public void Backward(Kernel kernel)
    {
        if (!IsTrained) return;
        if (BatchDivision.Of(kernel) is not { } division || !HasRoomForDerived(division.SumsSize))
        {
            Program.Backward(kernel, _node);
            return;
        }

        Scratch sums = NewScratch(kernel.Name.Substring(_prefix.Length) + "Parts", division.SumsSize);
        Program.Backward(new KernelInParts(kernel, division, sums), _node);
        Program.Backward(new SumOfPartsKernel(_names.Reserve(kernel.Name + "Sum"), division, sums), _node);
    }

    /// <summary>A copy of all values from one layout of pixels to another.</summary>
    public static CopyChannelsKernel Copy(string name, TensorOperand from, TensorOperand to) => new(
        name, from, from.Tensor.Pitch, 0, to, to.Tensor.Pitch, 0, from.Tensor.Shape.Channels, from.Tensor.Shape.Positions);
}
