using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Operators that layers stand for: one row each.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Func<ReadNode, IReadOnlyList<ReadValue?>>> Rows = new(StringComparer.Ordinal)
    {
        ["Abs"] = One(node => ElementMaps.Absolute(node, node.Value(0))),
        ["Add"] = One(Joins.Add),
        ["AveragePool"] = One(Poolings.Mean),
        ["BatchNormalization"] = One(Normalizations.Batch),
        ["Cast"] = One(ElementMaps.Cast),
        ["Celu"] = One(node => ElementMaps.WithAlpha(node, "CELU", 1)),
        ["Clip"] = One(Bounds.Clip),
        ["Concat"] = One(Joins.Concatenate),
        ["Conv"] = One(Convolutions.Read),
        ["ConvTranspose"] = One(TransposedConvolutions.Read),
        ["DepthToSpace"] = One(Shapes.DepthToSpace),
        ["Div"] = One(Joins.Divide),
        ["Dropout"] = One(ElementMaps.Dropout),
        ["Elu"] = One(node => ElementMaps.WithAlpha(node, "ELU", 1)),
        ["Exp"] = One(ElementMaps.Exp),
        ["Expand"] = One(Shapes.Expand),
        ["Flatten"] = One(Shapes.Flatten),
        ["GRU"] = Recurrences.GRU,
        ["Gather"] = One(Tables.Read),
        ["Gelu"] = One(ElementMaps.Gelu),
        ["Gemm"] = One(Products.Gemm),
        ["GlobalAveragePool"] = One(Reductions.GlobalMean),
        ["GlobalMaxPool"] = One(Reductions.GlobalMaximum),
        ["GroupNormalization"] = One(Normalizations.Group),
        ["HardSigmoid"] = One(ElementMaps.HardSigmoid),
        ["HardSwish"] = One(node => ElementMaps.Map(node, "HardSwish")),
        ["Identity"] = One(node => node.Value(0)),
        ["InstanceNormalization"] = One(Normalizations.Instance),
        ["LSTM"] = Recurrences.LSTM,
        ["LayerNormalization"] = One(Normalizations.Layer),
        ["LeakyRelu"] = One(node => ElementMaps.WithAlpha(node, "LeakyReLU", 0.01)),
        ["LogSoftmax"] = One(node => Normalizations.Softmax(node, "LogSoftmax")),
        ["MatMul"] = One(Products.MatMul),
        ["Max"] = One(node => Joins.Extreme(node, isMaximum: true)),
        ["MaxPool"] = One(Poolings.Maximum),
        ["Mean"] = One(node => Joins.Values(node, "Average")),
        ["MeanVarianceNormalization"] = One(Normalizations.MeanVariance),
        ["Min"] = One(node => Joins.Extreme(node, isMaximum: false)),
        ["Mish"] = One(node => ElementMaps.Map(node, "Mish")),
        ["Mul"] = One(Joins.Multiply),
        ["NetGen.Attention"] = One(Attentions.Read),
        ["NetGen.Cosine"] = One(node => Joins.Dot(node, "Normalize = true")),
        ["NetGen.Dot"] = One(node => Joins.Dot(node)),
        ["NetGen.GatedUnit"] = One(ElementMaps.GatedUnit),
        ["Neg"] = One(ElementMaps.Negate),
        ["PRelu"] = One(ElementMaps.PRelu),
        ["Pad"] = One(Borders.Pad),
        ["RMSNormalization"] = One(Normalizations.RootMeanSquare),
        ["RNN"] = Recurrences.SimpleRNN,
        ["ReduceL1"] = One(Reductions.SumOfAbsolutes),
        ["ReduceMax"] = One(Reductions.Maximum),
        ["ReduceMean"] = One(Reductions.Average),
        ["ReduceMin"] = One(Reductions.Minimum),
        ["ReduceSum"] = One(Reductions.Sum),
        ["ReduceSumSquare"] = One(Reductions.SumOfSquares),
        ["Relu"] = One(node => ElementMaps.Map(node, "ReLU")),
        ["Reshape"] = One(Shapes.Reshape),
        ["Resize"] = One(Resizing.Read),
        ["Selu"] = One(ElementMaps.Selu),
        ["Shape"] = Shapes.Shape,
        ["Sigmoid"] = One(node => ElementMaps.Map(node, "Sigmoid")),
        ["Slice"] = One(Borders.Slice),
        ["Softmax"] = One(node => Normalizations.Softmax(node, "Softmax")),
        ["Softplus"] = One(node => ElementMaps.Map(node, "Softplus")),
        ["Softsign"] = One(node => ElementMaps.Map(node, "Softsign")),
        ["SpaceToDepth"] = One(Shapes.SpaceToDepth),
        ["Split"] = Borders.Split,
        ["Squeeze"] = One(Shapes.Squeeze),
        ["Sub"] = One(Joins.Subtract),
        ["Sum"] = One(Joins.Sum),
        ["Swish"] = One(ElementMaps.Swish),
        ["Tanh"] = One(node => ElementMaps.Map(node, "Tanh")),
        ["Tile"] = One(Shapes.Tile),
        ["Transpose"] = One(Shapes.Transpose),
        ["Unsqueeze"] = One(Shapes.Unsqueeze),
        ["Upsample"] = One(Resizing.Read),
    };

    public static IEnumerable<string> Operators => Rows.Keys;

    /// <summary>Reads a node of an operator: its results, null for those that no layer gives.</summary>
    public static Func<ReadNode, IReadOnlyList<ReadValue?>>? Find(string op) => Rows.GetValueOrDefault(op);

    private static Func<ReadNode, IReadOnlyList<ReadValue?>> One(Func<ReadNode, ReadValue> read) => node => [read(node)];
}
