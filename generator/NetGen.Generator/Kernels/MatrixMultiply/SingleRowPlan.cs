using NetGen.Generator.Machine;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Kernels;

/// <summary><see cref="Count"/> blocks of outputs, one behind the other, each of so many vectors.</summary>
internal readonly record struct VectorBlocks(int Vectors, int Count);

/// <summary>
/// How one row is multiplied with the weights of a dense layer: all that batch 1 does. The weights are read once and from end to end, so
/// what counts is that enough sums are under way, and that little else is done.
/// </summary>
internal sealed class SingleRowPlan
{
    // Half as many sums as hide the latency of the multiply-add: where threads share a row, its weights come from an outer cache, and reading
    // them takes longer.
    private const int FewestPanelsOfUnit = SumParts.SumsAtOnce / 2;

    private readonly int _panels;
    private readonly int _depth;

    private readonly UnrollPolicy _unrolling;

    /// <param name="format">How the weights lie in memory. Loads that widen are not written out: they are more text for the JIT than others.</param>
    /// <param name="networkWork">Multiply-adds of the whole network, for one sample; as many as there can be where each output must be one sum.</param>
    public SingleRowPlan(PlannedParameter weights, WeightFormat format, long networkWork, UnrollPolicy unrolling)
    {
        Format = format;
        _unrolling = unrolling;
        _panels = weights.PanelsPerGroup;
        _depth = weights.Depth;
        Panel = weights.Panel;
        PanelStride = weights.PanelStride;
        Parts = SumParts.For(_panels, weights.Depth, networkWork);
        int most = SumParts.SumsAtOnce / Parts.Count;
        WholePanels = LargerBlocks(most);
        Units = UnitsOf(most);
        PartsOfPanels = SmallerBlocks(most);
        Operations = UnrollBudget.OperationsOfRow(weights.Depth, MostVectors, Parts.Count);
        // So little text is shorter than the tiles that it replaces: it is taken whatever the setting.
        IsInlined = !format.IsNarrow && (long)Operations * Math.Max(WholePanels.Count, PartsOfPanels.Count) <= JitBudget.StraightLineCalls;
        IsStraightLine = IsInlined;
        if (IsInlined || format.IsNarrow || !unrolling.WritesOutDense(weights.Depth)) return;

        // As many sums at once as fit into a method of its own.
        while (most > 1 && UnrollBudget.OperationsOfRow(weights.Depth, most, Parts.Count) > JitBudget.VectorCalls) most /= 2;
        WholePanels = LargerBlocks(most);
        Units = UnitsOf(most);
        PartsOfPanels = SmallerBlocks(most);
        Operations = UnrollBudget.OperationsOfRow(weights.Depth, MostVectors, Parts.Count);
        IsStraightLine = true;
    }

    /// <summary>How the weights lie in memory.</summary>
    public WeightFormat Format { get; }

    public int Panel { get; }

    /// <summary>Floats from one panel to the next.</summary>
    public int PanelStride { get; }

    public int PaddedOutputs => _panels * Panel;

    /// <summary>The order in which each output is summed.</summary>
    public SumParts Parts { get; }

    /// <summary>The outputs where a vector is as wide as a panel.</summary>
    public IReadOnlyList<VectorBlocks> WholePanels { get; }

    /// <summary>
    /// Vectors at once where a panel is several vectors, largest first: each as often as it fits. Powers of two, so that no block begins
    /// in the middle of a panel and ends in the next.
    /// </summary>
    public IReadOnlyList<int> PartsOfPanels { get; }

    /// <summary>The outputs where threads share a row: blocks that each have one owner.</summary>
    public IReadOnlyList<VectorBlocks> Units { get; }

    /// <summary>Whether all multiply-adds of a block are written out.</summary>
    public bool IsStraightLine { get; }

    /// <summary>Whether all blocks together are so few operations that they become part of their caller.</summary>
    public bool IsInlined { get; }

    /// <summary>Vector operations of the largest block when written out.</summary>
    public int Operations { get; }

    public string Describe()
    {
        string blocks = string.Join(" + ", WholePanels.Select(block => block.Count == 1 ? $"{block.Vectors}" : $"{block.Count} x {block.Vectors}"));
        string form = IsInlined ? $"straight line of {Operations} operations, within {JitBudget.StraightLineCalls}"
            : IsStraightLine ? $"straight line of {Operations} operations for each block, within {JitBudget.VectorCalls}, as asked for"
            : _unrolling.Setting == Unroll.Full && !Format.IsNarrow
                ? $"loop over inputs: written out even one vector would be {UnrollBudget.OperationsOfRow(_depth, 1, Parts.Count)} operations, beyond {JitBudget.VectorCalls}"
            : "loop over inputs";
        return $"a single row: {form}, {blocks} {(blocks == "1" ? "panel" : "panels")} of outputs at once, {Parts}";
    }

    private int MostVectors => Math.Max(WholePanels.Max(block => block.Vectors), PartsOfPanels.Count == 0 ? 0 : PartsOfPanels[0]);

    private IReadOnlyList<VectorBlocks> UnitsOf(int most) => Blocks(JitBudget.Split(_panels, Math.Min(most, Math.Max(FewestPanelsOfUnit, (_panels + 3) / 4))));

    private IReadOnlyList<VectorBlocks> LargerBlocks(int most) => Blocks(JitBudget.Split(_panels, most));

    private static IReadOnlyList<VectorBlocks> Blocks(IReadOnlyList<int> sizes)
        => [.. sizes.GroupBy(vectors => vectors).Select(group => new VectorBlocks(group.Key, group.Count()))];

    /// <summary>The powers of two, up to <paramref name="most"/>, with which vectors of any width that divides a panel cover all outputs.</summary>
    private IReadOnlyList<int> SmallerBlocks(int most)
    {
        SortedSet<int> needed = [];
        // Where there are no vectors, the smallest of these do; lone floats need blocks of their own only where no vector is narrower than a panel.
        int[] widths = Panel > 4 ? [8, 4] : [1];
        foreach (int width in widths.Where(width => width < Panel))
        {
            // All of the outputs, and those of each block where blocks are given to different threads.
            foreach (int panels in Units.Select(blocks => blocks.Vectors).Concat([_panels]))
            {
                int vectors = panels * Panel / width;
                for (int block = most; vectors > 0; block /= 2)
                {
                    if (vectors >= block) needed.Add(block);
                    vectors %= block;
                }
            }
        }

        return [.. needed.Reverse()];
    }
}
