using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Functions of one number: one row each.</summary>
internal static class Activations
{
    private const double LeCunScale = 1.7159;
    private const double LeCunSlope = 2.0 / 3;

    private static readonly Dictionary<string, Func<LayerContext, Func<string, string>>> Rows = new(StringComparer.Ordinal)
    {
        ["ReLU"] = layer => Operator(layer, "Relu"),
        ["LeakyReLU"] = layer => Operator(layer, "LeakyRelu", Attributes.Of("alpha", layer.Settings.Number("slope"))),
        ["ReLU6"] = layer => x => Clip(layer, x, 0, 6),
        ["SquaredReLU"] = layer => x => Squared(layer, layer.Graph.Add("Relu", x)),
        ["ELU"] = layer => Operator(layer, "Elu", Attributes.Of("alpha", layer.Settings.Number("alpha"))),
        ["CELU"] = layer => Operator(layer, "Celu", Attributes.Of("alpha", layer.Settings.Number("alpha"))),
        ["SELU"] = layer => Operator(layer, "Selu"),
        ["GELU"] = GELU,
        ["SiLU"] = layer => x => layer.Graph.Add("Mul", [x, layer.Graph.Add("Sigmoid", x)]),
        ["Mish"] = layer => x => layer.Graph.Add("Mul", [x, layer.Graph.Add("Tanh", layer.Graph.Add("Softplus", x))]),
        ["HardSwish"] = layer => Operator(layer, "HardSwish"),
        ["Tanh"] = layer => Operator(layer, "Tanh"),
        ["LeCunTanh"] = layer => x => Times(layer, layer.Graph.Add("Tanh", Times(layer, x, LeCunSlope)), LeCunScale),
        ["HardTanh"] = layer => x => Clip(layer, x, -1, 1),
        ["Sigmoid"] = layer => Operator(layer, "Sigmoid"),
        ["HardSigmoid"] = layer => Operator(layer, "HardSigmoid", Attributes.Of("alpha", 1.0 / 6), Attributes.Of("beta", 0.5)),
        ["Softplus"] = layer => Operator(layer, "Softplus"),
        ["Softsign"] = layer => Operator(layer, "Softsign"),
    };

    public static IEnumerable<string> Kinds => Rows.Keys;

    /// <summary>From a tensor to one of the function's values; null for a kind that is no activation.</summary>
    public static Func<LayerContext, Func<string, string>>? Find(string kind) => Rows.GetValueOrDefault(kind);

    private static Func<string, string> Operator(LayerContext layer, string op, params AttributeProto[] attributes) => x => layer.Graph.Add(op, x, attributes);

    private static string Clip(LayerContext layer, string x, double low, double high) => layer.Graph.Add("Clip", [x, layer.Graph.Scalar(low), layer.Graph.Scalar(high)]);

    private static string Squared(LayerContext layer, string x) => layer.Graph.Add("Mul", [x, x]);

    private static string Times(LayerContext layer, string x, double factor) => layer.Graph.Add("Mul", [x, layer.Graph.Scalar(factor)]);

    /// <summary>x / 2 * (1 + erf(x / sqrt(2))), where the operators have no word for it.</summary>
    private static Func<string, string> GELU(LayerContext layer)
    {
        const int HasOperator = 20;
        if (layer.Graph.Opset >= HasOperator) return Operator(layer, "Gelu");
        return x =>
        {
            string error = layer.Graph.Add("Erf", Times(layer, x, Math.Sqrt(0.5)));
            return layer.Graph.Add("Mul", [Times(layer, x, 0.5), layer.Graph.Add("Add", [error, layer.Graph.Scalar(1)])]);
        };
    }
}
