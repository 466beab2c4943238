using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Rows of floats as bytes, for products with weights in 8 bits.</summary>
/// <remarks>
/// Four inputs of a row, 16 apart, lie in the four bytes of a lane (a bundle), so that a vector of bundles is made of four vectors of floats without a
/// shuffle: bundle 16 b + l has the inputs 64 b + l, 64 b + 16 + l, 64 b + 32 + l and 64 b + 48 + l. Weights lie in the same order.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Quantization
{
    /// <summary>Inputs of a block of bundles.</summary>
    internal const int Block = 64;

    /// <summary>Bundles of a block; also how far apart the inputs of a bundle are.</summary>
    internal const int Distance = Block / 4;

    /// <summary>What 0 becomes where a row has negative values.</summary>
    internal const int SignedZero = 64;

    private const float LargestUnsigned = 127;
    private const float LargestSigned = 63;

    // A row that has no larger value counts as zeros: the reciprocal of its scale would be infinite.
    private const float Smallest = 1e-30f;

    /// <summary>Bundles of so many inputs; the last block is filled up.</summary>
    internal static int Bundles(int inputs) => (inputs + Block - 1) / Block * Distance;

    /// <summary>The byte of its lane's four in which an input lies.</summary>
    internal static int ByteOf(int input) => input % Block / Distance;

    /// <summary>The bundle in which an input lies.</summary>
    internal static int BundleOf(int input) => (input / Block * Distance) + (input % Distance);

    /// <summary>
    /// A row as bytes, with the largest absolute value at the end of their range. Behind the bundles stand the row's scale, with which a sum of products is
    /// multiplied, and a mask: all bits where the row has negative values and 0 is not 0 but 64, none where not. The scale of a row with a value that is no
    /// number, or infinite, is not finite either.
    /// </summary>
    /// <param name="row">The row's floats.</param>
    /// <param name="inputs">How many there are.</param>
    /// <param name="bundles">Where the bundles go, scale and mask behind them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToBytes<TVector>(ref float row, int inputs, ref float bundles)
        where TVector : struct, IVector<TVector>
    {
        (float least, float most) = RangeOf<TVector>(ref row, inputs);
        bool isSigned = least < 0;
        float largest = MathF.Max(-least, most);
        float range = isSigned ? LargestSigned : LargestUnsigned;
        bool isZero = largest < Smallest;
        TVector factor = TVector.Broadcast(isZero ? 0 : range / largest);
        TVector zero = TVector.Broadcast(isSigned ? SignedZero : 0);
        int input = 0;
        for (; input <= inputs - Block; input += Block)
        {
            Convert(ref Unsafe.Add(ref row, input), factor, zero, ref bundles);
            bundles = ref Unsafe.Add(ref bundles, Distance);
        }

        if (input < inputs)
        {
            Span<float> rest = stackalloc float[Block];
            rest.Clear();
            for (int i = input; i < inputs; i++) rest[i - input] = Unsafe.Add(ref row, i);
            Convert(ref rest[0], factor, zero, ref bundles);
            bundles = ref Unsafe.Add(ref bundles, Distance);
        }

        bundles = isZero ? 0 : largest / range;
        Unsafe.Add(ref bundles, 1) = BitConverter.Int32BitsToSingle(isSigned ? -1 : 0);
    }

    /// <summary>The smallest value and the largest, 0 among them; both are no numbers where one is.</summary>
    private static (float Least, float Most) RangeOf<TVector>(ref float row, int inputs)
        where TVector : struct, IVector<TVector>
    {
        TVector least = TVector.Zero;
        TVector most = TVector.Zero;
        int input = 0;
        for (; input <= inputs - TVector.Count; input += TVector.Count)
        {
            TVector values = TVector.Load(ref Unsafe.Add(ref row, input));
            least = TVector.Min(values, least);
            most = TVector.Max(values, most);
        }

        Span<float> lanes = stackalloc float[2 * Distance];
        TVector.Store(least, ref lanes[0]);
        TVector.Store(most, ref lanes[TVector.Count]);
        (float smallest, float largest) = (0, 0);
        for (int lane = 0; lane < TVector.Count; lane++)
        {
            smallest = MathF.Min(smallest, lanes[lane]);
            largest = MathF.Max(largest, lanes[TVector.Count + lane]);
        }

        for (; input < inputs; input++)
        {
            smallest = MathF.Min(smallest, Unsafe.Add(ref row, input));
            largest = MathF.Max(largest, Unsafe.Add(ref row, input));
        }

        return (smallest, largest);
    }

    /// <summary>A block of inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Convert<TVector>(ref float row, TVector factor, TVector zero, ref float bundles)
        where TVector : struct, IVector<TVector>
    {
        for (int lane = 0; lane < Distance; lane += TVector.Count)
        {
            ref float inputs = ref Unsafe.Add(ref row, lane);
            TVector first = Whole(ref inputs, factor, zero);
            TVector second = Whole(ref Unsafe.Add(ref inputs, Distance), factor, zero);
            TVector third = Whole(ref Unsafe.Add(ref inputs, 2 * Distance), factor, zero);
            TVector fourth = Whole(ref Unsafe.Add(ref inputs, 3 * Distance), factor, zero);
            TVector.Store(TVector.Bundle(first, second, third, fourth), ref Unsafe.Add(ref bundles, lane));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Whole<TVector>(ref float inputs, TVector factor, TVector zero)
        where TVector : struct, IVector<TVector>
        => TVector.Round(TVector.Load(ref inputs) * factor) + zero;
}
