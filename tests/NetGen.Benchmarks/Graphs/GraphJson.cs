using System.Text.Json.Nodes;

namespace NetGen.Benchmarks.Graphs;

/// <summary>A graph as JSON, for a peer that builds it layer by layer.</summary>
internal static class GraphJson
{
    /// <summary>All layers, in their order.</summary>
    public static JsonArray Layers(NetworkGraph graph) => [.. graph.Layers.Select(Layer)];

    /// <summary>Numbers as an array.</summary>
    public static JsonArray Numbers(IEnumerable<int> values) => [.. values.Select(static value => JsonValue.Create(value))];

    private static JsonObject Layer(GraphLayer layer)
    {
        JsonObject json = layer switch
        {
            ConvolutionLayer convolution => Windowed("convolution", convolution.Window, Parameters(convolution.Weight, convolution.Bias)),
            DenseLayer dense => Named("dense", Parameters(dense.Weight, dense.Bias)),
            MaxPoolLayer pool => Windowed("max_pool", pool.Window, []),
            RectifierLayer => Named("relu", []),
            FlattenLayer => Named("flatten", []),
            GlobalAverageLayer => Named("global_average", []),
            AddLayer => Named("add", []),
            DropoutLayer dropout => Named("dropout", new JsonObject { ["rate"] = dropout.Rate }),
            GeluLayer => Named("gelu", []),
            LayerNormLayer norm => Named("layer_norm", new JsonObject { ["weight"] = norm.Weight, ["bias"] = norm.Bias, ["features"] = norm.Features, ["epsilon"] = norm.Epsilon }),
            AttentionLayer attention => Attention(attention),
            RecurrentLayer recurrent => Named(
                "recurrent",
                new JsonObject { ["kind"] = recurrent.Kind, ["weights"] = Names(recurrent.Parameters), ["units"] = recurrent.Units, ["last"] = recurrent.IsLastStepOnly }),
            _ => throw new NotSupportedException($"{layer.GetType().Name} has no JSON."),
        };
        if (layer is ConvolutionLayer grouped)
        {
            json["dilation"] = grouped.Dilation;
            json["groups"] = grouped.Groups;
        }

        json["inputs"] = Numbers(layer.Inputs);
        return json;
    }

    private static JsonObject Named(string name, JsonObject json)
    {
        json["op"] = name;
        return json;
    }

    private static JsonObject Windowed(string name, Window window, JsonObject json)
    {
        json["window"] = Numbers([window.Height, window.Width]);
        json["strides"] = Numbers([window.StrideHeight, window.StrideWidth]);
        json["pads"] = Numbers([window.Top, window.Left, window.Bottom, window.Right]);
        return Named(name, json);
    }

    private static JsonObject Attention(AttentionLayer layer) => Named("attention", new JsonObject
    {
        ["weights"] = Names(layer.Parameters),
        ["heads"] = layer.Heads,
        ["causal"] = layer.IsCausal,
        ["steps"] = layer.Steps,
        ["features"] = layer.Features,
    });

    private static JsonArray Names(IReadOnlyList<string> names) => [.. names.Select(static name => JsonValue.Create(name))];

    private static JsonObject Parameters(string weight, string? bias) => new() { ["weight"] = weight, ["bias"] = bias };
}
