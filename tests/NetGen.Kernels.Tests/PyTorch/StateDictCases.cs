namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>A network here, and PyTorch's module with the same names.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Attributes">The declaration, without a loss.</param>
/// <param name="Module">An expression of Python, over <c>nn</c> and what modules.py has.</param>
internal sealed record StateDictCase(string Name, string Attributes, string Module)
{
    /// <summary>Whether the module takes a sequence with its channels in front of its steps. Of images it does anyway.</summary>
    public bool IsChannelsFirst { get; init; }
}

/// <summary>Each kind of layer with parameters beside PyTorch's module of it, with the settings that change names, shapes or order; and whole networks.</summary>
internal static class StateDictCases
{
    /// <summary>Kinds of layers with parameters that PyTorch has no module for.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutModule = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Scale"] = "LayerScale and its like are parameters of a module of one's own in PyTorch, under whatever name.",
        ["SinusoidalPositions"] = "Tables of sines and cosines are a buffer of a module of one's own in PyTorch, under whatever name.",
        ["Standardize"] = "Statistics that are taken from data before training are no module of PyTorch's.",
    };

    private static readonly StateDictCase[] s_layers =
    [
        new("Dense", "[Network(7)] [Dense(5)]", "Named(dense1=nn.Linear(7, 5))"),
        new("Dense_without_bias", "[Network(7)] [Dense(5, UseBias = false)]", "Named(dense1=nn.Linear(7, 5, bias=False))"),
        new("Dense_on_steps", "[Network(4, 7)] [Dense(19)]", "Named(dense1=nn.Linear(7, 19))"),
        new("Dense_behind_a_flattened_image", "[Network(5, 4, 3)] [Conv2D(6, 3)] [Flatten] [Dense(9)]", "Named(conv1=nn.Conv2d(3, 6, 3), flatten=nn.Flatten(), dense1=nn.Linear(36, 9))"),
        new("Dense_behind_a_flattened_input", "[Network(5, 4, 3)] [Flatten] [Dense(9)]", "Named(flatten=nn.Flatten(), dense1=nn.Linear(60, 9))"),
        new("Dense_behind_a_flattened_sequence", "[Network(5, 4)] [Dense(3)] [Flatten] [Dense(9)]", "Named(dense1=nn.Linear(4, 3), flatten=nn.Flatten(), dense2=nn.Linear(15, 9))"),
        new("Conv2D", "[Network(8, 7, 3)] [Conv2D(5, 3)]", "Named(conv1=nn.Conv2d(3, 5, 3))"),
        new("Conv2D_in_groups", "[Network(11, 9, 6)] [Conv2D(9, 3, Groups = 3, Stride = 2, Dilation = 2, PaddingSize = 1, UseBias = false)]", "Named(conv1=nn.Conv2d(6, 9, 3, 2, 1, 2, groups=3, bias=False))"),
        new("Conv2D_with_another_height", "[Network(9, 8, 3)] [Conv2D(5, 3, KernelWidth = 2, StrideHeight = 2)]", "Named(conv1=nn.Conv2d(3, 5, (3, 2), (2, 1)))"),
        new("Conv2D_of_the_same_size", "[Network(6, 7, 3)] [Conv2D(5, 4, Padding = Padding.Same)]", "Named(conv1=nn.Conv2d(3, 5, 4, padding='same'))"),
        new("Conv2D_of_half_the_size", "[Network(8, 8, 3)] [Conv2D(5, 3, Stride = 2, Padding = Padding.Same)]", "Named(pad=nn.ZeroPad2d((0, 1, 0, 1)), conv1=nn.Conv2d(3, 5, 3, 2))"),
        new("DepthwiseConv2D", "[Network(8, 7, 5)] [DepthwiseConv2D(3, Multiplier = 2)]", "Named(depthwise1=nn.Conv2d(5, 10, 3, groups=5))"),
        new("DepthwiseConv2D_with_gaps", "[Network(9, 8, 5)] [DepthwiseConv2D(3, Stride = 2, Dilation = 2, PaddingSize = 1, UseBias = false)]", "Named(depthwise1=nn.Conv2d(5, 5, 3, 2, 1, 2, groups=5, bias=False))"),
        new("SeparableConv2D", "[Network(8, 7, 5)] [SeparableConv2D(6, 3, Multiplier = 2)]", "Named(separable1=Named(depthwise=nn.Conv2d(5, 10, 3, groups=5, bias=False), pointwise=nn.Conv2d(10, 6, 1)))"),
        new("Conv2DTranspose", "[Network(5, 4, 6)] [Conv2DTranspose(5, 4, Stride = 2, PaddingSize = 1)]", "Named(convtranspose1=nn.ConvTranspose2d(6, 5, 4, 2, 1))"),
        new("Conv2DTranspose_in_groups", "[Network(5, 4, 6)] [Conv2DTranspose(4, 3, Stride = 2, Groups = 2, OutputPadding = 1, Dilation = 2, UseBias = false)]", "Named(convtranspose1=nn.ConvTranspose2d(6, 4, 3, 2, 0, 1, groups=2, bias=False, dilation=2))"),
        new("Conv1D", "[Network(11, 6)] [Conv1D(9, 3, Groups = 3, Stride = 2, Dilation = 2, PaddingSize = 1)]", "Named(conv1=nn.Conv1d(6, 9, 3, 2, 1, 2, groups=3))") { IsChannelsFirst = true },
        new("Conv1D_causal", "[Network(11, 6)] [Conv1D(9, 3, Padding = Padding.Causal)]", "Named(pad=nn.ConstantPad1d((2, 0), 0.0), conv1=nn.Conv1d(6, 9, 3))") { IsChannelsFirst = true },
        new("DepthwiseConv1D", "[Network(11, 5)] [DepthwiseConv1D(3, Multiplier = 2)]", "Named(depthwise1=nn.Conv1d(5, 10, 3, groups=5))") { IsChannelsFirst = true },
        new("SeparableConv1D", "[Network(11, 5)] [SeparableConv1D(6, 3)]", "Named(separable1=Named(depthwise=nn.Conv1d(5, 5, 3, groups=5, bias=False), pointwise=nn.Conv1d(5, 6, 1)))") { IsChannelsFirst = true },
        new("Conv1DTranspose", "[Network(6, 6)] [Conv1DTranspose(4, 3, Stride = 2, Groups = 2, OutputPadding = 1)]", "Named(convtranspose1=nn.ConvTranspose1d(6, 4, 3, 2, 0, 1, groups=2))") { IsChannelsFirst = true },
        new("BatchNorm_of_an_image", "[Network(5, 4, 3)] [BatchNorm]", "Named(bn1=nn.BatchNorm2d(3))"),
        new("BatchNorm_of_a_sequence", "[Network(5, 4)] [BatchNorm(Momentum = 0.3, Epsilon = 1e-3)]", "Named(bn1=nn.BatchNorm1d(4, 1e-3, 0.3))") { IsChannelsFirst = true },
        new("BatchNorm_of_a_vector", "[Network(9)] [BatchNorm]", "Named(bn1=nn.BatchNorm1d(9))"),
        new("BatchNorm_of_a_flattened_image", "[Network(3, 4, 5)] [Flatten] [BatchNorm] [Dense(7)]", "Named(flatten=nn.Flatten(), bn1=nn.BatchNorm1d(60), dense1=nn.Linear(60, 7))"),
        new("LayerNorm", "[Network(5, 7)] [LayerNorm]", "Named(ln1=nn.LayerNorm(7))"),
        new("LayerNorm_of_a_flattened_image", "[Network(3, 4, 5)] [Flatten] [LayerNorm(Epsilon = 1e-3)] [Dense(7)]", "Named(flatten=nn.Flatten(), ln1=nn.LayerNorm(60, 1e-3), dense1=nn.Linear(60, 7))"),
        new("RMSNorm", "[Network(5, 7)] [RMSNorm]", "Named(rms1=RMSNorm(7, 1e-5))"),
        new("GroupNorm", "[Network(5, 4, 6)] [GroupNorm(3)]", "Named(gn1=nn.GroupNorm(3, 6))"),
        new("InstanceNorm", "[Network(5, 4, 3)] [InstanceNorm(UseScale = true, UseBias = true)]", "Named(in1=nn.InstanceNorm2d(3, affine=True))"),
        new("InstanceNorm_of_a_sequence", "[Network(5, 3)] [InstanceNorm(UseScale = true, UseBias = true)]", "Named(in1=nn.InstanceNorm1d(3, affine=True))") { IsChannelsFirst = true },
        new("PReLU", "[Network(5, 4, 3)] [PReLU]", "Named(prelu1=nn.PReLU(3))"),
        new("PReLU_that_is_shared", "[Network(5, 4)] [PReLU(Shared = true)]", "Named(prelu1=nn.PReLU())"),
        new("PReLU_of_a_flattened_image", "[Network(3, 4, 5)] [Flatten] [PReLU] [Dense(7)]", "Named(flatten=nn.Flatten(), prelu1=nn.PReLU(60), dense1=nn.Linear(60, 7))"),
        new("Embedding", "[Network(9, Vocabulary = 20)] [Embedding(6)]", "Named(embedding1=nn.Embedding(20, 6))"),
        new("Embedding_with_padding", "[Network(9, Vocabulary = 20)] [Embedding(6, Mask = 3)]", "Named(embedding1=nn.Embedding(20, 6, padding_idx=3))"),
        new("Positions", "[Network(6, 5)] [Positions]", "Named(positions1=Positions(6, 5))"),
        new("SimpleRNN", "[Network(5, 4)] [SimpleRNN(7)]", "Named(rnn1=RNN(4, 7))"),
        new("SimpleRNN_bidirectional", "[Network(5, 4)] [SimpleRNN(7, Bidirectional = true, UseBias = false)]", "Named(rnn1=RNN(4, 7, bias=False, bidirectional=True))"),
        new("LSTM", "[Network(5, 4)] [LSTM(7)]", "Named(lstm1=LSTM(4, 7))"),
        new("LSTM_bidirectional", "[Network(5, 4)] [LSTM(17, Bidirectional = true)]", "Named(lstm1=LSTM(4, 17, bidirectional=True))"),
        new("GRU", "[Network(5, 4)] [GRU(7)]", "Named(gru1=GRU(4, 7))"),
        new("GRU_bidirectional", "[Network(5, 4)] [GRU(17, Bidirectional = true)]", "Named(gru1=GRU(4, 17, bidirectional=True))"),
        new("MultiHeadAttention", "[Network(5, 12)] [MultiHeadAttention(3)]", "Named(attention1=Attention(12, 3))"),
        new("MultiHeadAttention_causal", "[Network(5, 12)] [MultiHeadAttention(3, Causal = true, UseBias = false)]", "Named(attention1=Attention(12, 3, causal=True, bias=False))"),
        new("MultiHeadAttention_over_a_memory", "[Network(5, 12)] [Input(\"memory\", 7, 12)] [MultiHeadAttention(3, Memory = \"memory\")]", "Named(attention1=Attention(12, 3))"),
        new("MultiHeadAttention_over_other_features", "[Network(5, 12)] [Input(\"memory\", 7, 10)] [MultiHeadAttention(3, Memory = \"memory\")]", "Named(attention1=Attention(12, 3, kdim=10, vdim=10))"),
        new("MultiHeadAttention_over_a_memory_without_bias", "[Network(5, 12)] [Input(\"memory\", 7, 12)] [MultiHeadAttention(3, Memory = \"memory\", UseBias = false)]", "Named(attention1=Attention(12, 3, bias=False))"),
        new("TransformerBlock", "[Network(5, 12)] [TransformerBlock(3, Hidden = 10)]", "Named(block1=nn.TransformerEncoderLayer(12, 3, 10, 0.0, 'gelu', batch_first=True, norm_first=True))"),
        new("TransformerBlock_as_PyTorch_has_it", "[Network(5, 12)] [TransformerBlock(3, Hidden = 10, PostNorm = true, FeedForward = FeedForward.ReLU)]", "Named(block1=nn.TransformerEncoderLayer(12, 3, 10, 0.0, batch_first=True))"),
    ];

    /// <summary>What a weight is computed from, behind each kind of layer that takes it.</summary>
    private static readonly IEnumerable<StateDictCase> s_reparameterizations = new[] { ("WeightNorm", "weight_norm"), ("SpectralNorm", "spectral_norm") }.SelectMany(pair => new StateDictCase[]
    {
        new($"{pair.Item1}_of_Dense", $"[Network(7)] [Dense(5)] [{pair.Item1}]", $"Named(dense1=nn.utils.{pair.Item2}(nn.Linear(7, 5)))"),
        new($"{pair.Item1}_behind_a_flattened_image", $"[Network(3, 4, 5)] [Flatten] [Dense(7)] [{pair.Item1}]", $"Named(flatten=nn.Flatten(), dense1=nn.utils.{pair.Item2}(nn.Linear(60, 7)))"),
        new($"{pair.Item1}_of_Conv2D", $"[Network(7, 6, 4)] [Conv2D(6, 3, Groups = 2)] [{pair.Item1}]", $"Named(conv1=nn.utils.{pair.Item2}(nn.Conv2d(4, 6, 3, groups=2)))"),
        new($"{pair.Item1}_of_DepthwiseConv2D", $"[Network(7, 6, 4)] [DepthwiseConv2D(3)] [{pair.Item1}]", $"Named(depthwise1=nn.utils.{pair.Item2}(nn.Conv2d(4, 4, 3, groups=4)))"),
        new($"{pair.Item1}_of_Conv2DTranspose", $"[Network(4, 3, 4)] [Conv2DTranspose(5, 3, Stride = 2)] [{pair.Item1}]", $"Named(convtranspose1=nn.utils.{pair.Item2}(nn.ConvTranspose2d(4, 5, 3, 2)))"),
        new($"{pair.Item1}_of_Conv1D", $"[Network(9, 4)] [Conv1D(6, 3)] [{pair.Item1}]", $"Named(conv1=nn.utils.{pair.Item2}(nn.Conv1d(4, 6, 3)))") { IsChannelsFirst = true },
    });

    private static readonly StateDictCase[] s_networks =
    [
        new(
            "Sequential",
            """
            [Network(10, 9, 3)]
            [Conv2D(6, 3, PaddingSize = 1, Name = "0")] [BatchNorm(Name = "1")] [ReLU]
            [MaxPool2D(2)]
            [Flatten]
            [Dense(12, Name = "5")] [ReLU]
            [Dense(4, Name = "8")]
            """,
            "nn.Sequential(nn.Conv2d(3, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(120, 12), nn.ReLU(), nn.Dropout(), nn.Linear(12, 4))"),
        new(
            "Residual_network",
            """
            [Network(9, 8, 3)]
            [Conv2D(4, 3, PaddingSize = 1, UseBias = false, Name = "conv1")] [BatchNorm(Name = "bn1")] [ReLU]
            [Residual<Case.Halved, Case.Downsample>(Name = "layer1.0", ShortcutName = "downsample")] [ReLU]
            [Residual<Case.Kept>(Name = "layer1.1")] [ReLU]
            [GlobalAveragePool2D]
            [Dense(5, Name = "fc")]
            """,
            "Named(conv1=nn.Conv2d(3, 4, 3, padding=1, bias=False), bn1=nn.BatchNorm2d(4), relu=nn.ReLU(), layer1=nn.Sequential(BasicBlock(4, 6, 2), BasicBlock(6, 6, 1)), pool=Mean(), fc=nn.Linear(6, 5))"),
        new(
            "Transformer_encoder",
            """
            [Network(9, Vocabulary = 20)]
            [Embedding(12, Name = "embedding")] [Positions(Name = "positions")]
            [TransformerBlock(3, Hidden = 10, PostNorm = true, FeedForward = FeedForward.ReLU, Name = "encoder.layers.0")]
            [TransformerBlock(3, Hidden = 10, PostNorm = true, FeedForward = FeedForward.ReLU, Name = "encoder.layers.1")]
            [LayerNorm(Name = "encoder.norm")]
            [GlobalAveragePool1D]
            [Dense(4, Name = "head")]
            """,
            "Named(embedding=nn.Embedding(20, 12), positions=Positions(9, 12), encoder=nn.TransformerEncoder(nn.TransformerEncoderLayer(12, 3, 10, 0.0, batch_first=True), 2, nn.LayerNorm(12)), pool=Mean(), head=nn.Linear(12, 4))"),
        new(
            "Transformer_decoder",
            """
            [Network(5, 12)] [Input("memory", 7, 12)]
            [MultiHeadAttention(3, Causal = true, Name = "decoder.self_attn")] [Add("input")] [LayerNorm(Name = "decoder.norm1")]
            [MultiHeadAttention(3, Memory = "memory", Name = "decoder.multihead_attn")] [Add("decoder.norm1")] [LayerNorm(Name = "decoder.norm2")]
            [Dense(10, Name = "decoder.linear1")] [ReLU] [Dense(12, Name = "decoder.linear2")] [Add("decoder.norm2")] [LayerNorm(Name = "decoder.norm3")]
            [Dense(4, Name = "head")]
            """,
            "Named(decoder=Decoder(12, 3, 10), head=nn.Linear(12, 4))"),
        new(
            "Recurrent_classifier",
            """
            [Network(9, Vocabulary = 20)]
            [Embedding(6, Name = "embedding")]
            [LSTM(8, Bidirectional = true, Name = "lstm")]
            [GlobalAveragePool1D]
            [Dense(4, Name = "fc")]
            """,
            "Named(embedding=nn.Embedding(20, 6), lstm=LSTM(6, 8, bidirectional=True), pool=Mean(), fc=nn.Linear(16, 4))"),
    ];

    /// <summary>Blocks of the networks.</summary>
    public const string Blocks =
        """
        namespace Case
        {
            [Block] [Conv2D(6, 3, Stride = 2, PaddingSize = 1, UseBias = false)] [BatchNorm] [ReLU] [Conv2D(6, 3, PaddingSize = 1, UseBias = false)] [BatchNorm] public sealed class Halved;
            [Block] [Conv2D(6, 1, Stride = 2, UseBias = false, Name = "0")] [BatchNorm(Name = "1")] public sealed class Downsample;
            [Block] [Conv2D(6, 3, PaddingSize = 1, UseBias = false)] [BatchNorm] [ReLU] [Conv2D(6, 3, PaddingSize = 1, UseBias = false)] [BatchNorm] public sealed class Kept;
        }
        """;

    public static IReadOnlyList<StateDictCase> All { get; } = [.. s_layers, .. s_reparameterizations, .. s_networks];
}
