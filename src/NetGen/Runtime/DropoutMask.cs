using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using NetGen.Initialization;

namespace NetGen.Runtime;

/// <summary>Masks of dropout layers: each element's fate depends on seed, layer, step, sample and element alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    /// <summary>
    /// Blocks of four words drawn together. Element e of a group of 64 is word e / 16 of block e % 16, so that the same word of
    /// neighbouring blocks makes neighbouring elements, as vectors want it.
    /// </summary>
    private const int Blocks = 16;

    /// <summary>Writes 0 with probability <paramref name="rate"/>, else 1 / (1 - rate), for every element of one sample.</summary>
    /// <param name="mask">The first of <paramref name="count"/> floats.</param>
    /// <param name="count">Elements of the sample in this layer.</param>
    /// <param name="rate">Share of elements to drop, in [0, 1).</param>
    /// <param name="seed">The step's key: <see cref="TrainingPass.Seed"/>.</param>
    /// <param name="layer">The stream of random numbers: index of the layer, or number of a second one; below 8,192.</param>
    /// <param name="step">Steps taken before this one: <see cref="TrainingPass.Step"/>; below 2^48.</param>
    /// <param name="sample">Index of the sample in the batch.</param>
    public static void Fill(ref float mask, int count, float rate, ulong seed, int layer, long step, int sample)
    {
        Fill(ref mask, count, rate, 1f / (1f - rate), seed, layer, step, sample);
    }

    /// <summary>The same with another value than 1 / (1 - rate) for what is not dropped.</summary>
    /// <param name="mask">The first of <paramref name="count"/> floats.</param>
    /// <param name="count">Elements of the sample in this layer.</param>
    /// <param name="rate">Share to drop, in [0, 1).</param>
    /// <param name="kept">The value of an element that is not dropped.</param>
    /// <param name="seed">The step's key: <see cref="TrainingPass.Seed"/>.</param>
    /// <param name="layer">The stream of random numbers: index of the layer, or number of a second one; below 8,192.</param>
    /// <param name="step">Steps taken before this one: <see cref="TrainingPass.Step"/>; below 2^48.</param>
    /// <param name="sample">Index of the sample in the batch.</param>
    public static void Fill(ref float mask, int count, float rate, float kept, ulong seed, int layer, long step, int sample)
    {
        MaskKey key = new(rate, kept, seed, layer, step, sample);
        Fill(ref mask, count, in key);
    }

    private static void Fill(ref float mask, int count, ref readonly MaskKey key)
    {
        if (PhiloxLanes512.IsSupported) Fill<PhiloxLanes512>(ref mask, count, in key);
        else if (PhiloxLanes256.IsSupported) Fill<PhiloxLanes256>(ref mask, count, in key);
        else if (PhiloxLanes128.IsSupported) Fill<PhiloxLanes128>(ref mask, count, in key);
        else FillWords(ref mask, count, in key);
    }

    /// <summary>One fate for each channel, the same at every pixel.</summary>
    /// <param name="mask">The first of <paramref name="count"/> floats.</param>
    /// <param name="count">Elements of the sample in this layer.</param>
    /// <param name="channels">Of a pixel, with its padding.</param>
    /// <param name="rate">Share to drop, in [0, 1).</param>
    /// <param name="seed">The step's key: <see cref="TrainingPass.Seed"/>.</param>
    /// <param name="layer">The stream of random numbers: index of the layer, or number of a second one; below 8,192.</param>
    /// <param name="step">Steps taken before this one: <see cref="TrainingPass.Step"/>; below 2^48.</param>
    /// <param name="sample">Index of the sample in the batch.</param>
    public static void FillChannels(ref float mask, int count, int channels, float rate, ulong seed, int layer, long step, int sample)
    {
        int pixel = Math.Min(channels, count);
        Fill(ref mask, pixel, rate, seed, layer, step, sample);
        Span<float> all = MemoryMarshal.CreateSpan(ref mask, count);
        for (int first = pixel; first < count; first += pixel) all[..Math.Min(pixel, count - first)].CopyTo(all[first..]);
    }

    /// <summary>One fate for all elements of a sample.</summary>
    /// <param name="mask">The first of <paramref name="count"/> floats.</param>
    /// <param name="count">Elements of the sample in this layer.</param>
    /// <param name="rate">Share to drop, in [0, 1).</param>
    /// <param name="seed">The step's key: <see cref="TrainingPass.Seed"/>.</param>
    /// <param name="layer">The stream of random numbers: index of the layer, or number of a second one; below 8,192.</param>
    /// <param name="step">Steps taken before this one: <see cref="TrainingPass.Step"/>; below 2^48.</param>
    /// <param name="sample">Index of the sample in the batch.</param>
    public static void FillSample(ref float mask, int count, float rate, ulong seed, int layer, long step, int sample)
    {
        Fill(ref mask, Math.Min(1, count), rate, seed, layer, step, sample);
        MemoryMarshal.CreateSpan(ref mask, count).Fill(mask);
    }

    /// <summary>
    /// The mask of one of many rows of a sample, each of which begins with blocks of its own: so a row can be drawn without those before it, and a part of it
    /// without the rest.
    /// </summary>
    /// <param name="mask">The first of <paramref name="count"/> floats.</param>
    /// <param name="count">Elements that are written: the first ones of the row.</param>
    /// <param name="row">Index of the row in its sample.</param>
    /// <param name="elements">Elements of a whole row.</param>
    /// <param name="rate">Share of elements to drop, in [0, 1).</param>
    /// <param name="seed">The step's key: <see cref="TrainingPass.Seed"/>.</param>
    /// <param name="layer">The stream of random numbers: index of the layer, or number of a second one; below 8,192.</param>
    /// <param name="step">Steps taken before this one: <see cref="TrainingPass.Step"/>; below 2^48.</param>
    /// <param name="sample">Index of the sample in the batch.</param>
    /// <remarks>A sample has numbers for 2^34 elements; where it has more, which no memory holds at once, they begin again.</remarks>
    public static void FillRow(ref float mask, int count, int row, int elements, float rate, ulong seed, int layer, long step, int sample)
    {
        long groups = (elements + (4L * Blocks) - 1) / (4 * Blocks);
        MaskKey key = new(rate, seed, layer, step, sample) { FirstBlock = unchecked((uint)(row * groups * Blocks)) };
        Fill(ref mask, count, in key);
    }

    /// <summary>Draws many blocks at once, each in a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill<TLanes>(ref float mask, int count, ref readonly MaskKey key)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        Unsafe.SkipInit(out MaskGroup group);
        uint block = key.FirstBlock;
        for (int first = 0; first < count; first += 4 * Blocks, block += Blocks)
        {
            bool isWhole = count - first >= 4 * Blocks;
            ref float target = ref isWhole ? ref Unsafe.Add(ref mask, first) : ref group[0];
            for (int lane = 0; lane < Blocks; lane += 2 * TLanes.Count)
            {
                DrawPair<TLanes>(ref Unsafe.Add(ref target, lane), block + (uint)lane, in key);
            }

            if (!isWhole) MemoryMarshal.CreateReadOnlySpan(ref group[0], count - first).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref mask, first), count - first));
        }
    }

    /// <summary>Draws block by block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FillWords(ref float mask, int count, ref readonly MaskKey key)
    {
        uint block = key.FirstBlock;
        for (int first = 0; first < count; first += 4 * Blocks)
        {
            int used = Math.Min(Blocks, count - first);
            bool isWhole = count - first >= 4 * Blocks;
            for (int lane = 0; lane < used; lane++, block++)
            {
                PhiloxBlock words = Philox.Generate(key.Seed, block, key.Sample, key.Step, key.Purpose);
                int element = first + lane;
                Unsafe.Add(ref mask, element) = Choose(words.Word0, in key);
                element += Blocks;
                if (isWhole || element < count) Unsafe.Add(ref mask, element) = Choose(words.Word1, in key);
                element += Blocks;
                if (isWhole || element < count) Unsafe.Add(ref mask, element) = Choose(words.Word2, in key);
                element += Blocks;
                if (isWhole || element < count) Unsafe.Add(ref mask, element) = Choose(words.Word3, in key);
            }
        }
    }

    /// <summary>Without a branch, which random words would make mispredict: the difference is negative where the word is below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Choose(uint word, ref readonly MaskKey key)
    {
        uint isDropped = (uint)(((ulong)word - key.Threshold) >> 63);
        return BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(key.Kept) & (isDropped - 1));
    }

    /// <summary>The masks of two vectors of blocks: four rows, one for each word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DrawPair<TLanes>(ref float target, uint block, ref readonly MaskKey key)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        TLanes left0 = TLanes.CountFrom(block), right0 = TLanes.CountFrom(block + (uint)TLanes.Count);
        TLanes left1 = TLanes.Broadcast(key.Sample), right1 = left1;
        TLanes left2 = TLanes.Broadcast(key.Step), right2 = left2;
        TLanes left3 = TLanes.Broadcast(key.Purpose), right3 = left3;
        Philox.Generate(key.Seed, ref left0, ref left1, ref left2, ref left3);
        Philox.Generate(key.Seed, ref right0, ref right1, ref right2, ref right3);
        TLanes.StoreMask(left0, right0, key.Threshold, key.Kept, ref target);
        TLanes.StoreMask(left1, right1, key.Threshold, key.Kept, ref Unsafe.Add(ref target, Blocks));
        TLanes.StoreMask(left2, right2, key.Threshold, key.Kept, ref Unsafe.Add(ref target, 2 * Blocks));
        TLanes.StoreMask(left3, right3, key.Threshold, key.Kept, ref Unsafe.Add(ref target, 3 * Blocks));
    }

    /// <summary>Room for the elements of a group that is not whole.</summary>
    [InlineArray(4 * Blocks)]
    private struct MaskGroup
    {
        private float _first;
    }
}

