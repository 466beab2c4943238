using NetGen.Generator.Machine;

namespace NetGen.Generator.Kernels;

/// <summary>A tile of a result row: which text computes it and where it stands.</summary>
/// <param name="Variant">Index of its text in <see cref="ConvolutionBlock.Variants"/>.</param>
/// <param name="Columns">The set of columns it belongs to.</param>
/// <param name="First">Index of its first column in that set.</param>
internal readonly record struct ConvolutionTile(int Variant, AxisTaps Columns, int First);

/// <summary>The taps of one text: for each kernel column the tile's columns for which it falls inside.</summary>
/// <param name="Columns">Columns of the tile.</param>
/// <param name="Taps">Those that fall inside for at least one column.</param>
/// <param name="ResultStep">Result columns from one to the next.</param>
/// <param name="InputStep">Input columns from one to the next.</param>
/// <param name="TapStep">Input columns from one kernel column to the next.</param>
internal sealed record TileVariant(int Columns, EquatableArray<TileTap> Taps, int ResultStep, int InputStep, int TapStep);

/// <summary>One unrolled kernel column.</summary>
/// <param name="KernelColumn">Which.</param>
/// <param name="InputOffset">Input columns from the tile's base to the one under the first column.</param>
/// <param name="First">First column of the tile for which the tap falls inside the input.</param>
/// <param name="End">End of those columns.</param>
internal readonly record struct TileTap(int KernelColumn, int InputOffset, int First, int End);

/// <summary>How a row of results is covered with tiles.</summary>
/// <param name="Tiles">The tiles from left to right.</param>
/// <param name="Variants">Their texts: tiles that differ in nothing but their place share one.</param>
internal sealed record ColumnTiles(IReadOnlyList<ConvolutionTile> Tiles, IReadOnlyList<TileVariant> Variants)
{
    /// <param name="sizes">The convolution.</param>
    /// <param name="mostColumns">The most columns of a tile in a set of columns.</param>
    public static ColumnTiles Cover(ConvolutionSizes sizes, Func<AxisTaps, int> mostColumns)
    {
        List<TileVariant> variants = [];
        List<ConvolutionTile> tiles = [];
        foreach (AxisTaps columns in sizes.Columns)
        {
            int first = 0;
            foreach (int width in JitBudget.Split(columns.Count, mostColumns(columns)))
            {
                TileVariant variant = Trim(columns, first, width, sizes.Input.Shape.Width);
                int index = variants.IndexOf(variant);
                if (index < 0)
                {
                    index = variants.Count;
                    variants.Add(variant);
                }

                tiles.Add(new ConvolutionTile(index, columns, first));
                first += width;
            }
        }

        return new ColumnTiles(tiles, variants);
    }

    /// <summary>Leaves out what falls outside the input: no padding is stored and none is multiplied.</summary>
    private static TileVariant Trim(AxisTaps columns, int first, int width, int inputWidth)
    {
        List<TileTap> taps = [];
        for (int tap = 0; tap < columns.Taps; tap++)
        {
            int begin = 0;
            while (begin < width && columns.InputAt(first + begin, tap) < 0) begin++;
            int end = width;
            while (end > begin && columns.InputAt(first + end - 1, tap) >= inputWidth) end--;
            if (begin < end)
            {
                int kernelColumn = columns.KernelFirst + (tap * columns.KernelStep);
                taps.Add(new TileTap(kernelColumn, columns.InputOffset + (tap * columns.TapStep), begin, end));
            }
        }

        return new TileVariant(width, taps.ToEquatableArray(), columns.Step, columns.InputStep, columns.TapStep);
    }
}
