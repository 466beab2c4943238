using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>Weights in fewer bits than a float: from master weights, and back. Both are packed alike.</summary>
internal static class NarrowWeights
{
    /// <summary>The largest whole number of a weight in 8 bits; the smallest is its opposite.</summary>
    public const int LargestInt8 = sbyte.MaxValue;

    private const int Shift = 16;
    private const uint BelowHalf = 0x7FFF;
    private const uint QuietBit = 0x40;

    // Of a scale's 24 significant bits the last 8 are zero: then its products with numbers of 7 bits are floats, and weights that were rounded
    // once stay as they are.
    private const uint ScaleRest = 0xFF;

    /// <summary>Floats whose memory the narrow weights of a parameter take, without their scales.</summary>
    public static int SizeOf(ParameterInfo parameter)
    {
        if (parameter.IsBundled) return Order.Of(parameter).Size / sizeof(float);
        int perFloat = sizeof(float) / BytesOf(parameter);
        return (parameter.Layout.PackedSize + perFloat - 1) / perFloat;
    }

    /// <summary>Bytes of an element.</summary>
    public static int BytesOf(ParameterInfo parameter)
        => parameter.Precision switch { WeightPrecision.BFloat16 => sizeof(ushort), WeightPrecision.Int8 => sizeof(sbyte), _ => sizeof(float) };

    /// <summary>Bytes of a parameter in a file.</summary>
    public static long FileBytes(ParameterInfo parameter)
        => ((long)parameter.Count * BytesOf(parameter)) + (parameter.Precision == WeightPrecision.Int8 ? sizeof(float) * (long)parameter.Shape[0] : 0);

    /// <summary>Makes the narrow weights of a whole block, which lie behind its parameters; does nothing for a parameter that has none.</summary>
    public static void FromMasters(ParameterInfo parameter, Span<float> block)
    {
        if (parameter.Precision == WeightPrecision.Float32) return;
        Round(parameter, block.Slice(parameter.Layout.Offset, parameter.Layout.PackedSize), block, first: 0);
    }

    /// <summary>Makes the master weights of a whole block of its narrow ones; does nothing for a parameter that has none.</summary>
    public static void ToMasters(ParameterInfo parameter, Span<float> block)
    {
        if (parameter.Precision == WeightPrecision.Float32) return;
        Widen(parameter, block, first: 0, block.Slice(parameter.Layout.Offset, parameter.Layout.PackedSize));
    }

    /// <summary>Rounds master weights.</summary>
    /// <param name="parameter">What they are of.</param>
    /// <param name="masters">The parameter's, packed.</param>
    /// <param name="block">A block, or what inference has of it.</param>
    /// <param name="first">The float of the whole block at which that begins.</param>
    public static void Round(ParameterInfo parameter, ReadOnlySpan<float> masters, Span<float> block, int first)
    {
        Span<float> narrow = block[(parameter.NarrowOffset - first)..];
        if (parameter.Precision == WeightPrecision.BFloat16) RoundToBFloat16(masters, MemoryMarshal.Cast<float, ushort>(narrow)[..masters.Length]);
        else RoundToInt8(parameter, masters, MemoryMarshal.Cast<float, sbyte>(narrow), block[(parameter.ScaleOffset - first)..]);
    }

