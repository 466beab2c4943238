using NetGen.Generator.Planning;

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

    public SingleRowPlan(PlannedParameter weights, long networkWork)
    {
        _panels = weights.PanelsPerGroup;
        Panel = weights.Panel;
        PanelStride = weights.PanelStride;
        Parts = SumParts.For(_panels, weights.Depth, networkWork);
        int most = SumParts.SumsAtOnce / Parts.Count;
        WholePanels = Blocks(JitBudget.Split(_panels, most));
        Units = Blocks(JitBudget.Split(_panels, Math.Min(most, Math.Max(FewestPanelsOfUnit, (_panels + 3) / 4))));
        PartsOfPanels = SmallerBlocks(most);
        int vectors = Math.Max(WholePanels.Max(block => block.Vectors), PartsOfPanels.Count == 0 ? 0 : PartsOfPanels[0]);
        Operations = (weights.Depth * (1 + (2 * vectors))) + (2 * vectors * (Parts.Count + 1));
        IsStraightLine = Operations * Math.Max(WholePanels.Count, PartsOfPanels.Count) <= JitBudget.StraightLineCalls;
    }

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

    /// <summary>Whether all multiply-adds are written out.</summary>
    public bool IsStraightLine { get; }

    /// <summary>Vector operations of the largest block when written out.</summary>
    public int Operations { get; }

    public string Describe()
    {
        string blocks = string.Join(" + ", WholePanels.Select(block => block.Count == 1 ? $"{block.Vectors}" : $"{block.Count} x {block.Vectors}"));
        string form = IsStraightLine ? $"straight line of {Operations} operations, within {JitBudget.StraightLineCalls}" : "loop over inputs";
        return $"a single row: {form}, {blocks} panel(s) of outputs at once, {Parts}";
    }

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
