using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Graphs;

/// <summary>A network on its way into a graph: what its inputs and layers are called there.</summary>
internal sealed class NetworkGraph(NetworkInfo info, Parameters parameters, GraphBuilder graph, OnnxOptions options)
{
    private readonly Dictionary<string, GraphValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Value, string Lengths), GraphValue> _filled = [];

    public GraphBuilder Graph => graph;

    public Parameters Parameters => parameters;

    private Layout OfImages => options.Images == ImageLayout.ChannelsFirst ? Layout.ChannelsFirst : Layout.ChannelsLast;

    public void AddInputs()
    {
        foreach (TensorInfo input in info.Inputs)
        {
            GraphValue value = GraphValue.Of(input.Name, input.Shape.Count == 3 ? OfImages : Layout.ChannelsLast, input.Shape);
            graph.Input(input.Name, isWhole: input.Vocabulary > 0, value.Extents(value.First));
            _values.Add(input.Name, value);
        }
    }

    public void Add(LayerInfo layer)
    {
        graph.Scope = layer.Name;
        _values.Add(layer.Name, LayerExporters.Find(layer.Kind)(new LayerContext(layer, this)));
    }

    public void AddOutputs()
    {
        HashSet<string> taken = [.. info.Inputs.Select(input => input.Name)];
        foreach (TensorInfo output in info.Outputs)
        {
            graph.Scope = output.Name;
            GraphValue value = _values[output.Name];
            Layout layout = value.IsImage ? OfImages : Layout.ChannelsLast;
            string tensor = value.Read(graph, layout);
            if (options.Predicts) tensor = Linked(tensor, output.Link, value, layout);
            Name(tensor, output.Name, taken);
            graph.Output(output.Name, value.Extents(layout));
        }
    }

    /// <summary>What a layer or an input of a name gives.</summary>
    public GraphValue Find(string name) => _values[name];

    /// <summary>The same with zeros at steps that a sample does not have; made once.</summary>
    public GraphValue Filled(GraphValue value, string lengths)
    {
        if (_filled.TryGetValue((value.Read(), lengths), out GraphValue? known)) return known;
        string filled = Steps.Choose(graph, lengths, value, graph.Scalar(0));
        return _filled[(value.Read(), lengths)] = value.With(filled, Layout.ChannelsLast);
    }

    private string Linked(string tensor, OutputLink link, GraphValue value, Layout layout) => link switch
    {
        OutputLink.Softmax => graph.Add("Softmax", tensor, Attributes.Of("axis", value.ChannelAxis(layout))),
        OutputLink.Sigmoid => graph.Add("Sigmoid", tensor),
        OutputLink.Exp => graph.Add("Exp", tensor),
        _ => tensor,
    };

    /// <summary>Calls a tensor what the model's users call it. One that has such a name already is copied.</summary>
    private void Name(string tensor, string name, HashSet<string> taken)
    {
        bool isFree = !taken.Contains(tensor);
        taken.Add(name);
        if (!isFree)
        {
            graph.AddNode("Identity", [tensor], [name]);
            return;
        }

        foreach (NodeProto node in graph.Graph.Node)
        {
            Replace(node.Input);
            Replace(node.Output);
        }

        foreach (GraphValue value in _values.Values) value.Rename(tensor, name);

        void Replace(IList<string> names)
        {
            for (int i = 0; i < names.Count; i++)
            {
                if (string.Equals(names[i], tensor, StringComparison.Ordinal)) names[i] = name;
            }
        }
    }
}