/// <summary>What the fate of a sample's elements depends on, and what becomes of them.</summary>
/// <param name="rate">Share of elements to drop, in [0, 1).</param>
/// <param name="kept">The value of an element that is not dropped.</param>
/// <param name="seed">The step's key.</param>
/// <param name="layer">Index of the layer.</param>
/// <param name="step">Steps taken before this one.</param>
/// <param name="sample">Index of the sample in the batch.</param>
internal readonly struct MaskKey(float rate, float kept, ulong seed, int layer, long step, int sample)
{
    /// <summary>Of inverted dropout: what is not dropped is divided by its probability.</summary>
    public MaskKey(float rate, ulong seed, int layer, long step, int sample)
        : this(rate, 1f / (1f - rate), seed, layer, step, sample)
    {
    }

    /// <summary>Words below it drop their element.</summary>
    public uint Threshold { get; } = (uint)((double)rate * (1L << 32));

    /// <summary>The value of an element that is not dropped.</summary>
    public float Kept { get; } = kept;

    /// <summary>The generator's key.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>Lowest word of the counter for the first element.</summary>
    public uint FirstBlock { get; init; }

    /// <summary>Second word of the counter.</summary>
    public uint Sample { get; } = (uint)sample;

    /// <summary>Third word of the counter.</summary>
    public uint Step { get; } = (uint)step;

    /// <summary>Highest word of the counter.</summary>
    public uint Purpose { get; } = RandomPurpose.OfLayer(layer, step);
}
