namespace NetGen.Benchmarks.Graphs;

/// <summary>A network as other libraries know it: what they are told to build.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="InputShape">Channels, height, width; or features.</param>
/// <param name="OutputShape">Channels, height, width; or features.</param>
/// <param name="Layers">In the order in which they run; the last one's output is the network's.</param>
/// <param name="UsefulMultiplyAdds">
/// Multiply-adds of one sample, without those whose factor is padding. Of a convolution that is to be computed by Winograd's algorithm, its
/// own multiplications: what its transforms cost counts for nothing. Where the generator may choose, those of the direct computation.
/// </param>
internal sealed record NetworkGraph(
    string Name,
    IReadOnlyList<int> InputShape,
    IReadOnlyList<int> OutputShape,
    IReadOnlyList<GraphLayer> Layers,
    long UsefulMultiplyAdds)
{
    /// <summary>Values per input sample.</summary>
    public int InputSize => InputShape.Aggregate(1, static (product, extent) => product * extent);

    /// <summary>Values per output sample.</summary>
    public int OutputSize => OutputShape.Aggregate(1, static (product, extent) => product * extent);
}
