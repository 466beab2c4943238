using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>A layer on its way into a graph: what it reads, its settings and parameters, and where its nodes go.</summary>
internal sealed class LayerContext(LayerInfo layer, NetworkGraph network)
{
    /// <summary>Stands for an input of which all samples have all steps.</summary>
    private const string None = "-";

    public LayerInfo Layer => layer;

    public LayerSettings Settings => layer.Settings;

    public GraphBuilder Graph => network.Graph;

    public IReadOnlyList<int> OutputShape => layer.OutputShape;

    public int InputCount => layer.Inputs.Count;

    /// <summary>What it reads, with zeros at steps that a sample does not have where that makes a difference to it.</summary>
    public GraphValue Input(int index = 0)
    {
        GraphValue value = network.Find(layer.Inputs[index]);
        bool isFilled = Settings.Has("filled") && Settings.Integers("filled").Contains(index);
        return isFilled ? network.Filled(value, Lengths(index)!) : value;
    }

    /// <summary>The tensor of an input in an order of elements.</summary>
    public string Read(Layout layout, int index = 0) => Input(index).Read(Graph, layout);

    /// <summary>The input of the network that says how many steps each sample has of what it reads, [N, 1] of int32; null where all have all.</summary>
    public string? Lengths(int index = 0) => Settings.Has("lengths") && Settings.Words("lengths")[index] is var name && name != None ? name : null;

    /// <summary>The channels of its input.</summary>
    public int Channels => Input().Channels;

    /// <summary>Whether it has a parameter of a name.</summary>
    public bool Has(string parameter) => network.Parameters.Has(Full(parameter));

    /// <summary>A parameter, as files have it.</summary>
    public Weights Parameter(string parameter) => network.Parameters.Read(Full(parameter));

    /// <summary>Its weight, which may have to be computed from other parameters first.</summary>
    public Weights Weight() => Settings.Has("weights") ? Reparameterizations.Find(Settings.Word("weights"))(this) : Parameter("weight");

    /// <summary>A parameter as a tensor of the graph.</summary>
    public string Tensor(string parameter) => Graph.Number(Parameter(parameter));

    /// <summary>Weight and bias, or the weight alone where there is no bias, behind what is multiplied.</summary>
    public string[] WithWeights(string input, Weights weight) => Has("bias") ? [input, Graph.Number(weight), Tensor("bias")] : [input, Graph.Number(weight)];

    /// <summary>
    /// Numbers for each channel, so that they are applied channel by channel to a tensor of its input's shape. Those of a flattened image lie as files have
    /// them, which is the order in which it is made.
    /// </summary>
    public string PerChannel(Weights values, Layout layout)
    {
        int positions = layout == Layout.ChannelsFirst ? Input().Shape.Count - 1 : 0;
        return Graph.Number(values.As([values.Values.Length, .. Enumerable.Repeat(1, positions)]));
    }

    /// <summary>A result of its input's shape, made value by value, in whatever order these lie.</summary>
    public GraphValue Map(Func<string, string> function) => Input().With(function(Input().Read()), Input().First);

    /// <summary>A result of its own shape.</summary>
    /// <param name="tensor">Its tensor.</param>
    /// <param name="layout">In which order its elements lie.</param>
    /// <param name="image">Of a flattened image, that image's shape.</param>
    public GraphValue Give(string tensor, Layout layout, IReadOnlyList<int>? image = null) => GraphValue.Of(tensor, layout, OutputShape, image);

    /// <summary>A result of its input's shape.</summary>
    public GraphValue GiveLike(string tensor, Layout layout) => Input().With(tensor, layout);

    private string Full(string parameter) => $"{layer.Name}.{parameter}";
}
