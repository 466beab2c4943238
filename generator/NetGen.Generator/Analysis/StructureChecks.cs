using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Layers that are right by themselves and do not go well together.</summary>
internal static class StructureChecks
{
    public static IEnumerable<Finding> Run(NetworkModel model)
    {
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            foreach (Finding? finding in Check(model, index))
            {
                if (finding is not null) yield return finding;
            }
        }
    }

    private static Finding?[] Check(NetworkModel model, int index)
    {
        LayerNode node = model.Nodes[index];
        return node.Layer switch
        {
            Conv2DLayer convolution => [CheckBorder(node, convolution.Rows(node.InputShapes[0]), convolution.Columns(node.InputShapes[0]))],
            Pool2DLayer pooling =>
            [
                CheckBorder(node, pooling.Rows(node.InputShapes[0]), pooling.Columns(node.InputShapes[0])),
                CheckDropout(model, node, RuleIds.DropoutBeforePooling, "so it works on other values than in inference"),
            ],
            BatchNormLayer =>
            [
                CheckBias(model, index),
                CheckHead(model, index),
                CheckDropout(model, node, RuleIds.DropoutBeforeBatchNorm, "so the variance that it remembers is not that of inference"),
            ],
            _ => [],
        };
    }

    private static Finding? CheckBorder(LayerNode node, WindowGeometry rows, WindowGeometry columns)
    {
        if (rows.Dropped == 0 && columns.Dropped == 0) return null;
        return Create(
            RuleIds.DroppedBorder,
            node,
            $"has windows that never read the last {Text.Of(rows.Dropped)} of {Text.Of(rows.Input)} rows and {Text.Of(columns.Dropped)} of {Text.Of(columns.Input)} columns",
            "Write Padding = Padding.Same if they matter");
    }

    private static Finding? CheckBias(NetworkModel model, int index)
    {
        LayerNode? source = Source(model, model.Nodes[index]);
        if (source?.Layer is not (Conv2DLayer { UseBias: true } or DenseLayer { UseBias: true }) || Readers(model, model.Nodes[index].Inputs[0]) > 1) return null;
        return Create(RuleIds.BiasBeforeBatchNorm, source, $"has a bias, which {model.Nodes[index].Name} takes away again", "Write UseBias = false");
    }

    private static Finding? CheckHead(NetworkModel model, int index)
    {
        bool isHead = index == model.OutputNode || (index == model.OutputNode - 1 && model.Nodes[model.OutputNode].Layer is SoftmaxLayer);
        return isHead
            ? Create(RuleIds.BatchNormOnHead, model.Nodes[index], "normalises the network's output, which ties each prediction to its batch", "Remove it, or move it above the last layer with weights")
            : null;
    }

    private static Finding? CheckDropout(NetworkModel model, LayerNode node, string rule, string why)
        => Source(model, node) is { Layer: DropoutLayer { Rate: > 0 } } dropout
            ? Create(rule, node, $"reads the dropout {dropout.Name}, {why}", $"Move [Dropout] below [{node.Layer.Kind}]")
            : null;

    /// <summary>The layer that a layer reads, null for the network's input.</summary>
    private static LayerNode? Source(NetworkModel model, LayerNode node) => node.Inputs[0] < 0 ? null : model.Nodes[node.Inputs[0]];

    private static int Readers(NetworkModel model, int index) => model.Nodes.Sum(node => node.Inputs.Count(input => input == index));

    private static Finding Create(string rule, LayerNode node, string problem, string remedy)
        => new(rule, node.AttributeIndex, EquatableArray.Of(node.Name, problem, remedy));
}
