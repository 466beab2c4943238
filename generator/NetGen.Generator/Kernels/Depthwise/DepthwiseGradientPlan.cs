using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;

namespace NetGen.Generator.Kernels;

/// <summary>Neighbouring kernel columns whose weights' gradients are summed together.</summary>
internal readonly record struct KernelSection(int First, int Count);

/// <summary>Output rows for which the same kernel rows of a block fall inside the input.</summary>
/// <param name="First">First output row.</param>
/// <param name="Count">Output rows.</param>
/// <param name="FirstKernelRow">First kernel row that falls inside.</param>
/// <param name="KernelRows">How many do.</param>
internal readonly record struct RowRun(int First, int Count, int FirstKernelRow, int KernelRows);

/// <summary>The weights of a unit: some kernel rows of a section, for a panel of channels.</summary>
internal sealed record WeightBlock(int FirstRow, int Rows, KernelSection Section, IReadOnlyList<RowRun> Runs);

/// <summary>
/// How the gradient of depthwise weights is divided: each weight is a sum over pixels of input times output gradient, channel by channel,
/// so weights of several taps are summed side by side, each in a register.
/// </summary>
internal sealed class DepthwiseGradientPlan
{
    // Eight sums hide the latency of the multiply-add; twelve leave room in 16 registers.
    private const int MostSums = 12;

    private readonly WindowGeometry _rows;
    private readonly WindowGeometry _columns;

    public DepthwiseGradientPlan(PlannedParameter weights, TensorValue input, TensorValue output, WindowGeometry rows, WindowGeometry columns)
    {
        Weights = weights;
        Input = input;
        Output = output;
        _rows = rows;
        _columns = columns;
        (int height, int width) = ChooseBlock();
        Blocks = [.. Sections(width).SelectMany(section => Parts(rows.Kernel, height).Select(part =>
            new WeightBlock(part.First, part.Count, section, Runs(part.First, part.Count))))];
    }

    public PlannedParameter Weights { get; }

    public TensorValue Input { get; }

    public TensorValue Output { get; }

    /// <summary>What the kernel is divided into.</summary>
    public IReadOnlyList<WeightBlock> Blocks { get; }

    /// <summary>Floats from one tap's weights to the next: those of a group's other channels lie between.</summary>
    public int TapStride => Weights.Spec.Inputs * Weights.Panel;

    /// <summary>A unit is a block of the weights of one panel of channels.</summary>
    public int Units => Weights.PanelsPerGroup * Blocks.Count;

    public int StrideRows => _rows.Stride;

    public int DilationRows => _rows.Dilation;

    public int StrideColumns => _columns.Stride;

    /// <summary>The input row under a kernel row; it may lie outside.</summary>
    public int InputRow(int row, int kernelRow) => InputAt(_rows, row, kernelRow);

    /// <summary>The input column under a kernel column; it may lie outside.</summary>
    public int InputColumn(int column, int kernelColumn) => InputAt(_columns, column, kernelColumn);

    public bool IsInside(int column, int kernelColumn) => IsInside(_columns, column, kernelColumn);

    /// <summary>The output columns for which all of a section's inputs exist.</summary>
    public (int First, int End) Core(KernelSection section)
    {
        List<int> columns = [.. Enumerable.Range(0, _columns.Output).Where(column => Hits(column, section) == section.Count)];
        return columns.Count == 0 ? (0, 0) : (columns[0], columns[columns.Count - 1] + 1);
    }

    /// <summary>The output columns for which some but not all of a section's inputs exist.</summary>
    public IReadOnlyList<int> Edges(KernelSection section)
        => [.. Enumerable.Range(0, _columns.Output).Where(column => Hits(column, section) is int hits && hits > 0 && hits < section.Count)];

    private static int InputAt(WindowGeometry axis, int position, int tap) => (position * axis.Stride) + (tap * axis.Dilation) - axis.PaddingBefore;

    private static bool IsInside(WindowGeometry axis, int position, int tap)
    {
        int input = InputAt(axis, position, tap);
        return input >= 0 && input < axis.Input;
    }

    private static IEnumerable<KernelSection> Parts(int count, int most)
    {
        int first = 0;
        foreach (int size in JitBudget.Split(count, most))
        {
            yield return new KernelSection(first, size);
            first += size;
        }
    }

    private IEnumerable<KernelSection> Sections(int width) => Parts(_columns.Kernel, width);

    private int Hits(int column, KernelSection section) => Enumerable.Range(section.First, section.Count).Count(tap => IsInside(_columns, column, tap));

    /// <summary>As many kernel columns, then rows, as there may be sums and as the text may be long.</summary>
    private (int Height, int Width) ChooseBlock()
    {
        int width = Math.Min(_columns.Kernel, MostSums);
        int height = Math.Min(_rows.Kernel, MostSums / width);
        while (Sections(width).Any(section => Calls(section, height) > JitBudget.VectorCalls))
        {
            if (height > 1) height--;
            else width--;
        }

        return (height, width);
    }

    /// <summary>Vector operations of a text: each product has a load beside it; the start and the end of each sum.</summary>
    private int Calls(KernelSection section, int height)
        => (2 * height * section.Count) + Edges(section).Sum(column => 1 + (2 * height * Hits(column, section))) + 1 + (2 * height * section.Count);

    private IReadOnlyList<RowRun> Runs(int firstKernelRow, int kernelRows)
    {
        List<RowRun> runs = [];
        for (int row = 0; row < _rows.Output; row++)
        {
            int at = row;
            List<int> inside = [.. Enumerable.Range(firstKernelRow, kernelRows).Where(tap => IsInside(_rows, at, tap))];
            if (inside.Count == 0) continue;
            RowRun last = runs.Count == 0 ? default : runs[runs.Count - 1];
            if (last.Count > 0 && last.First + last.Count == row && last.FirstKernelRow == inside[0] && last.KernelRows == inside.Count)
                runs[runs.Count - 1] = last with { Count = last.Count + 1 };
            else
                runs.Add(new RowRun(row, 1, inside[0], inside.Count));
        }

        return runs;
    }
}
