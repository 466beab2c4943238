namespace NetGen;

/// <summary>
/// A block of a transformer: <see cref="MultiHeadAttentionAttribute"/> and a network of two dense layers on each step, each behind a
/// <see cref="LayerNormAttribute"/> and added to what it read. It stands for eight layers, <c>norm1</c>, <c>self_attn</c>, <c>sum1</c>, <c>norm2</c>, <c>linear1</c>,
/// <c>activation</c>, <c>linear2</c> and <c>sum2</c>, which can be read by name: <c>block1.sum1</c>.
/// </summary>
/// <remarks>
/// Reads a sequence of steps x features and gives one of the same shape. Parameters have the names of PyTorch's
/// <c>nn.TransformerEncoderLayer(features, heads, hidden, norm_first=True, batch_first=True)</c>; with <see cref="PostNorm"/> those of <c>norm_first=False</c>, PyTorch's default.
/// An initialiser below is meant for <c>linear2</c>, which ends the second branch.
/// </remarks>
/// <example>With <c>Rotary = true</c> in each block <c>[Positions]</c> is not needed.<code>
/// [Network(64, Vocabulary = 96)]
/// [Embedding(128)] [Positions]
/// [TransformerBlock(4, Causal = true)]
/// [TransformerBlock(4, Causal = true)]
/// [LayerNorm] [Dense(96)]
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TransformerBlockAttribute : LayerAttribute
{
    /// <summary>A block with so many heads.</summary>
    /// <param name="heads">Heads of its attention; positive, and they divide the features.</param>
    public TransformerBlockAttribute(int heads) => Heads = heads;

    /// <summary>Heads of its attention.</summary>
    public int Heads { get; }

    /// <summary>Units of the first dense layer; with <see cref="NetGen.FeedForward.SwiGLU"/> of each half of it. Default: four times the features.</summary>
    public int Hidden { get; set; }

    /// <summary>What stands between the dense layers.</summary>
    public FeedForward FeedForward { get; set; } = FeedForward.GELU;

    /// <summary>Whether a step sees itself and earlier steps alone.</summary>
    public bool Causal { get; set; }

    /// <inheritdoc cref="MultiHeadAttentionAttribute.KeyValueHeads"/>
    public int KeyValueHeads { get; set; }

    /// <inheritdoc cref="MultiHeadAttentionAttribute.HeadSize"/>
    public int HeadSize { get; set; }

    /// <inheritdoc cref="MultiHeadAttentionAttribute.Rotary"/>
    public bool Rotary { get; set; }

    /// <inheritdoc cref="MultiHeadAttentionAttribute.RotaryBase"/>
    public double RotaryBase { get; set; } = 10_000;

    /// <summary>Whether normalisation stands behind each sum, as in the first transformer, and not in front of each branch.</summary>
    public bool PostNorm { get; set; }

    /// <summary>
    /// The share dropped in training of attention's weights, and of the values behind attention, inside and behind the dense layers, as in PyTorch's; at least 0,
    /// below 1.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>Added to the variance by the normalisations; positive.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether the products have biases.</summary>
    public bool UseBias { get; set; } = true;
}
