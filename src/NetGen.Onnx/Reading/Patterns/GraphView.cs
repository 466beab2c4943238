using NetGen.Onnx.Reading.Constants;

namespace NetGen.Onnx.Reading.Patterns;

/// <summary>Who makes the tensors of a graph, for patterns that go from a node to those in front of it.</summary>
internal sealed class GraphView
{
    private readonly Dictionary<string, NodeProto> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _tensors = new(StringComparer.Ordinal);
    private int _made;

    public GraphView(GraphProto graph)
    {
        foreach (TensorProto tensor in graph.Initializer) _tensors.TryAdd(tensor.Name, tensor);
        foreach (NodeProto node in graph.Node) Add(node);
    }

    /// <summary>A node that comes before those that read it.</summary>
    public void Add(NodeProto node)
    {
        foreach (string output in node.Output.Where(output => output.Length > 0)) _producers[output] = node;
        if (node is { OpType: "Constant", Output.Count: 1 } && node.Attribute.FirstOrDefault(attribute => attribute.Name == "value")?.T is { } tensor)
            _tensors.TryAdd(node.Output[0], tensor);
    }

    /// <summary>A tensor's name that no other has.</summary>
    public string NewName(string wish)
    {
        string name = $"{wish}/{++_made}";
        while (_producers.ContainsKey(name) || _tensors.ContainsKey(name)) name = $"{wish}/{++_made}";
        return name;
    }

    /// <summary>The node of an operator that makes a tensor; null where another one does.</summary>
    public NodeProto? Maker(string tensor, string op)
        => _producers.TryGetValue(tensor, out NodeProto? node) && node.OpType == op && node.Input.Count > 0 && node.Output[0] == tensor ? node : null;

    /// <summary>The node that makes a tensor, whatever its operator and whichever of its results it is.</summary>
    public NodeProto? MakerOf(string tensor) => _producers.GetValueOrDefault(tensor);

    /// <summary>A number that is part of the model; null where it is none, or several.</summary>
    public double? Number(string tensor) => Decoded(tensor, most: 1) is { Count: 1 } constant ? constant.Numbers?[0] ?? constant.Wholes![0] : null;

    /// <summary>A few whole numbers that are part of the model; null where they are not.</summary>
    public long[]? Wholes(string tensor) => Decoded(tensor, most: 8)?.Wholes;

    public bool IsConstant(string tensor) => _tensors.ContainsKey(tensor);

    /// <summary>The input of a node of two inputs that is not a number, and that number.</summary>
    public (string Other, double Number)? WithNumber(NodeProto? node)
    {
        if (node is not { Input.Count: 2 }) return null;
        if (Number(node.Input[1]) is { } second) return (node.Input[0], second);
        return node.OpType is not ("Sub" or "Div" or "Pow") && Number(node.Input[0]) is { } first ? (node.Input[1], first) : null;
    }

    /// <summary>A product as a number and what else is multiplied, whatever the order and the parentheses.</summary>
    public (double Number, List<string> Factors) Product(NodeProto node)
    {
        (double number, List<string> factors) = (1, []);
        Collect(node, depth: 0);
        return (number, factors);

        void Collect(NodeProto product, int depth)
        {
            if (WithNumber(product) is { } pair)
            {
                number = product.OpType == "Div" ? number / pair.Number : number * pair.Number;
                Follow(pair.Other, depth);
            }
            else if (product is { OpType: "Mul", Input.Count: 2 })
            {
                Follow(product.Input[0], depth);
                Follow(product.Input[1], depth);
            }
            else
            {
                factors.Add(product.Output[0]);
            }
        }

        void Follow(string tensor, int depth)
        {
            if (depth < 4
                && (Maker(tensor, "Mul") ?? (Maker(tensor, "Div") is { } quotient && WithNumber(quotient) is not null ? quotient : null)) is { } inner)
            {
                Collect(inner, depth + 1);
            }
            else factors.Add(tensor);
        }
    }

    public static NodeProto Node(NodeProto like, string op, IEnumerable<string> inputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { Name = like.Name, OpType = op };
        node.Input.AddRange(inputs);
        node.Output.Add(like.Output[0]);
        node.Attribute.AddRange(attributes);
        return node;
    }

    public static bool IsClose(double left, double right) => Math.Abs(left - right) <= 1e-5 * Math.Abs(right);

    private Constant? Decoded(string tensor, long most)
    {
        if (!_tensors.TryGetValue(tensor, out TensorProto? found) || found.Dims.Any(extent => extent < 0 || extent > most)) return null;
        try
        {
            return TensorDecoding.Decode(found, null);
        }
        catch (NotSupportedException)
        {
            return null; // whoever reads it says what is wrong with it
        }
    }
}
