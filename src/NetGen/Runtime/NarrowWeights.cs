using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>Weights in fewer bits than a float: from master weights, and back. Both are packed alike.</summary>
internal static class NarrowWeights
{
    private const int Shift = 16;
    private const uint BelowHalf = 0x7FFF;
    private const uint QuietBit = 0x40;

    /// <summary>Floats whose memory the narrow weights of a parameter take.</summary>
    public static int SizeOf(ParameterInfo parameter) => (parameter.Layout.PackedSize + 1) / 2;

    /// <summary>Bytes of a parameter in a file.</summary>
    public static long FileBytes(ParameterInfo parameter) => (long)parameter.Count * (parameter.Precision == WeightPrecision.BFloat16 ? sizeof(ushort) : sizeof(float));

    /// <summary>Makes the narrow weights of a whole block, which lie behind its parameters; does nothing for a parameter that has none.</summary>
    public static void FromMasters(ParameterInfo parameter, Span<float> block)
    {
        if (parameter.Precision == WeightPrecision.Float32) return;
        Round(parameter, block.Slice(parameter.Layout.Offset, parameter.Layout.PackedSize), block[parameter.NarrowOffset..]);
    }

    /// <summary>Makes the master weights of a whole block of its narrow ones; does nothing for a parameter that has none.</summary>
    public static void ToMasters(ParameterInfo parameter, Span<float> block)
    {
        if (parameter.Precision == WeightPrecision.Float32) return;
        Widen(parameter, block[parameter.NarrowOffset..], block.Slice(parameter.Layout.Offset, parameter.Layout.PackedSize));
    }

    /// <summary>Rounds master weights.</summary>
    public static void Round(ParameterInfo parameter, ReadOnlySpan<float> masters, Span<float> narrow)
        => RoundToBFloat16(masters, MemoryMarshal.Cast<float, ushort>(narrow)[..parameter.Layout.PackedSize]);

    /// <summary>What narrow weights stand for.</summary>
    public static void Widen(ParameterInfo parameter, ReadOnlySpan<float> narrow, Span<float> masters)
    {
        ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<float, ushort>(narrow)[..parameter.Layout.PackedSize];
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(masters);
        for (int i = 0; i < halves.Length; i++) bits[i] = (uint)halves[i] << Shift;
    }

    /// <summary>The upper halves of floats, rounded to nearest, ties to even.</summary>
    public static void RoundToBFloat16(ReadOnlySpan<float> values, Span<ushort> halves)
    {
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(values);
        int i = 0;
        for (; i <= bits.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector<uint> lower = Round(new Vector<uint>(bits[i..]));
            Vector<uint> upper = Round(new Vector<uint>(bits[(i + Vector<uint>.Count)..]));
            Vector.Narrow(lower, upper).CopyTo(halves[i..]);
        }

        for (; i < bits.Length; i++) halves[i] = Round(bits[i]);
    }

    private static ushort Round(uint bits)
        => (ushort)((float.IsNaN(BitConverter.UInt32BitsToSingle(bits)) ? (bits >> Shift) | QuietBit : (bits + BelowHalf + ((bits >> Shift) & 1)) >> Shift));

    private static Vector<uint> Round(Vector<uint> bits)
    {
        Vector<uint> upper = bits >> Shift;
        Vector<uint> rounded = (bits + new Vector<uint>(BelowHalf) + (upper & Vector<uint>.One)) >> Shift;
        Vector<float> values = Vector.AsVectorSingle(bits);

        // Rounded up, some numbers that are none would become infinite.
        return Vector.ConditionalSelect(Vector.AsVectorUInt32(Vector.Equals(values, values)), rounded, upper | new Vector<uint>(QuietBit));
    }
}
