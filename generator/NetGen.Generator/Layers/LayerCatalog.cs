using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>One kind of layer.</summary>
/// <param name="DefaultName">What the default name begins with: conv, dense, relu ...</param>
/// <param name="HasWeights">Whether initialisers below it are meant for it.</param>
/// <param name="Create">The attribute's arguments to the layer, or null where they are wrong.</param>
internal sealed record LayerRow(string DefaultName, bool HasWeights, Func<AttributeArguments, Layer?> Create);

/// <summary>All layers: one row each.</summary>
internal static class LayerCatalog
{
    private static readonly Dictionary<string, LayerRow> Rows = new(StringComparer.Ordinal)
    {
        ["Conv2D"] = new("conv", true, arguments => Conv2DLayer.FromAttribute(WindowSpace.Image, arguments)),
        ["Conv1D"] = new("conv", true, arguments => Conv2DLayer.FromAttribute(WindowSpace.Sequence, arguments)),
        ["DepthwiseConv2D"] = new("depthwise", true, arguments => DepthwiseConv2DLayer.FromAttribute(WindowSpace.Image, arguments)),
        ["DepthwiseConv1D"] = new("depthwise", true, arguments => DepthwiseConv2DLayer.FromAttribute(WindowSpace.Sequence, arguments)),
        ["Conv2DTranspose"] = new("convtranspose", true, arguments => Conv2DTransposeLayer.FromAttribute(WindowSpace.Image, arguments)),
        ["Conv1DTranspose"] = new("convtranspose", true, arguments => Conv2DTransposeLayer.FromAttribute(WindowSpace.Sequence, arguments)),
        ["Dense"] = new("dense", true, DenseLayer.FromAttribute),
        ["Embedding"] = new("embedding", true, EmbeddingLayer.FromAttribute),
        ["SimpleRNN"] = new("rnn", true, SimpleRNNLayer.FromAttribute),
        ["LSTM"] = new("lstm", true, LSTMLayer.FromAttribute),
        ["GRU"] = new("gru", true, GRULayer.FromAttribute),
        ["Positions"] = new("positions", true, _ => new PositionsLayer(IsSinusoidal: false)),
        ["SinusoidalPositions"] = new("positions", false, _ => new PositionsLayer(IsSinusoidal: true)),
        ["MultiHeadAttention"] = new("attention", true, MultiHeadAttentionLayer.FromAttribute),
        ["MaxPool2D"] = new("pool", false, arguments => Pool2DLayer.FromAttribute(WindowSpace.Image, PoolKind.Max, arguments)),
        ["MaxPool1D"] = new("pool", false, arguments => Pool2DLayer.FromAttribute(WindowSpace.Sequence, PoolKind.Max, arguments)),
        ["AveragePool2D"] = new("pool", false, arguments => Pool2DLayer.FromAttribute(WindowSpace.Image, PoolKind.Average, arguments)),
        ["AveragePool1D"] = new("pool", false, arguments => Pool2DLayer.FromAttribute(WindowSpace.Sequence, PoolKind.Average, arguments)),
        ["GlobalMaxPool2D"] = new("pool", false, _ => Pool2DLayer.Global(WindowSpace.Image, PoolKind.Max)),
        ["GlobalMaxPool1D"] = new("pool", false, _ => Pool2DLayer.Global(WindowSpace.Sequence, PoolKind.Max)),
        ["GlobalAveragePool2D"] = new("pool", false, _ => Pool2DLayer.Global(WindowSpace.Image, PoolKind.Average)),
        ["GlobalAveragePool1D"] = new("pool", false, _ => Pool2DLayer.Global(WindowSpace.Sequence, PoolKind.Average)),
        ["AdaptiveMaxPool2D"] = new("pool", false, arguments => Pool2DLayer.Adaptive(WindowSpace.Image, PoolKind.Max, arguments)),
        ["AdaptiveMaxPool1D"] = new("pool", false, arguments => Pool2DLayer.Adaptive(WindowSpace.Sequence, PoolKind.Max, arguments)),
        ["AdaptiveAveragePool2D"] = new("pool", false, arguments => Pool2DLayer.Adaptive(WindowSpace.Image, PoolKind.Average, arguments)),
        ["AdaptiveAveragePool1D"] = new("pool", false, arguments => Pool2DLayer.Adaptive(WindowSpace.Sequence, PoolKind.Average, arguments)),
        ["ZeroPadding2D"] = new("pad", false, arguments => ZeroPadding2DLayer.FromAttribute(WindowSpace.Image, arguments)),
        ["ZeroPadding1D"] = new("pad", false, arguments => ZeroPadding2DLayer.FromAttribute(WindowSpace.Sequence, arguments)),
        ["Cropping2D"] = new("crop", false, arguments => Cropping2DLayer.FromAttribute(WindowSpace.Image, arguments)),
        ["Cropping1D"] = new("crop", false, arguments => Cropping2DLayer.FromAttribute(WindowSpace.Sequence, arguments)),
        ["UpSampling2D"] = new("upsample", false, arguments => UpSampling2DLayer.FromAttribute(WindowSpace.Image, arguments)),
        ["UpSampling1D"] = new("upsample", false, arguments => UpSampling2DLayer.FromAttribute(WindowSpace.Sequence, arguments)),
        ["Reverse"] = new("reverse", false, _ => new ReverseLayer()),
        ["Last"] = new("last", false, _ => new LastLayer()),
        ["RepeatVector"] = new("repeat", false, RepeatVectorLayer.FromAttribute),
        ["PixelShuffle"] = new("shuffle", false, PixelShuffleLayer.FromAttribute),
        ["Reshape"] = new("reshape", false, ReshapeLayer.FromAttribute),
        ["Permute"] = new("permute", false, PermuteLayer.FromAttribute),
        ["Flatten"] = new("flatten", false, _ => new FlattenLayer()),
        ["Dropout"] = Dropout("dropout", RandomChange.Dropout, "0.5"),
        ["SpatialDropout2D"] = new("spatialdropout", false, arguments => RandomLayer.Spatial(WindowSpace.Image, arguments)),
        ["SpatialDropout1D"] = new("spatialdropout", false, arguments => RandomLayer.Spatial(WindowSpace.Sequence, arguments)),
        ["StochasticDepth"] = Dropout("depth", RandomChange.StochasticDepth, "0.2"),
        ["AlphaDropout"] = Dropout("alphadropout", RandomChange.AlphaDropout, "0.1"),
        ["GaussianDropout"] = Dropout("gaussiandropout", RandomChange.GaussianDropout, "0.5"),
        ["GaussianNoise"] = new("noise", false, RandomLayer.Noise),
        ["BatchNorm"] = new("bn", true, BatchNormLayer.FromAttribute),
        ["Standardize"] = new("standardize", false, _ => new StandardizeLayer()),
        ["LayerNorm"] = new("ln", true, arguments => LayerNormLayer.FromAttribute(isCentered: true, arguments)),
        ["RMSNorm"] = new("rms", true, arguments => LayerNormLayer.FromAttribute(isCentered: false, arguments)),
        ["GroupNorm"] = new("gn", true, GroupNormLayer.GroupNorm),
        ["InstanceNorm"] = new("in", true, GroupNormLayer.InstanceNorm),
        ["GLU"] = Gated("GLU", "glu", new SigmoidFunction()),
        ["SwiGLU"] = Gated("SwiGLU", "swiglu", new SiLUFunction()),
        ["GeGLU"] = Gated("GeGLU", "geglu", new GELUFunction()),
        ["ReGLU"] = Gated("ReGLU", "reglu", new ReLUFunction()),
        ["Maxout"] = new("maxout", false, MaxoutLayer.FromAttribute),
        ["Scale"] = new("scale", false, ScaleLayer.FromAttribute),
        ["Softmax"] = new("softmax", false, _ => new SoftmaxLayer(GivesLogarithms: false)),
        ["LogSoftmax"] = new("logsoftmax", false, _ => new SoftmaxLayer(GivesLogarithms: true)),
        ["Add"] = Merge("add", MergeKind.Add),
        ["Subtract"] = Merge("subtract", MergeKind.Subtract),
        ["Average"] = Merge("average", MergeKind.Average),
        ["Maximum"] = Merge("maximum", MergeKind.Maximum),
        ["Minimum"] = Merge("minimum", MergeKind.Minimum),
        ["Multiply"] = Merge("multiply", MergeKind.Multiply),
        ["Dot"] = new("dot", false, DotLayer.FromAttribute),
        ["Concat"] = Merge("concat", MergeKind.Concat),
        ["ReLU"] = Activation("relu", new ReLUFunction()),
        ["LeakyReLU"] = new("leakyrelu", false, LeakyReLU),
        ["PReLU"] = new("prelu", false, PReLULayer.FromAttribute),
        ["ReLU6"] = Activation("relu6_", new ReLU6Function()),
        ["ELU"] = Exponential("elu", alpha => new ELUFunction(alpha)),
        ["CELU"] = Exponential("celu", alpha => new CELUFunction(alpha)),
        ["SELU"] = Activation("selu", new SELUFunction()),
        ["GELU"] = Activation("gelu", new GELUFunction()),
        ["SiLU"] = Activation("silu", new SiLUFunction()),
        ["Mish"] = Activation("mish", new MishFunction()),
        ["HardSwish"] = Activation("hardswish", new HardSwishFunction()),
        ["Tanh"] = Activation("tanh", new TanhFunction()),
        ["LeCunTanh"] = Activation("lecuntanh", new LeCunTanhFunction()),
        ["HardTanh"] = Activation("hardtanh", new HardTanhFunction()),
        ["Sigmoid"] = Activation("sigmoid", new SigmoidFunction()),
        ["HardSigmoid"] = Activation("hardsigmoid", new HardSigmoidFunction()),
        ["Softplus"] = Activation("softplus", new SoftplusFunction()),
        ["Softsign"] = Activation("softsign", new SoftsignFunction()),
        ["Activation"] = new("activation", false, OwnFunction.FromAttribute),
        ["SquaredReLU"] = Activation("squaredrelu", new SquaredReLUFunction()),
    };

