using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>
/// Scaled dot-product attention in products: heads are an axis, and queries that share keys and values are one of them more. Steps that must not be seen have a score of
/// minus infinity.
/// </summary>
internal static class Attention
{
    public static GraphValue Export(LayerContext layer)
    {
        GraphBuilder graph = layer.Graph;
        Heads heads = new(layer.Settings.Integer("heads"), layer.Settings.Integer("keyHeads"), layer.Settings.Integer("headSize"));
        (string query, string key, string value) = Products(layer, heads);
        if (layer.Settings.Has("rotaryBase"))
        {
            Rotary rotary = new(graph, layer.Input().Shape[0], heads.Size, layer.Settings.Number("rotaryBase"));
            (query, key) = (rotary.Turn(query, heads.Count), rotary.Turn(key, heads.Keys));
        }

        // [N, key heads, queries of each, steps, size] and [N, key heads, 1, steps, size]
        query = Transpose(Slices.Reshape(graph, query, 0, 0, heads.Keys, heads.Count / heads.Keys, heads.Size), 0, 2, 3, 1, 4);
        key = Transpose(Slices.Reshape(graph, key, 0, 0, heads.Keys, 1, heads.Size), 0, 2, 3, 4, 1);
        value = Transpose(Slices.Reshape(graph, value, 0, 0, heads.Keys, 1, heads.Size), 0, 2, 3, 1, 4);
        string scores = graph.Add("Mul", [graph.Add("MatMul", [query, key]), graph.Scalar(1 / Math.Sqrt(heads.Size))]);
        string weights = graph.Add("Softmax", Masked(layer, scores), Attributes.Of("axis", -1L));
        string mixed = Transpose(graph.Add("MatMul", [weights, value]), 0, 3, 1, 2, 4);
        string rows = Slices.Reshape(graph, mixed, 0, 0, heads.Count * heads.Size);
        return layer.Give(Dense.Product(layer, rows, layer.Parameter("out_proj.weight"), layer.Has("out_proj.bias") ? layer.Parameter("out_proj.bias") : null), Layout.ChannelsLast);

        string Transpose(string tensor, params int[] order) => graph.Add("Transpose", tensor, Attributes.Of("perm", order));
    }

    /// <summary>Queries, keys and values of all heads, side by side: [N, steps, heads x size].</summary>
    private static (string Query, string Key, string Value) Products(LayerContext layer, Heads heads)
    {
        (int all, int shared) = (heads.Count * heads.Size, heads.Keys * heads.Size);
        if (layer.Settings.Flag("memory"))
        {
            string[] memory = Slices.Split(layer.Graph, Product("kv_proj", 1), 2, shared, shared);
            return (Product("q_proj", 0), memory[0], memory[1]);
        }

        string[] parts = Slices.Split(layer.Graph, Product("in_proj", 0), 2, all, shared, shared);
        return (parts[0], parts[1], parts[2]);

        string Product(string name, int input)
            => Dense.Product(layer, layer.Read(Layout.ChannelsLast, input), layer.Parameter(name + "_weight"), layer.Has(name + "_bias") ? layer.Parameter(name + "_bias") : null);
    }

    private static string Masked(LayerContext layer, string scores)
    {
        GraphBuilder graph = layer.Graph;
        int memory = layer.InputCount - 1;
        int keys = layer.Input(memory).Shape[0];
        if (layer.Settings.Flag("causal"))
        {
            float[] later = [.. Enumerable.Range(0, keys * keys).Select(place => place % keys > place / keys ? float.NegativeInfinity : 0)];
            scores = graph.Add("Add", [scores, graph.Number(new Weights($"{graph.Scope}/later", [keys, keys], later))]);
        }

        if (layer.Lengths(memory) is not { } lengths) return scores;
        string present = graph.Add("Unsqueeze", [Steps.Present(graph, lengths, keys), graph.Whole(1, 2, 3)]);
        return graph.Add("Where", [present, scores, graph.Scalar(double.NegativeInfinity)]);
    }

    /// <summary>How features are divided.</summary>
    /// <param name="Count">Heads of queries.</param>
    /// <param name="Keys">Heads of keys and values; each is shared by as many of queries.</param>
    /// <param name="Size">Values of a head.</param>
    private readonly record struct Heads(int Count, int Keys, int Size);
}
