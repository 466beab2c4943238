using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>What looking rows up in a table takes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lookup
{
    /// <summary>The row that an index means. It lies in the user's memory until it is read, so it can have changed since any check but this.</summary>
    /// <param name="index">An integer, as the bits of a float.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Row(ref float index, int rows)
    {
        int row = BitConverter.SingleToInt32Bits(index);
        if ((uint)row >= (uint)rows) ThrowRow(row, rows);
        return row;
    }

    /// <summary>sum += addend.</summary>
    /// <param name="sum">The row that is added to.</param>
    /// <param name="addend">What is added.</param>
    /// <param name="count">Length of both.</param>
    public static void Add(ref float sum, ref float addend, int count)
    {
        switch (SimdWidth.For(count))
        {
            case 512: Add<Simd512>(ref sum, ref addend, count); break;
            case 256: Add<Simd256>(ref sum, ref addend, count); break;
            case 128: Add<Simd128>(ref sum, ref addend, count); break;
            default: Add<SimdScalar>(ref sum, ref addend, count); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TVector>(ref float sum, ref float addend, int count)
        where TVector : struct, IVector<TVector>
    {
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            ref float target = ref Unsafe.Add(ref sum, i);
            TVector.Store(TVector.Load(ref target) + TVector.Load(ref Unsafe.Add(ref addend, i)), ref target);
        }

        for (; i < count; i++) Unsafe.Add(ref sum, i) += Unsafe.Add(ref addend, i);
    }

    /// <summary>A row of numbers of which the upper halves alone are stored.</summary>
    /// <param name="source">The halves.</param>
    /// <param name="destination">Where the floats go.</param>
    /// <param name="count">Length of both.</param>
    public static void Widen(ref ushort source, ref float destination, int count)
    {
        switch (SimdWidth.For(count))
        {
            case 512: Widen<Simd512>(ref source, ref destination, count); break;
            case 256: Widen<Simd256>(ref source, ref destination, count); break;
            case 128: Widen<Simd128>(ref source, ref destination, count); break;
            default: Widen<SimdScalar>(ref source, ref destination, count); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen<TVector>(ref ushort source, ref float destination, int count)
        where TVector : struct, IVector<TVector>
    {
        int i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
            TVector.Store(TVector.LoadBFloat16(ref Unsafe.Add(ref source, i)), ref Unsafe.Add(ref destination, i));
        for (; i < count; i++) SimdScalar.Store(SimdScalar.LoadBFloat16(ref Unsafe.Add(ref source, i)), ref Unsafe.Add(ref destination, i));
    }

    [DoesNotReturn]
    private static void ThrowRow(int row, int rows)
        => throw new ArgumentOutOfRangeException(nameof(row), row, string.Create(CultureInfo.InvariantCulture, $"An index is {row}; expected 0 to {rows - 1}."));
}
