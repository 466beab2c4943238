namespace NetGen.Generator.Machine;

/// <summary>What a network's <see cref="Unroll"/> setting means for its kernels.</summary>
internal sealed class UnrollPolicy(Unroll setting)
{
    // What remains below the tallest tile is small beside the whole, so a few texts do: pairs of rows would save less than their text costs.
    private static readonly int[] s_heights = [8, 4, 1];

    private static readonly int[] s_heightsForSize = [1];

    public Unroll Setting { get; } = setting;

    /// <summary>Why kernels are as they are, for the plan; null for the usual.</summary>
    public string? Reason => Setting switch
    {
        Unroll.Size => "size: straight line only where it is shorter than tiles, tiles of two heights, no Winograd unless a layer asks for it",
        Unroll.Full => $"full: dense layers and convolutions in straight line where a method of at most {JitBudget.VectorCalls} vector operations holds it",
        _ => null,
    };

    /// <summary>Heights of tiles below the tallest, tallest first.</summary>
    public IReadOnlyList<int> SmallerHeights => Setting == Unroll.Size ? s_heightsForSize : s_heights;

    /// <summary>Whether Winograd's algorithm is taken where it is faster: its transforms are long texts.</summary>
    public bool ChoosesWinograd => Setting != Unroll.Size;

    /// <summary>Whether gradients of weights with few input channels get tiles, and border texts, of their own.</summary>
    public bool AllowsShallowTiles => Setting != Unroll.Size;

    /// <summary>Whether all inputs of a dense layer are written out.</summary>
    public bool WritesOutDense(int depth) => Setting == Unroll.Full && UnrollBudget.OperationsOfDense(depth) <= JitBudget.VectorCalls;

    /// <summary>Whether all input channels of a convolution are written out.</summary>
    public bool WritesOutConvolution(int taps, int depth)
        => Setting == Unroll.Full && UnrollBudget.OperationsOfConvolution(taps, depth) <= JitBudget.VectorCalls;
}
