using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

/// <summary>What attention does to rows of scores, and how it packs keys and values, between the products that generated code computes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AttentionRows
{
    /// <summary>Floats that are copied at once.</summary>
    private const int CacheLine = 16;

    /// <summary>Packs a matrix as the weights of a product over its rows: for each panel of columns, row by row. Lanes behind the last column are 0.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="rowStride">Floats from one row to the next.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="panel">Columns of a panel.</param>
    /// <param name="panelStride">Floats from one panel to the next: at least rows x panel.</param>
    /// <param name="target">Where the first panel goes.</param>
    public static void Pack(ref float source, int rowStride, int rows, int columns, int panel, int panelStride, ref float target)
    {
        for (int first = 0; first < columns; first += panel)
        {
            int count = Math.Min(panel, columns - first);
            for (int row = 0; row < rows; row++)
            {
                ref float from = ref Unsafe.Add(ref source, (row * (nint)rowStride) + first);
                ref float to = ref Unsafe.Add(ref target, row * (nint)panel);
                if (count == CacheLine) Unsafe.As<float, Line>(ref to) = Unsafe.As<float, Line>(ref from);
                else CopyLanes(ref from, ref to, count, panel);
            }

            target = ref Unsafe.Add(ref target, panelStride);
        }
    }

    /// <summary>Packs a matrix as the weights of a product over its columns: for each panel of rows, column by column. Lanes behind the last row are 0.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="rowStride">Floats from one row to the next.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="panel">Rows of a panel.</param>
    /// <param name="target">Where the first panel goes; the next is columns x panel floats behind it.</param>
    public static void PackTransposed(ref float source, int rowStride, int rows, int columns, int panel, ref float target)
    {
        for (int first = 0; first < rows; first += panel)
        {
            int count = Math.Min(panel, rows - first);
            Transposition.Copy(ref Unsafe.Add(ref source, first * (nint)rowStride), rowStride, ref target, panel, count, columns);
            for (int lane = count; lane < panel; lane++)
            {
                for (int column = 0; column < columns; column++) Unsafe.Add(ref target, (column * panel) + lane) = 0f;
            }

            target = ref Unsafe.Add(ref target, columns * (nint)panel);
        }
    }

    /// <summary>Whether all of so many values are numbers, and finite.</summary>
    /// <param name="values">The first.</param>
    /// <param name="count">How many.</param>
    public static bool AreFinite(ref float values, int count)
    {
        // A number times 0 is 0, which adds up; anything else is not a number, and stays so.
        float sum = 0f;
        for (int i = 0; i < count; i++) sum += Unsafe.Add(ref values, i) * 0f;
        return sum == 0f;
    }

    /// <summary>Copies rows of a few values from one matrix to another.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="sourceStride">Floats from one row to the next.</param>
    /// <param name="rows">How many are copied.</param>
    /// <param name="columns">Values of a row.</param>
    /// <param name="target">The first row written.</param>
    /// <param name="targetStride">Floats from one row to the next.</param>
    public static void Copy(ref float source, int sourceStride, int rows, int columns, ref float target, int targetStride)
    {
        for (int row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref source, columns).CopyTo(MemoryMarshal.CreateSpan(ref target, columns));
            source = ref Unsafe.Add(ref source, sourceStride);
            target = ref Unsafe.Add(ref target, targetStride);
        }
    }

    /// <summary>Scores to weights: e^(scale x score) over their sum, the largest score subtracted first; 0 behind the last key.</summary>
    /// <param name="row">The scores; the weights take their place.</param>
    /// <param name="keys">How many there are; at least 1.</param>
    /// <param name="padded">Floats of the row: whole vectors, and no fewer than keys.</param>
    /// <param name="scale">Positive.</param>
    /// <returns>The logarithm of the sum of e^(scale x score).</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // from the first call on: it is called for each row of each head
    public static float Softmax<TVector>(ref float row, int keys, int padded, float scale)
        where TVector : struct, IVector<TVector>
    {
        for (int key = keys; key < padded; key++) Unsafe.Add(ref row, key) = float.NegativeInfinity;
        float largest = Largest<TVector>(ref row, padded);
        TVector top = TVector.Broadcast(largest);
        TVector factor = TVector.Broadcast(scale);
        TVector sums = TVector.Zero;
        for (int i = 0; i < padded; i += TVector.Count)
        {
            ref float at = ref Unsafe.Add(ref row, i);
            TVector power = VectorMath.ExpOfNegative((TVector.Load(ref at) - top) * factor);
            TVector.Store(power, ref at);
            sums += power; // what stands behind the keys is less than half a unit in the last place of 1, which the sum is at least
        }

        for (int key = keys; key < padded; key++) Unsafe.Add(ref row, key) = 0f;
        float sum = TVector.Sum(sums);
        TVector share = TVector.Broadcast(1f / sum);
        for (int i = 0; i < padded; i += TVector.Count)
        {
            ref float at = ref Unsafe.Add(ref row, i);
            TVector.Store(TVector.Load(ref at) * share, ref at);
        }

        return (largest * scale) + MathF.Log(sum);
    }

    /// <summary>The largest of whole vectors. Whether it is that of the numbers where some are not does not matter: a row with one of these has no sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest<TVector>(ref float row, int padded)
        where TVector : struct, IVector<TVector>
    {
        TVector top = TVector.Load(ref row);
        for (int i = TVector.Count; i < padded; i += TVector.Count) top = TVector.Max(top, TVector.Load(ref Unsafe.Add(ref row, i)));
        Line lanes = default;
        ref float lane = ref Unsafe.As<Line, float>(ref lanes);
        TVector.Store(top, ref lane);
        if (TVector.Count < Vector128<float>.Count) return lane;
        Vector128<float> largest = Vector128.LoadUnsafe(ref lane);
        for (int i = Vector128<float>.Count; i < TVector.Count; i += Vector128<float>.Count) largest = Vector128.Max(largest, Vector128.LoadUnsafe(ref Unsafe.Add(ref lane, i)));
        largest = Vector128.Max(largest, Vector128.Shuffle(largest, Vector128.Create(2, 3, 0, 1)));
        return Vector128.Max(largest, Vector128.Shuffle(largest, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    private static void CopyLanes(ref float source, ref float target, int count, int panel)
    {
        for (int lane = 0; lane < count; lane++) Unsafe.Add(ref target, lane) = Unsafe.Add(ref source, lane);
        for (int lane = count; lane < panel; lane++) Unsafe.Add(ref target, lane) = 0f;
    }

    [InlineArray(CacheLine)]
    private struct Line
    {
        private float _first;
    }

    /// <summary>The same weights from scores that are computed again: e^(scale x score - logarithm of the sum).</summary>
    /// <param name="row">The scores; the weights take their place.</param>
    /// <param name="keys">How many there are.</param>
    /// <param name="padded">Floats of the row.</param>
    /// <param name="scale">As before.</param>
    /// <param name="logarithm">What <see cref="Softmax"/> returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weights<TVector>(ref float row, int keys, int padded, float scale, float logarithm)
        where TVector : struct, IVector<TVector>
    {
        TVector level = TVector.Broadcast(logarithm);
        TVector factor = TVector.Broadcast(scale);
        for (int i = 0; i < padded; i += TVector.Count)
        {
            ref float at = ref Unsafe.Add(ref row, i);
            TVector.Store(VectorMath.Exp((TVector.Load(ref at) * factor) - level), ref at);
        }

        for (int key = keys; key < padded; key++) Unsafe.Add(ref row, key) = 0f;
    }

    /// <summary>The gradient of scores from that of weights: scale x w x (d - sum of w x d).</summary>
    /// <param name="weights">w: a row of them, 0 behind the last key.</param>
    /// <param name="gradient">d; what results takes its place.</param>
    /// <param name="padded">Floats of the row.</param>
    /// <param name="scale">As before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient<TVector>(ref float weights, ref float gradient, int padded, float scale)
        where TVector : struct, IVector<TVector>
    {
        TVector sums = TVector.Zero;
        for (int i = 0; i < padded; i += TVector.Count) TVector.AddProduct(ref sums, TVector.Load(ref Unsafe.Add(ref weights, i)), TVector.Load(ref Unsafe.Add(ref gradient, i)));
        TVector mean = TVector.Broadcast(TVector.Sum(sums));
        TVector factor = TVector.Broadcast(scale);
        for (int i = 0; i < padded; i += TVector.Count)
        {
            ref float at = ref Unsafe.Add(ref gradient, i);
            TVector.Store((TVector.Load(ref at) - mean) * TVector.Load(ref Unsafe.Add(ref weights, i)) * factor, ref at);
        }
    }
}