    /// <summary>What joins a residual block's branch and its input.</summary>
    public static Layer Sum { get; } = new MergeLayer(MergeKind.Add);

    public static IEnumerable<string> Kinds => Rows.Keys;

    /// <summary>The row of an attribute's kind, or null where it is no layer.</summary>
    public static LayerRow? Find(string kind) => Rows.TryGetValue(kind, out LayerRow? row) ? row : null;

    private static LayerRow Dropout(string name, RandomChange change, string example) => new(name, false, arguments => RandomLayer.Dropping(change, arguments, example));

    private static LayerRow Merge(string name, MergeKind kind) => new(name, false, _ => new MergeLayer(kind));

    private static LayerRow Gated(string kind, string name, ActivationFunction gate) => new(name, false, _ => new GatedLinearUnitLayer(kind, gate));

    private static LayerRow Activation(string name, ActivationFunction function) => new(name, false, _ => new ActivationLayer(function));

    private static LayerRow Exponential(string name, Func<double, ActivationFunction> create)
        => new(name, false, arguments => Valid(arguments, new ActivationLayer(create(arguments.PositiveNumber("alpha", 1, "1")))));

    private static Layer? LeakyReLU(AttributeArguments arguments)
        => Valid(arguments, new ActivationLayer(new LeakyReLUFunction(arguments.FiniteNumber("slope", 0.01))));

    private static Layer? Valid(AttributeArguments arguments, Layer layer) => arguments.IsValid ? layer : null;
}
