using NetGen.Generator.Machine;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Kernels;

/// <summary>A convolution as its weights' gradient sees it. A dense layer is one with a 1x1 kernel whose pixels are the batch.</summary>
/// <param name="Weights">The parameter; its groups, outputs and panels.</param>
/// <param name="Depth">Inputs of a group that one kernel tap sums over; all inputs for a dense layer.</param>
/// <param name="Input">What the forward pass read.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record GradientSizes(
    PlannedParameter Weights,
    int Depth,
    int KernelRows,
    int KernelColumns,
    TensorValue Input,
    TensorValue Output,
    int StrideRows,
    int StrideColumns,
    int DilationRows,
    int DilationColumns,
    int PaddingTop,
    int PaddingLeft)
{
    /// <summary>The first of the outputs whose weights it is about, and how many they are: whole panels; null for all.</summary>
    public (int First, int Count)? Range { get; init; }

    /// <summary>The first of the outputs of a group that it is about.</summary>
    public int FirstOutput => Range?.First ?? 0;

    /// <summary>Outputs of a group, padded to whole panels.</summary>
    public int PaddedOutputs => Range?.Count ?? Weights.PanelsPerGroup * Weights.Panel;

    /// <summary>The input column under kernel column <paramref name="tap"/> of output column <paramref name="column"/>; it may lie outside.</summary>
    public int InputColumn(int column, int tap) => (column * StrideColumns) + (tap * DilationColumns) - PaddingLeft;
}

/// <summary>One row of a tile of weights: a kernel column and an input channel.</summary>
internal readonly record struct WeightRow(int KernelColumn, int Channel);

/// <summary>How the gradient of weights is covered with tiles and divided among workers.</summary>
internal sealed class WeightGradientPlan
{
    // A multiple of both classes' tile heights, and small enough that a matrix with few outputs still divides among workers.
    private const int SectionDepth = 84;

    // With few input channels a tile takes several kernel columns instead, as long as the text stays small.
    private const int ShallowDepth = 8;
    private const int MostShallowRows = 28;
    private const int MostEdges = 16;

    public WeightGradientPlan(GradientSizes sizes, UnrollPolicy unrolling)
    {
        Sizes = sizes;
        OutputChunk = HasPanelPairs ? 2 * Panels.Largest : sizes.Weights.Panel;
        Chunks = sizes.PaddedOutputs / OutputChunk;
        IsShallow = unrolling.AllowsShallowTiles && sizes.Depth < ShallowDepth && sizes.KernelColumns > 1 && sizes.KernelColumns * sizes.Depth <= MostShallowRows
            && Edges(AllRows).Count <= MostEdges;
        Sections = IsShallow ? 1 : (sizes.Depth + SectionDepth - 1) / SectionDepth;
        Units = sizes.Weights.Groups * Chunks * sizes.KernelRows * (IsShallow ? 1 : sizes.KernelColumns) * Sections;
    }

    public GradientSizes Sizes { get; }

    /// <summary>Outputs of one unit.</summary>
    public int OutputChunk { get; }

    public int Chunks { get; }

    /// <summary>Parts of the input channels, each a unit of its own.</summary>
    public int Sections { get; }

    public int SectionLength => Math.Min(SectionDepth, Sizes.Depth);

    public int LastSectionLength => Sizes.Depth - ((Sections - 1) * SectionDepth);

    /// <summary>Units of work: each writes its own weights, over the whole batch.</summary>
    public int Units { get; }

    /// <summary>Whether tiles span kernel columns, because there are too few input channels to fill them.</summary>
    public bool IsShallow { get; }

    private bool HasPanelPairs => Sizes.Weights.Panel == Panels.Largest && Sizes.PaddedOutputs % (2 * Panels.Largest) == 0;

    private IReadOnlyList<WeightRow> AllRows
        => [.. Enumerable.Range(0, Sizes.KernelColumns).SelectMany(column => Enumerable.Range(0, Sizes.Depth).Select(channel => new WeightRow(column, channel)))];

    /// <summary>Vectors of outputs in a tile.</summary>
    public int Vectors(RegisterClass registers)
        => Sizes.Weights.Panel < Panels.Largest || (registers == RegisterClass.Wide && !HasPanelPairs) ? 1 : 2;

    /// <summary>Tile heights that cover a section.</summary>
    public IReadOnlyList<int> Heights(RegisterClass registers, int length) => JitBudget.Split(length, registers.MostColumns(Vectors(registers)));

    /// <summary>The tiles of a shallow plan: lists of rows.</summary>
    public IReadOnlyList<IReadOnlyList<WeightRow>> ShallowTiles(RegisterClass registers)
    {
        List<IReadOnlyList<WeightRow>> tiles = [];
        int first = 0;
        foreach (int height in JitBudget.Split(AllRows.Count, registers.MostColumns(Vectors(registers))))
        {
            tiles.Add([.. AllRows.Skip(first).Take(height)]);
            first += height;
        }

        return tiles;
    }

    /// <summary>The output columns for which some but not all of the rows' inputs exist.</summary>
    public IReadOnlyList<int> Edges(IReadOnlyList<WeightRow> rows)
        => [.. Enumerable.Range(0, Sizes.Output.Shape.Width).Where(column => rows.Any(row => IsInside(column, row)) && !rows.All(row => IsInside(column, row)))];

    /// <summary>The output columns for which all of the rows' inputs exist.</summary>
    public (int First, int End) Core(IReadOnlyList<WeightRow> rows)
    {
        List<int> columns = [.. Enumerable.Range(0, Sizes.Output.Shape.Width).Where(column => rows.All(row => IsInside(column, row)))];
        return columns.Count == 0 ? (0, 0) : (columns[0], columns[columns.Count - 1] + 1);
    }

    public bool IsInside(int column, WeightRow row)
    {
        int input = Sizes.InputColumn(column, row.KernelColumn);
        return input >= 0 && input < Sizes.Input.Shape.Width;
    }
}
