using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Kernels;

/// <summary>
/// How attention is computed: head by head, a block of queries at a time, so that scores are never more than a block's. Keys and values are packed for each
/// head as weights are, and multiplied by the tiles of a matrix product.
/// </summary>
internal sealed class AttentionPlan(AttentionShape shape, TensorValue query, TensorValue memory, bool isOneTensor, UnrollPolicy unrolling)
{
    /// <summary>Queries of a block: enough for a tile's registers, and few enough for a block's scores to stay in the nearest cache.</summary>
    private const int MostRows = 32;

    public AttentionShape Shape { get; } = shape;

    public TensorValue Query { get; } = query;

    public TensorValue Memory { get; } = memory;

    public UnrollPolicy Unrolling { get; } = unrolling;

    /// <summary>What training drops of the weights; null for nothing.</summary>
    public DropoutStream? Dropout { get; init; }

    /// <summary>How many steps of the memory each sample has; null where all have all.</summary>
    public TensorOperand? Lengths { get; init; }

    /// <summary>For the names of kernels.</summary>
    public string LengthsTitle => Lengths is null ? "" : "OfOwnSteps";

    public int QuerySteps => Query.Shape.Positions;

    public int KeySteps => MostSteps > 0 ? MostSteps : Memory.Shape.Positions;

    /// <summary>Where there is a step at a time: how many there may be; else 0.</summary>
    public int MostSteps { get; init; }

    /// <summary>Where in a row of <see cref="Memory"/> the keys begin.</summary>
    public int KeyOffset => isOneTensor ? Shape.QuerySize : 0;

    /// <summary>Where in a row of <see cref="Memory"/> the values begin.</summary>
    public int ValueOffset => KeyOffset + Shape.KeySize;

    /// <summary>Keys, or values of a head, in a panel: as wide as the longer of the two can fill.</summary>
    public int Panel => Math.Max(Panels.For(Shape.HeadSize), Panels.For(KeySteps));

    public int PaddedHead => Panels.RoundUp(Shape.HeadSize, Panel);

    public int PaddedKeys => Panels.RoundUp(KeySteps, Panel);

    public int BlockRows => Math.Min(MostRows, QuerySteps);

    /// <summary>Query heads that share keys and values.</summary>
    public int Group => Shape.Heads / Shape.KeyHeads;

    /// <summary>Multiply-adds of the two products of a forward pass.</summary>
    public long MultiplyAdds => 2L * Shape.Heads * QuerySteps * KeySteps * Shape.HeadSize;

    /// <summary>Scores of queries and keys: rows of queries, or of gradients, by keys packed over a head's values.</summary>
    /// <param name="rows">What the rows are of.</param>
    public AttentionProduct Scores(string name, TensorValue rows)
        => new(name, Panel, PaddedKeys, Shape.HeadSize * Panel, rows.Pitch, 1, PaddedKeys, TileStart.Zero);

    /// <summary>Sums over keys: rows of weights by values packed over keys.</summary>
    public AttentionProduct OverKeys(string name) => new(name, Panel, PaddedHead, KeySteps * Panel, PaddedKeys, 1, PaddedHead, TileStart.Zero);

    /// <summary>Sums over queries, for each key: columns of weights by rows packed over a block's queries; added to what earlier blocks gave.</summary>
    public AttentionProduct OverQueries(string name) => new(name, Panel, PaddedHead, BlockRows * Panel, 1, PaddedKeys, PaddedHead, TileStart.Output);

    public string Describe()
        => $"head by head, {BlockRows} queries at a time: scores of {BlockRows} x {PaddedKeys}, panels of {Panel}{(Shape.IsCausal ? ", keys up to the block's last query" : "")}{(Lengths is null ? "" : ", keys of steps that a sample has")}";
}