    /// <summary>What narrow weights stand for.</summary>
    /// <param name="parameter">What they are of.</param>
    /// <param name="block">A block, or what inference has of it.</param>
    /// <param name="first">The float of the whole block at which that begins.</param>
    /// <param name="masters">Room for the parameter's, packed.</param>
    public static void Widen(ParameterInfo parameter, ReadOnlySpan<float> block, int first, Span<float> masters)
    {
        ReadOnlySpan<float> narrow = block[(parameter.NarrowOffset - first)..];
        if (parameter.Precision == WeightPrecision.Int8)
        {
            WidenInt8(Order.Of(parameter), MemoryMarshal.Cast<float, sbyte>(narrow), block[(parameter.ScaleOffset - first)..], masters);
            return;
        }

        ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<float, ushort>(narrow)[..masters.Length];
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

    /// <summary>
    /// The scale of numbers of which this is the largest absolute value: of 16 significant bits, with which it is 127 or hardly less. 1 for zeros.
    /// </summary>
    public static float ScaleFor(float largest)
    {
        if (largest == 0) return 1;
        uint bits = BitConverter.SingleToUInt32Bits(largest / LargestInt8);
        return BitConverter.UInt32BitsToSingle((bits + ScaleRest) & ~ScaleRest);
    }

    /// <summary>A weight in 8 bits, rounded to nearest, ties to even.</summary>
    public static sbyte RoundToInt8(float value, float scale) => (sbyte)Math.Clamp(Math.Round((double)value / scale), -LargestInt8, LargestInt8);

    private static void RoundToInt8(ParameterInfo parameter, ReadOnlySpan<float> masters, Span<sbyte> numbers, Span<float> scales)
    {
        Order order = Order.Of(parameter);
        for (int panel = 0, output = 0; panel < order.Panels; panel++)
        {
            for (int lane = 0; lane < order.Panel; lane++, output++)
            {
                ReadOnlySpan<float> weights = masters[(panel * order.Depth * order.Panel)..];
                float largest = 0;
                for (int input = 0; input < order.Depth; input++) largest = MathF.Max(largest, MathF.Abs(weights[(input * order.Panel) + lane]));
                float scale = scales[output] = ScaleFor(largest);
                int sum = 0;
                for (int input = 0; input < order.Depth; input++)
                {
                    sbyte number = RoundToInt8(weights[(input * order.Panel) + lane], scale);
                    numbers[order.PlaceOf(panel, input, lane)] = number;
                    sum += number;
                }

                // What rows add too much whose zero is not 0.
                if (parameter.IsBundled) scales[order.Outputs + output] = BitConverter.Int32BitsToSingle(-Quantization.SignedZero * sum);
            }
        }
    }

    private static void WidenInt8(Order order, ReadOnlySpan<sbyte> numbers, ReadOnlySpan<float> scales, Span<float> masters)
    {
        for (int panel = 0, i = 0; panel < order.Panels; panel++)
        {
            for (int input = 0; input < order.Depth; input++)
            {
                for (int lane = 0; lane < order.Panel; lane++, i++)
                    masters[i] = numbers[order.PlaceOf(panel, input, lane)] * scales[(panel * order.Panel) + lane];
            }
        }
    }

    private static ushort Round(uint bits)
        => (ushort)(float.IsNaN(BitConverter.UInt32BitsToSingle(bits)) ? (bits >> Shift) | QuietBit : (bits + BelowHalf + ((bits >> Shift) & 1)) >> Shift);

    private static Vector<uint> Round(Vector<uint> bits)
    {
        Vector<uint> upper = bits >> Shift;
        Vector<uint> rounded = (bits + new Vector<uint>(BelowHalf) + (upper & Vector<uint>.One)) >> Shift;
        Vector<float> values = Vector.AsVectorSingle(bits);

        // Rounded up, some numbers that are none would become infinite.
        return Vector.ConditionalSelect(Vector.AsVectorUInt32(Vector.Equals(values, values)), rounded, upper | new Vector<uint>(QuietBit));
    }

    /// <summary>Where the bytes of a parameter lie: as its master weights do, or in bundles of four inputs, see <see cref="Quantization"/>.</summary>
    private readonly record struct Order(int Panels, int Panel, int Depth, bool IsBundled)
    {
        /// <summary>Outputs, padded to whole panels.</summary>
        public int Outputs => Panels * Panel;

        /// <summary>Bytes in all.</summary>
        public int Size => Outputs * BytesOfOutput;

        private int BytesOfOutput => IsBundled ? sizeof(float) * Quantization.Bundles(Depth) : Depth;

        public static Order Of(ParameterInfo parameter)
        {
            ParameterLayout layout = parameter.Layout;
            int panels = layout.Groups * layout.Panels;
            return new Order(panels, layout.Panel, layout.PackedSize / (panels * layout.Panel), parameter.IsBundled);
        }

        public int PlaceOf(int panel, int input, int lane)
        {
            int first = panel * Panel * BytesOfOutput;
            return IsBundled
                ? first + (sizeof(float) * ((Quantization.BundleOf(input) * Panel) + lane)) + Quantization.ByteOf(input)
                : first + (input * Panel) + lane;
        }
    }
}
