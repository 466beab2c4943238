namespace NetGen.Onnx.Graphs;

/// <summary>In which order a value's elements lie in a tensor.</summary>
internal enum Layout
{
    /// <summary>As in the network: [N, height, width, channels], [N, steps, features], [N, features].</summary>
    ChannelsLast,

    /// <summary>As ONNX' operators with windows want it: [N, channels, height, width], [N, features, steps]. A flattened image as a vector in this order, which is that of files.</summary>
    ChannelsFirst,
}

/// <summary>What a layer gives, or an input of the network: a tensor of the graph for each order of elements that somebody has asked for.</summary>
/// <param name="Shape">Without the batch, channels last.</param>
internal sealed record GraphValue(IReadOnlyList<int> Shape)
{
    private readonly string?[] _names = new string?[2];

    /// <summary>Of an image that was flattened into a vector: its shape. The two orders then differ, and it is made channels first.</summary>
    public IReadOnlyList<int>? Image { get; init; }

    /// <summary>In which order it was made.</summary>
    public Layout First { get; private init; }

    public bool IsVector => Shape.Count == 1;

    public bool IsSequence => Shape.Count == 2;

    public bool IsImage => Shape.Count == 3;

    public int Channels => Shape[^1];

    /// <summary>Which axis of its tensor in an order counts channels.</summary>
    public int ChannelAxis(Layout layout) => layout == Layout.ChannelsFirst ? 1 : Shape.Count;

    /// <summary>The extents of its tensor in an order, without the batch.</summary>
    public IReadOnlyList<int> Extents(Layout layout) => layout == Layout.ChannelsLast ? Shape : [Shape[^1], .. Shape.Take(Shape.Count - 1)];

    /// <summary>A value whose tensor there is.</summary>
    public static GraphValue Of(string name, Layout layout, IReadOnlyList<int> shape, IReadOnlyList<int>? image = null)
    {
        GraphValue value = new(shape) { Image = image, First = layout };
        value._names[(int)layout] = name;
        return value;
    }

    /// <summary>The tensor that it was made as.</summary>
    public string Read() => _names[(int)First]!;

    /// <summary>Its tensor in an order; transposed, where somebody asks for it the first time.</summary>
    public string Read(GraphBuilder graph, Layout layout)
    {
        if (_names[(int)layout] is { } known) return known;
        string name = Transpose(graph, Read(), layout);
        _names[(int)layout] = name;
        return name;
    }

    /// <summary>Another value of the same shape, in the order of its tensor.</summary>
    public GraphValue With(string name, Layout layout) => Of(name, layout, Shape, Image);

    /// <summary>Calls one of its tensors otherwise.</summary>
    public void Rename(string from, string to)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            if (string.Equals(_names[i], from, StringComparison.Ordinal)) _names[i] = to;
        }
    }

    private string Transpose(GraphBuilder graph, string name, Layout layout)
    {
        if (IsVector && Image is null) return name;
        if (IsVector)
        {
            // Through the image that it was.
            GraphValue image = Of(string.Empty, First, Image!);
            string unfolded = graph.Add("Reshape", [name, graph.Whole([0, .. image.Extents(First).Select(extent => (long)extent)])]);
            return graph.Add("Reshape", [image.Transpose(graph, unfolded, layout), graph.Whole(0, Channels)]);
        }

        int[] order = layout == Layout.ChannelsFirst ? [0, Shape.Count, .. Enumerable.Range(1, Shape.Count - 1)] : [0, .. Enumerable.Range(2, Shape.Count - 1), 1];
        return graph.Add("Transpose", name, Attributes.Of("perm", order));
    }
}
