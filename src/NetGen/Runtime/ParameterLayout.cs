using System.ComponentModel;

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
    public void Unpack(ReadOnlySpan<float> block, Span<float> file)
    {
        int next = 0;
        for (int output = 0; output < Groups * Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
            {
                int source = First(output, input);
                for (int tap = 0; tap < Rows * Columns; tap++, source += Inputs * Panel) file[next++] = block[source];
            }
        }
    }

    /// <summary>Copies from file order into the packed block; padding is left as it is.</summary>
    public void Pack(ReadOnlySpan<float> file, Span<float> block)
    {
        int next = 0;
        for (int output = 0; output < Groups * Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
            {
                int target = First(output, input);
                for (int tap = 0; tap < Rows * Columns; tap++, target += Inputs * Panel) block[target] = file[next++];
            }
        }
    }

    private int First(int output, int input)
    {
        (int group, int inGroup) = Math.DivRem(output, Outputs);
        (int panel, int lane) = Math.DivRem(inGroup, Panel);
        return Offset + (((((group * Panels) + panel) * Rows * Columns * Inputs) + input) * Panel) + lane;
    }
}
