using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Reverse, Last and RepeatVector.</summary>
internal static class StepOrder
{
    /// <summary>Slice with a step of -1; of the steps that a sample has ReverseSequence, with zeros behind them.</summary>
    public static GraphValue Reverse(LayerContext layer)
    {
        GraphBuilder graph = layer.Graph;
        string sequence = layer.Read(Layout.ChannelsLast);
        if (layer.Lengths() is not { } lengths)
            return layer.Give(graph.Add("Slice", [sequence, graph.Whole(-1), graph.Whole(-layer.OutputShape[0] - 1L), graph.Whole(1), graph.Whole(-1)]), Layout.ChannelsLast);
        string counts = graph.Add("Cast", Steps.Counts(graph, lengths), Attributes.Of("to", (long)TensorProto.Types.DataType.Int64));
        GraphValue reversed = layer.Give(graph.Add("ReverseSequence", [sequence, counts], Attributes.Of("batch_axis", 0L), Attributes.Of("time_axis", 1L)), Layout.ChannelsLast);
        return layer.Give(Steps.Choose(graph, lengths, reversed, graph.Scalar(0)), Layout.ChannelsLast);
    }

    /// <summary>Gather of the last step; of those that a sample has, the sum over all but the last times 0.</summary>
    public static GraphValue Last(LayerContext layer)
    {
        GraphBuilder graph = layer.Graph;
        string sequence = layer.Read(Layout.ChannelsLast);
        int steps = layer.Input().Shape[0];
        if (layer.Lengths() is not { } lengths) return layer.Give(Slices.Reshape(graph, Slices.Take(graph, sequence, 1, steps - 1, steps), 0, layer.Channels), Layout.ChannelsLast);
        string isLast = graph.Add("Equal", [graph.Whole32([.. Enumerable.Range(1, steps)]), lengths]);
        string chosen = graph.Add("Where", [graph.Add("Unsqueeze", [isLast, graph.Whole(2)]), sequence, graph.Scalar(0)]);
        return layer.Give(Reduction.Sum(graph, chosen, keeps: false, 1), Layout.ChannelsLast);
    }

    /// <summary>Expand of an axis that is put in.</summary>
    public static GraphValue Repeat(LayerContext layer)
    {
        string step = layer.Graph.Add("Unsqueeze", [layer.Read(Layout.ChannelsLast), layer.Graph.Whole(1)]);
        return layer.Give(layer.Graph.Add("Expand", [step, layer.Graph.Whole(1, layer.OutputShape[0], 1)]), Layout.ChannelsLast);
    }
}
