namespace NetGen;

/// <summary>
/// Attention of several heads (Vaswani et al., 2017): of each step of a sequence a query, a key and a value are made for each head; a head gives each
/// step the mean of all values, weighted by softmax over <c>query . key / sqrt(head size)</c>; a last product mixes the heads. With <see cref="Memory"/> the
/// keys and values are made of another sequence.
/// </summary>
/// <remarks>
/// <para>Reads a sequence of steps x features and gives one of the same shape. No more scores are in memory at once than those of 32 queries.</para>
/// <para>Parameters, as of PyTorch's <c>nn.MultiheadAttention(E, heads, batch_first=True)</c>: <c>in_proj_weight</c> [3 E, E] (queries, keys and values one
/// below the other), <c>in_proj_bias</c> [3 E], <c>out_proj.weight</c> [E, E] and <c>out_proj.bias</c> [E]. With fewer heads of keys and values, or heads of another size,
/// <c>in_proj_weight</c> has fewer or more rows. With <see cref="Memory"/>: <c>q_proj_weight</c>, <c>q_proj_bias</c>, and for keys and values one below the other
/// <c>kv_proj_weight</c>, <c>kv_proj_bias</c>; files have them as PyTorch does, in <c>in_proj_weight</c>, or, of a sequence with other features
/// (<c>kdim</c>, <c>vdim</c>), in <c>q_proj_weight</c>, <c>k_proj_weight</c> and <c>v_proj_weight</c>, and in <c>in_proj_bias</c>. Weights begin uniform by
/// Xavier's rule, each of the matrices by its own fans; biases with 0.</para>
/// </remarks>
/// <example><code>
/// [MultiHeadAttention(8)]                                  // each step attends to all
/// [MultiHeadAttention(8, Causal = true)]                   // to itself and earlier ones: language models
/// [MultiHeadAttention(8, KeyValueHeads = 2)]               // four heads of queries share keys and values
/// [MultiHeadAttention(8, Rotary = true)]                   // knows how far steps are apart
/// [MultiHeadAttention(8, Dropout = 0.1)]                   // a tenth of the weights dropped in training
/// [MultiHeadAttention(8, Memory = "encoder")]              // to the steps of the layer encoder
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MultiHeadAttentionAttribute : LayerAttribute
{
    /// <summary>Attention of so many heads.</summary>
    /// <param name="heads">Heads of queries; positive. They divide the input's features, unless <see cref="HeadSize"/> is given.</param>
    public MultiHeadAttentionAttribute(int heads) => Heads = heads;

    /// <summary>Heads of queries.</summary>
    public int Heads { get; }

    /// <summary>Heads of keys and values, each shared by several of queries (Ainslie et al., 2023); divides <see cref="Heads"/>. Default: as many.</summary>
    public int KeyValueHeads { get; set; }

    /// <summary>Values of a head. Default: the input's features divided by the heads.</summary>
    public int HeadSize { get; set; }

    /// <summary>Whether a step sees itself and earlier steps alone.</summary>
    public bool Causal { get; set; }

    /// <summary>The layer that gives the sequence of which keys and values are made; default: the input. Not with <see cref="Causal"/>.</summary>
    public string? Memory { get; set; }

    /// <summary>
    /// Whether queries and keys are turned by their step (rotary positions; Su et al., 2021): values <c>c</c> and <c>c + HeadSize / 2</c> of a head, as a point of the
    /// plane, by the angle <c>step * RotaryBase^(-2 c / HeadSize)</c>. A score then depends on how far query and key are apart, and no <see cref="PositionsAttribute"/> is
    /// needed. The size of a head has to be even. Not with <see cref="Memory"/>.
    /// </summary>
    /// <remarks>
    /// Pairs are halves of a head, as in Llama, GPT-NeoX and Hugging Face's <c>rotate_half</c>, so their weights can be taken as they are. Where neighbours are paired, as
    /// in the article, rows of a head's query and key matrices have to be put in the order 0, 2, 4, ..., 1, 3, 5, ... first. Nothing is added to files.
    /// </remarks>
    public bool Rotary { get; set; }

    /// <summary>The base of the angles of <see cref="Rotary"/>; at least 1. Default: 10,000; Llama 3 has 500,000.</summary>
    public double RotaryBase { get; set; } = 10_000;

    /// <summary>
    /// The share of the weights that is dropped in training, at least 0 and below 1: behind softmax each weight is 0 with this probability, and the others are divided by
    /// <c>1 - Dropout</c>, as <c>dropout</c> of PyTorch's <c>nn.MultiheadAttention</c> has it. In inference nothing is dropped. Default: 0.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>Whether the products have biases.</summary>
    public bool UseBias { get; set; } = true;
}
