using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Operators;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading;

/// <summary>A model on its way into a declaration: what has been read of it.</summary>
internal sealed class ModelReading
{
    private readonly GraphProto _graph;
    private readonly Dictionary<string, Lazy<Constant>> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadValue> _values = new(StringComparer.Ordinal);
    private readonly ILookup<string, NodeProto> _readers;
    private readonly HashSet<string> _outputs;
    private readonly HashSet<NodeProto> _done = [];
    private readonly Dictionary<string, LinearPart> _linear = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    /// <summary>Begins to read.</summary>
    /// <param name="graph">Of the model, without nodes that nobody needs.</param>
    /// <param name="opset">The version of its operators.</param>
    /// <param name="folder">Where data beside the model is; null where no other file may be opened.</param>
    public ModelReading(GraphProto graph, long opset, string? folder)
    {
        (_graph, Opset, Folder) = (graph, opset, folder);
        foreach (TensorProto tensor in graph.Initializer) _constants.TryAdd(tensor.Name, new Lazy<Constant>(() => TensorDecoding.Decode(tensor, folder)));
        _readers = graph.Node
            .SelectMany(node => node.Input.Distinct(StringComparer.Ordinal).Select(input => (Input: input, Node: node)))
            .ToLookup(pair => pair.Input, pair => pair.Node, StringComparer.Ordinal);
        _outputs = graph.Output.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
        Allowance = new Allowance(graph.Initializer.Sum(tensor => (long)tensor.RawData.Length + (tensor.FloatData.Count * sizeof(float))) / sizeof(float));
        Arranger = new Arranger(Declaration);
    }

    public Declaration Declaration { get; } = new();

    public Arranger Arranger { get; }

    public Allowance Allowance { get; }

    public long Opset { get; }

    public string? Folder { get; }

    /// <summary>What counts samples, in all tensors.</summary>
    public Atom? Samples { get; private set; }

    public IReadOnlyList<string> Problems => _problems;

    public List<ImportedTensor> Inputs { get; } = [];

    public List<ImportedTensor> Outputs { get; } = [];

    /// <summary>What a layer of steps is made of, where it is a product with weights; else null.</summary>
    public LinearPart? LinearOf(string layer) => _linear.GetValueOrDefault(layer);

    public void AddLinear(string layer, LinearPart part) => _linear[layer] = part;

    public void Complain(string problem) => _problems.Add(problem);

    /// <summary>What counts samples; the same for all inputs.</summary>
    /// <param name="extent">How many the model is written for; 0 for any number.</param>
    public Atom SamplesOf(long extent) => Samples ??= new Atom(extent) { IsSamples = true };

    public void AddInput(string tensor, ReadValue value) => _values.TryAdd(tensor, value);

    public void Read(NodeProto node)
    {
        if (_done.Contains(node)) return;
        ReadNode read = new(node, this);
        try
        {
            if (node.Domain is not ("" or "ai.onnx")) throw new NotSupportedException($"operators of {node.Domain} are not known");
            if (node.Input.All(input => input.Length == 0 || IsConstant(input))
                && Folding.Find(node.OpType) is { } fold
                && (node.Input.Count > 0 || node.OpType == "Constant"))
            {
                Constant constant = fold(read);
                _constants.TryAdd(read.Output, new Lazy<Constant>(constant));
                return;
            }

            if (OperatorTable.Find(node.OpType) is not { } reader) throw new NotSupportedException("no layer stands for it");
            IReadOnlyList<ReadValue?> results = reader(read);
            for (int index = 0; index < Math.Min(results.Count, node.Output.Count); index++)
            {
                if (results[index] is { } value) Give(node.Output[index], value);
            }

            foreach (string output in node.Output.Where(output => output.Length > 0 && IsRead(output) && !_values.ContainsKey(output) && !IsConstant(output)))
                _problems.Add($"{node.Name} ({node.OpType}): its result {output} is none that a layer gives.");
        }
        catch (UnreadableValueException)
        {
            // What it reads has been complained of.
        }
        catch (NotSupportedException exception)
        {
            _problems.Add($"{node.Name} ({node.OpType}): {exception.Message}.");
        }
    }

    /// <summary>A result that is known without a layer.</summary>
    public void Give(string tensor, Constant constant) => _constants.TryAdd(tensor, new Lazy<Constant>(constant));

    /// <summary>What a model's outputs are of, once all is read.</summary>
    public IEnumerable<(string Tensor, ReadValue? Value)> Results => _graph.Output.Select(output => (output.Name, _values.GetValueOrDefault(output.Name)));

    public bool IsConstant(string tensor) => _constants.ContainsKey(tensor);

    public Constant ConstantOf(string tensor) => _constants[tensor].Value;

    /// <summary>The shape of a tensor of the file; empty where it is none.</summary>
    public IReadOnlyList<long> ShapeOf(string tensor)
    {
        TensorProto? held = _graph.Initializer.FirstOrDefault(other => other.Name == tensor)
            ?? _graph.Node.FirstOrDefault(node => node.OpType == "Constant" && node.Output.Contains(tensor))
                ?.Attribute.FirstOrDefault(attribute => attribute.Name == "value")?.T;
        return held?.Dims.ToArray() ?? [];
    }

    /// <summary>Whether a tensor is what the model gives, and nobody else reads it.</summary>
    public bool IsOnlyOutput(string tensor) => _graph.Output.Count == 1 && _outputs.Contains(tensor) && !_readers.Contains(tensor);

    /// <summary>Whether a node reads a tensor, or the model gives it.</summary>
    public bool IsRead(string tensor) => _readers.Contains(tensor) || _outputs.Contains(tensor);

    /// <summary>The nodes that read a tensor.</summary>
    public IEnumerable<NodeProto> ReadersOf(string tensor) => _readers[tensor];

    /// <summary>The node that alone reads a tensor, of an operator; else null.</summary>
    public ReadNode? OnlyReader(string tensor, string op)
        => !_outputs.Contains(tensor) && _readers[tensor].ToArray() is [var node] && node.OpType == op
            && node.Input.Count(input => input == tensor) == 1
                ? new ReadNode(node, this)
                : null;

    /// <summary>A node that has become a part of the layer at hand.</summary>
    public void Absorb(ReadNode node, ReadValue value)
    {
        Give(node.Output, value);
        _done.Add(_readers.SelectMany(readers => readers).First(reader => reader.Output.Contains(node.Output)));
    }

    /// <summary>What an input of a node is.</summary>
    /// <exception cref="NotSupportedException">It is part of the model.</exception>
    public ReadValue Find(string tensor) => _values.TryGetValue(tensor, out ReadValue? value) ? value
        : IsConstant(tensor) ? throw new NotSupportedException($"{tensor} is a part of the model, where something computed is expected")
        : throw new UnreadableValueException();

    private void Give(string tensor, ReadValue value)
    {
        if (value.Size is <= 0 or > ReadValue.Largest || value.Network.Extents.Aggregate((Int128)1, (product, extent) => product * extent) != value.Size)
            throw new NotSupportedException("what it gives is too large");
        _values.TryAdd(tensor, value);
    }

    /// <summary>What is read could not be read itself.</summary>
    private sealed class UnreadableValueException : Exception;
}
