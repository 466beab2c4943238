using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>Turns rows into columns: what input gradients need of the weights that the forward pass read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Transposition
{
    private const int Block = 8;
    private const int Panel = 16;

    // Panels of a large matrix lie far apart, each in other pages, where the processor does not fetch ahead by itself: the weights of a dense
    // layer of 3,136 to 1,024 took 1.6 ms to transpose without this, and 0.4 ms with it.
    private const int PanelsAhead = 3;

    /// <summary>target[input panel, output, lane of input] = source[output panel, input, lane of output], panels of 16.</summary>
    /// <param name="source">The first of the inputs in the first panel of outputs.</param>
    /// <param name="sourceStride">Floats from one panel of outputs to the next.</param>
    /// <param name="target">The first element of the target.</param>
    /// <param name="targetStride">Floats from one panel of inputs to the next.</param>
    /// <param name="panels">Panels of outputs.</param>
    /// <param name="inputs">Inputs; lanes behind the last are left as they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyPanels(ref float source, nint sourceStride, ref float target, nint targetStride, int panels, int inputs)
    {
        for (int panel = 0; panel < panels; panel++)
        {
            if (panel + PanelsAhead < panels) Fetch(ref Unsafe.Add(ref source, PanelsAhead * sourceStride), inputs);
            for (int input = 0; input < inputs; input += Panel)
            {
                Copy(
                    ref Unsafe.Add(ref source, input * Panel), Panel, ref Unsafe.Add(ref target, (input / Panel * targetStride) + (panel * Panel * Panel)), Panel,
                    Math.Min(Panel, inputs - input), Panel);
            }

            source = ref Unsafe.Add(ref source, sourceStride);
        }
    }

    /// <summary>target[column, row] = source[row, column].</summary>
    /// <param name="source">The first element of the source.</param>
    /// <param name="sourceStride">Floats from one row of the source to the next.</param>
    /// <param name="target">The first element of the target.</param>
    /// <param name="targetStride">Floats from one row of the target, a column of the source, to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, nint sourceStride, ref float target, nint targetStride, int rows, int columns)
    {
        int wholeRows = 0;
        int wholeColumns = 0;
        if (Avx.IsSupported)
        {
            wholeRows = rows / Block * Block;
            wholeColumns = columns / Block * Block;
            for (int row = 0; row < wholeRows; row += Block)
            {
                for (int column = 0; column < wholeColumns; column += Block)
                {
                    CopyBlock(
                        ref Unsafe.Add(ref source, (row * sourceStride) + column), sourceStride, ref Unsafe.Add(ref target, (column * targetStride) + row), targetStride);
                }
            }
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = row < wholeRows ? wholeColumns : 0; column < columns; column++)
                Unsafe.Add(ref target, (column * targetStride) + row) = Unsafe.Add(ref source, (row * sourceStride) + column);
        }
    }

    /// <summary>Has so many cache lines brought in, where the processor can be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(ref float lines, int count)
    {
        if (!Sse.IsSupported) return;
        for (int line = 0; line < count; line++) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref lines, line * Panel)));
    }

    /// <summary>Eight by eight: pairs of elements, pairs of pairs, halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock(ref float source, nint sourceStride, ref float target, nint targetStride)
    {
        Vector256<float> row0 = Vector256.LoadUnsafe(ref source);
        Vector256<float> row1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, sourceStride));
        Vector256<float> row2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 2 * sourceStride));
        Vector256<float> row3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 3 * sourceStride));
        Vector256<float> row4 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 4 * sourceStride));
        Vector256<float> row5 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 5 * sourceStride));
        Vector256<float> row6 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 6 * sourceStride));
        Vector256<float> row7 = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 7 * sourceStride));
        Vector256<float> low01 = Avx.UnpackLow(row0, row1), high01 = Avx.UnpackHigh(row0, row1);
        Vector256<float> low23 = Avx.UnpackLow(row2, row3), high23 = Avx.UnpackHigh(row2, row3);
        Vector256<float> low45 = Avx.UnpackLow(row4, row5), high45 = Avx.UnpackHigh(row4, row5);
        Vector256<float> low67 = Avx.UnpackLow(row6, row7), high67 = Avx.UnpackHigh(row6, row7);
        const byte FirstPairs = 0x44;
        const byte SecondPairs = 0xEE;
        Vector256<float> left0 = Avx.Shuffle(low01, low23, FirstPairs), left1 = Avx.Shuffle(low01, low23, SecondPairs);
        Vector256<float> left2 = Avx.Shuffle(high01, high23, FirstPairs), left3 = Avx.Shuffle(high01, high23, SecondPairs);
        Vector256<float> right0 = Avx.Shuffle(low45, low67, FirstPairs), right1 = Avx.Shuffle(low45, low67, SecondPairs);
        Vector256<float> right2 = Avx.Shuffle(high45, high67, FirstPairs), right3 = Avx.Shuffle(high45, high67, SecondPairs);
        const byte LowerHalves = 0x20;
        const byte UpperHalves = 0x31;
        Avx.Permute2x128(left0, right0, LowerHalves).StoreUnsafe(ref target);
        Avx.Permute2x128(left1, right1, LowerHalves).StoreUnsafe(ref Unsafe.Add(ref target, targetStride));
        Avx.Permute2x128(left2, right2, LowerHalves).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStride));
        Avx.Permute2x128(left3, right3, LowerHalves).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStride));
        Avx.Permute2x128(left0, right0, UpperHalves).StoreUnsafe(ref Unsafe.Add(ref target, 4 * targetStride));
        Avx.Permute2x128(left1, right1, UpperHalves).StoreUnsafe(ref Unsafe.Add(ref target, 5 * targetStride));
        Avx.Permute2x128(left2, right2, UpperHalves).StoreUnsafe(ref Unsafe.Add(ref target, 6 * targetStride));
        Avx.Permute2x128(left3, right3, UpperHalves).StoreUnsafe(ref Unsafe.Add(ref target, 7 * targetStride));
    }
}
