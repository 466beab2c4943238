using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Where the elements of a parameter tensor lie in the packed block. The file has them as [Groups x Outputs][Inputs][Rows][Columns],
/// row-major; the block as [Groups][panels of Panel outputs][Rows][Columns][Inputs][Panel], the last panel of a group padded with zeros.
/// A dense layer's matrix has one row and column, or, behind a flattened image, the image's rows and columns; a vector has Inputs = 1.
/// </summary>
/// <param name="Offset">First float of the tensor in the block.</param>
/// <param name="Groups">Groups of a grouped convolution, else 1.</param>
/// <param name="Outputs">Outputs per group.</param>
/// <param name="Inputs">Inputs (channels) per group.</param>
/// <param name="Rows">Kernel rows.</param>
/// <param name="Columns">Kernel columns.</param>
/// <param name="Panel">Outputs stored side by side: 4, 8 or 16.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ParameterLayout(int Offset, int Groups, int Outputs, int Inputs, int Rows, int Columns, int Panel)
{
    /// <summary>Panels per group.</summary>
    public int Panels => (Outputs + Panel - 1) / Panel;

    /// <summary>Floats in the block, padding included.</summary>
    public int PackedSize => Groups * Panels * Rows * Columns * Inputs * Panel;

    /// <summary>Elements of the tensor.</summary>
    public int Count => Groups * Outputs * Inputs * Rows * Columns;

    /// <summary>Copies from the packed block into file order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Unpack(ReadOnlySpan<float> block, Span<float> file)
    {
        int row = Inputs * Rows * Columns;
        for (int number = 0; number < Groups * Panels; number++)
        {
            PanelPlace panel = PlaceOf(number);
            int next = panel.FirstOutput * row;
            for (int input = 0; input < Inputs; input++)
            {
                int source = panel.Start + (input * Panel);
                for (int tap = 0; tap < Rows * Columns; tap++, next++, source += Inputs * Panel)
                {
                    ReadOnlySpan<float> lanes = block.Slice(source, panel.Outputs);
                    for (int lane = 0; lane < lanes.Length; lane++) file[next + (lane * row)] = lanes[lane];
                }
            }
        }
    }

    /// <summary>Copies from file order into the packed block; padding is left as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(ReadOnlySpan<float> file, Span<float> block)
    {
        // A panel at a time, so that each cache line of the block is written once and whole.
        int row = Inputs * Rows * Columns;
        for (int number = 0; number < Groups * Panels; number++)
        {
            PanelPlace panel = PlaceOf(number);
            int next = panel.FirstOutput * row;
            for (int input = 0; input < Inputs; input++)
            {
                int target = panel.Start + (input * Panel);
                for (int tap = 0; tap < Rows * Columns; tap++, next++, target += Inputs * Panel)
                {
                    Span<float> lanes = block.Slice(target, panel.Outputs);
                    for (int lane = 0; lane < lanes.Length; lane++) lanes[lane] = file[next + (lane * row)];
                }
            }
        }
    }

    /// <summary>A panel, counted over all groups.</summary>
    private PanelPlace PlaceOf(int number)
    {
        (int group, int panel) = Math.DivRem(number, Panels);
        int first = panel * Panel;
        return new(
            FirstOutput: (group * Outputs) + first,
            Outputs: Math.Min(Panel, Outputs - first),
            Start: Offset + (number * Rows * Columns * Inputs * Panel));
    }

    /// <summary>A panel: its first output in the file, how many outputs it has, and where it starts in the block.</summary>
    private readonly record struct PanelPlace(int FirstOutput, int Outputs, int Start);
}
