using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>How each kind of layer is said in ONNX, one row each; and which cannot be said, with the reason.</summary>
internal static class LayerExporters
{
    private static readonly Dictionary<string, Func<LayerContext, GraphValue>> Rows = new(StringComparer.Ordinal)
    {
        ["Conv2D"] = Convolution.Export,
        ["Conv1D"] = Convolution.Export,
        ["DepthwiseConv2D"] = Convolution.Export,
        ["DepthwiseConv1D"] = Convolution.Export,
        ["Conv2DTranspose"] = TransposedConvolution.Export,
        ["Conv1DTranspose"] = TransposedConvolution.Export,
        ["Dense"] = Dense.Export,
        ["Embedding"] = Embedding.Export,
        ["SimpleRNN"] = Recurrence.SimpleRNN,
        ["LSTM"] = Recurrence.LSTM,
        ["GRU"] = Recurrence.GRU,
        ["Positions"] = layer => Positions.Export(layer, "weight"),
        ["SinusoidalPositions"] = layer => Positions.Export(layer, "pe"),
        ["MultiHeadAttention"] = Attention.Export,
        ["MaxPool2D"] = layer => Pooling.Windows(layer, "MaxPool"),
        ["MaxPool1D"] = layer => Pooling.Windows(layer, "MaxPool"),
        ["AveragePool2D"] = layer => Pooling.Windows(layer, "AveragePool"),
        ["AveragePool1D"] = layer => Pooling.Windows(layer, "AveragePool"),
        ["GlobalMaxPool2D"] = GlobalPooling.Maximum,
        ["GlobalMaxPool1D"] = GlobalPooling.Maximum,
        ["GlobalAveragePool2D"] = GlobalPooling.Mean,
        ["GlobalAveragePool1D"] = GlobalPooling.Mean,
        ["AdaptiveMaxPool2D"] = AdaptivePooling.Maximum,
        ["AdaptiveMaxPool1D"] = AdaptivePooling.Maximum,
        ["AdaptiveAveragePool2D"] = AdaptivePooling.Mean,
        ["AdaptiveAveragePool1D"] = AdaptivePooling.Mean,
        ["ZeroPadding2D"] = Borders.Pad,
        ["ZeroPadding1D"] = Borders.Pad,
        ["Cropping2D"] = Borders.Crop,
        ["Cropping1D"] = Borders.Crop,
        ["UpSampling2D"] = UpSampling.Export,
        ["UpSampling1D"] = UpSampling.Export,
        ["Reverse"] = StepOrder.Reverse,
        ["Last"] = StepOrder.Last,
        ["RepeatVector"] = StepOrder.Repeat,
        ["PixelShuffle"] = PixelShuffle.Export,
        ["Reshape"] = Shapes.Reshape,
        ["Permute"] = Shapes.Permute,
        ["Flatten"] = Shapes.Flatten,
        ["Dropout"] = Passing.Export,
        ["SpatialDropout2D"] = Passing.Export,
        ["SpatialDropout1D"] = Passing.Export,
        ["StochasticDepth"] = Passing.Export,
        ["AlphaDropout"] = Passing.Export,
        ["GaussianDropout"] = Passing.Export,
        ["GaussianNoise"] = Passing.Export,
        ["BatchNorm"] = BatchNorm.Export,
        ["Standardize"] = Standardize.Export,
        ["LayerNorm"] = LayerNorm.Export,
        ["RMSNorm"] = RMSNorm.Export,
        ["GroupNorm"] = GroupNorm.Export,
        ["InstanceNorm"] = GroupNorm.Export,
        ["GLU"] = GatedUnits.Export,
        ["SwiGLU"] = GatedUnits.Export,
        ["GeGLU"] = GatedUnits.Export,
        ["ReGLU"] = GatedUnits.Export,
        ["Maxout"] = Maxout.Export,
        ["Scale"] = Scale.Export,
        ["Softmax"] = layer => Softmax.Export(layer, "Softmax"),
        ["LogSoftmax"] = layer => Softmax.Export(layer, "LogSoftmax"),
        ["Add"] = layer => Joins.Pairwise(layer, "Add"),
        ["Subtract"] = layer => Joins.Pairwise(layer, "Sub"),
        ["Multiply"] = layer => Joins.Pairwise(layer, "Mul"),
        ["Average"] = layer => Joins.Together(layer, "Mean"),
        ["Maximum"] = layer => Joins.Together(layer, "Max"),
        ["Minimum"] = layer => Joins.Together(layer, "Min"),
        ["Concat"] = Joins.Concatenate,
        ["Dot"] = Dot.Export,
        ["PReLU"] = PReLU.Export,
    };

    /// <summary>Kinds that ONNX has no words for.</summary>
    private static readonly Dictionary<string, Func<LayerInfo, string>> Refusals = new(StringComparer.Ordinal)
    {
        ["Activation"] = layer => $"{(layer.Settings.Has("function") ? layer.Settings.Word("function") : "its function")} is a function of your own, which is known as C# alone; write it as layers, or use one of NetGen's activations",
    };

    /// <summary>All kinds that can be said.</summary>
    public static IEnumerable<string> Kinds => Rows.Keys.Concat(Activations.Kinds);

    /// <summary>All kinds that cannot.</summary>
    public static IEnumerable<string> RefusedKinds => Refusals.Keys;

    public static Func<LayerContext, GraphValue> Find(string kind) => Rows.TryGetValue(kind, out Func<LayerContext, GraphValue>? export) ? export : layer => layer.Map(Activations.Find(kind)!(layer));

    /// <summary>Why a layer cannot be said; null where it can.</summary>
    public static string? RefusalOf(LayerInfo layer)
    {
        if (Refusals.TryGetValue(layer.Kind, out Func<LayerInfo, string>? refusal)) return refusal(layer);
        if (!Rows.ContainsKey(layer.Kind) && Activations.Find(layer.Kind) is null) return $"[{layer.Kind}] is unknown to this version of NetGen.Onnx";
        if (layer.Settings.Has("weights") && layer.Settings.Word("weights") is var weights && !Reparameterizations.Kinds.Contains(weights)) return $"[{weights}] is unknown to this version of NetGen.Onnx";
        return null;
    }
}
