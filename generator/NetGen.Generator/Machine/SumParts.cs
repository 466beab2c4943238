namespace NetGen.Generator.Machine;

/// <summary>
/// How the sum of each output of a dense layer is split. A chain of multiply-adds takes 4 cycles per link, and two can start in every
/// cycle: a single row with fewer than eight vectors of outputs would wait for itself. So a layer with few outputs sums its inputs in
/// parts, side by side, and adds the parts up in order. The order belongs to the layer: every tile keeps to it, whatever the batch.
/// </summary>
/// <param name="Count">Parts; 1 where outputs alone keep the multiply-add units busy.</param>
/// <param name="Length">Inputs in every part; the last takes the <see cref="Rest"/> too.</param>
/// <param name="Rest">Inputs left over, fewer than there are parts.</param>
internal readonly record struct SumParts(int Count, int Length, int Rest)
{
    /// <summary>Sums that hide the latency of the multiply-add: 4 cycles, 2 per cycle.</summary>
    public const int SumsAtOnce = 8;

    // Adding a part to the others costs as much time as a link of the chain that it saves.
    private const int ShortestPart = 4;
    private const int Most = 4;

    /// <summary>A chain of links takes as long as so many multiply-adds per link at full speed: 4 cycles of 32.</summary>
    private const int MultiplyAddsPerLink = 128;

    /// <summary>A chain that takes less than this share of a sample's time is left whole: parts cost text, and a pass over the sums in tiles.</summary>
    private const int LeastShare = 50;

    /// <param name="panels">Vectors of outputs.</param>
    /// <param name="depth">Inputs.</param>
    /// <param name="networkWork">Multiply-adds of the whole network, for one sample.</param>
    public static SumParts For(int panels, int depth, long networkWork)
    {
        int count = (long)depth * MultiplyAddsPerLink * LeastShare < networkWork ? 1 : Most;
        while (count > 1 && (count * panels > SumsAtOnce || depth / count < ShortestPart)) count /= 2;
        return new SumParts(count, depth / count, depth % count);
    }

    public override string ToString() => Count == 1 ? "one sum per output" : $"{Count} sums of {Length} inputs per output, added in order, to hide the latency of the multiply-add";
}
