using System.ComponentModel;
using System.Runtime.CompilerServices;

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
    /// <param name="layer">Index of the layer, below 4,096.</param>
    /// <param name="step">Steps taken before this one: <see cref="TrainingPass.Step"/>; below 2^48.</param>
    /// <param name="sample">Index of the sample in the batch.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ref float mask, int count, float rate, ulong seed, int layer, long step, int sample)
    {
        ulong threshold = (ulong)((double)rate * (1L << 32));
        uint kept = BitConverter.SingleToUInt32Bits(1f / (1f - rate));
        uint purpose = RandomPurpose.Dropout | ((uint)layer << 16) | (uint)((step >> 32) & 0xFFFF);
        for (int first = 0, block = 0; first < count; first += 4 * Blocks)
        {
            int used = Math.Min(Blocks, count - first);
            bool isWhole = count - first >= 4 * Blocks;
            for (int lane = 0; lane < used; lane++, block++)
            {
                PhiloxBlock words = Philox.Generate(seed, (uint)block, (uint)sample, (uint)step, purpose);
                int element = first + lane;
                Unsafe.Add(ref mask, element) = Choose(words.Word0, threshold, kept);
                element += Blocks;
                if (isWhole || element < count) Unsafe.Add(ref mask, element) = Choose(words.Word1, threshold, kept);
                element += Blocks;
                if (isWhole || element < count) Unsafe.Add(ref mask, element) = Choose(words.Word2, threshold, kept);
                element += Blocks;
                if (isWhole || element < count) Unsafe.Add(ref mask, element) = Choose(words.Word3, threshold, kept);
            }
        }
    }

    /// <summary>Without a branch, which random words would make mispredict: the difference is negative where the word is below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Choose(uint word, ulong threshold, uint kept)
    {
        uint isDropped = (uint)((word - threshold) >> 63);
        return BitConverter.UInt32BitsToSingle(kept & (isDropped - 1));
    }
}
