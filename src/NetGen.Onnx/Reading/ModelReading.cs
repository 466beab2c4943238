namespace NetGen.Onnx.Reading;

/// <summary>A model on its way into a declaration: what has been read of it.</summary>
internal sealed class ModelReading(GraphProto graph)
{
    private readonly Dictionary<string, TensorProto> _constants = graph.Initializer.DistinctBy(tensor => tensor.Name, StringComparer.Ordinal).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ReadValue> _values = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private const int LargestExtent = 1 << 24;

    public Declaration Declaration { get; } = new();

    public IReadOnlyList<string> Problems => _problems;

    public void ReadInputs()
    {
        bool isFirst = true;
        foreach (ValueInfoProto input in graph.Input)
        {
            // Older models have their weights among the inputs.
            if (_constants.ContainsKey(input.Name)) continue;
            int[] extents = [.. (input.Type?.TensorType?.Shape?.Dim ?? []).Skip(1).Select(extent => (int)long.Clamp(extent.DimValue, 0, LargestExtent + 1))];
            if (extents.Length is not (1 or 3) || extents.Any(extent => extent is < 1 or > LargestExtent) || input.Type!.TensorType.ElemType != (int)TensorProto.Types.DataType.Float || _values.ContainsKey(input.Name))
            {
                _problems.Add($"the input {input.Name} is no batch of vectors or images of float, with extents that are known");
                continue;
            }

            bool isChannelsLast = extents.Length == 3 && IsTransposedFirst(input.Name);
            int[] shape = extents.Length == 1 || isChannelsLast ? extents : [extents[1], extents[2], extents[0]];
            Declaration.AddInput(input.Name, shape, isFirst);
            _values.Add(input.Name, new ReadValue(input.Name, shape, isChannelsLast));
            isFirst = false;
        }
    }

    public void Read(NodeProto node)
    {
        ReadNode read = new(node, _constants);
        try
        {
            if (NodeReaders.Find(node.OpType) is not { } reader) throw new NotSupportedException("no layer stands for it");
            _values[read.Output] = reader(read, this);
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

    public void ReadOutputs()
    {
        foreach (ValueInfoProto output in graph.Output.Where(output => _problems.Count == 0 && !_values.ContainsKey(output.Name)))
            _problems.Add($"the output {output.Name} is given by no node");
        if (graph.Output.Count == 0) _problems.Add("it has no outputs");
        if (graph.Input.All(input => !_values.ContainsKey(input.Name))) _problems.Add("it has no inputs");
        if (_problems.Count > 0) return;
        if (graph.Output.Count == 1 && string.Equals(Find(graph.Output[0].Name).Layer, Declaration.Last, StringComparison.Ordinal)) return;
        foreach (ValueInfoProto output in graph.Output) Declaration.Add($"[Output({Declaration.Quoted(Find(output.Name).Layer)})]");
    }

    /// <summary>Whether a tensor is what the model gives, and nobody else reads it.</summary>
    public bool IsOnlyOutput(string tensor) => graph.Output.Count == 1 && string.Equals(graph.Output[0].Name, tensor, StringComparison.Ordinal);

    /// <summary>What an input of a node is.</summary>
    public ReadValue Find(string tensor) => _values.TryGetValue(tensor, out ReadValue? value) ? value : throw new UnreadableValueException();

    /// <summary>The same as an image with its channels where operators want them.</summary>
    public ReadValue FindImage(string tensor) => Find(tensor) is { IsImage: true, IsChannelsLast: false } image ? image : throw new NotSupportedException("it does not read an image [N, channels, height, width]");

    private bool IsTransposedFirst(string input)
    {
        NodeProto[] readers = [.. graph.Node.Where(node => node.Input.Contains(input))];
        return readers.Length > 0 && Array.TrueForAll(readers, node => node.OpType == "Transpose" && node.Attribute.Any(attribute => attribute.Name == "perm" && attribute.Ints.SequenceEqual([0L, 3, 1, 2])));
    }

    /// <summary>What is read could not be read itself.</summary>
    private sealed class UnreadableValueException : Exception;
}
