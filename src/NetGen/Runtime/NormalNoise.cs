using System.ComponentModel;
using System.Runtime.CompilerServices;

using NetGen.Initialization;

namespace NetGen.Runtime;

/// <summary>
/// Normally distributed numbers of layers: each depends on seed, layer, step, sample and element alone, and has the same bits on every machine.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NormalNoise
{
    private const int WordsPerBlock = 4;

    /// <summary>Writes a number of its own for every element of one sample.</summary>
    /// <param name="values">The first of <paramref name="count"/> floats.</param>
    /// <param name="count">Elements of the sample in this layer.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="std">Their standard deviation.</param>
    /// <param name="seed">The step's key: <see cref="TrainingPass.Seed"/>.</param>
    /// <param name="layer">Index of the layer, below 4,096.</param>
    /// <param name="step">Steps taken before this one: <see cref="TrainingPass.Step"/>; below 2^48.</param>
    /// <param name="sample">Index of the sample in the batch.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ref float values, int count, float mean, float std, ulong seed, int layer, long step, int sample)
    {
        Span<uint> words = stackalloc uint[InverseNormal.Chunk];
        Span<double> normal = stackalloc double[InverseNormal.Chunk];
        uint purpose = RandomPurpose.OfLayer(layer, step);
        for (int first = 0; first < count; first += InverseNormal.Chunk)
        {
            int used = Math.Min(InverseNormal.Chunk, count - first);
            for (int i = 0; i < used; i += WordsPerBlock)
            {
                PhiloxBlock block = Philox.Generate(seed, (uint)(first + i) / WordsPerBlock, (uint)sample, (uint)step, purpose);
                words[i] = block.Word0;
                words[i + 1] = block.Word1;
                words[i + 2] = block.Word2;
                words[i + 3] = block.Word3;
            }

            InverseNormal.FromWords(words[..used], normal);
            for (int i = 0; i < used; i++) Unsafe.Add(ref values, first + i) = mean + (std * (float)normal[i]);
        }
    }
}
