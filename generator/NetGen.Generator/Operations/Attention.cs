namespace NetGen.Generator.Operations;

/// <summary>
/// Scaled dot-product attention of several heads: output[i] = sum over j of softmax over j of (query[i] . key[j] / sqrt(size)) * value[j]. A row of the
/// query has the heads side by side; a row of keys and values has first the keys of all heads, then the values. Where queries, keys and
/// values come in one tensor, they stand in that order.
/// </summary>
/// <param name="query">Nobody else reads it, as nobody reads <paramref name="memory"/>.</param>
/// <param name="memory">Keys and values; the query's own tensor where all three come in one.</param>
internal sealed class Attention(Tensor query, Tensor memory, AttentionShape shape, Tensor output) : Operation
{
    public Tensor Query { get; } = query;

    public Tensor Memory { get; } = memory;

    public AttentionShape Shape { get; } = shape;

    /// <summary>What is dropped of the weights in training, behind softmax; null for nothing.</summary>
    public DropoutStream? Dropout { get; init; }

    /// <summary>Where the query is one step of a sequence, whose keys and values are kept: how many steps there may be; else 0.</summary>
    public int Steps { get; init; }

    /// <summary>How many steps of the memory each sample has: keys behind them have weight 0. Null where all have all.</summary>
    public Tensor? Lengths { get; init; }

    public override IReadOnlyList<Tensor> Inputs => [.. new[] { Query, ReferenceEquals(Query, Memory) ? null : Memory, Lengths }.OfType<Tensor>()];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Inputs;
}

/// <summary>How attention is divided.</summary>
/// <param name="Heads">Of the query.</param>
/// <param name="KeyHeads">Of keys and values: as many, or fewer, each of which serves several of the query's that stand side by side.</param>
/// <param name="HeadSize">Values of a head.</param>
/// <param name="IsCausal">Whether step i sees steps 0 to i alone.</param>
internal sealed record AttentionShape(int Heads, int KeyHeads, int HeadSize, bool IsCausal)
{
    /// <summary>Values of a query's row.</summary>
    public int QuerySize => Heads * HeadSize;

    /// <summary>Values of all keys of a step, and as many of its values.</summary>
    public int KeySize => KeyHeads * HeadSize;
}
