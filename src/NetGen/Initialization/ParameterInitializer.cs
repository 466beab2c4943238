using System.ComponentModel;
using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen.Initialization;

/// <summary>
/// Gives parameters their initial values. Each element's value depends on the seed, the parameter's index and the element's index in file
/// order alone: not on packing, SIMD width or machine. Arithmetic is in double, rounded once to float.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ParameterInitializer
{
    /// <summary>Draws after which an interval is held to be empty: one that keeps a hundredth of the draws fails once in 10^18 elements.</summary>
    private const uint AttemptLimit = 4096;

    private interface IDistribution
    {
        /// <summary>Whether a draw can be refused.</summary>
        static abstract bool Redraws { get; }

        /// <summary>The values that random words stand for; NaN to draw again.</summary>
        void FromWords(ReadOnlySpan<uint> words, Span<float> values);
    }

    /// <summary>Every element <paramref name="value"/>.</summary>
    public static void Constant(ParameterBlock block, int parameter, double value)
    {
        float[] values = new float[Layout(block, parameter).Count];
        Array.Fill(values, (float)value);
        Pack(block, parameter, values);
    }

    /// <summary>Normal with the given mean and standard deviation.</summary>
    public static void Normal(ParameterBlock block, int parameter, ulong seed, double mean, double std) =>
        Fill(block, parameter, seed, new NormalDistribution(mean, std));

    /// <summary>Uniform between <paramref name="low"/> and <paramref name="high"/>.</summary>
    public static void Uniform(ParameterBlock block, int parameter, ulong seed, double low, double high) =>
        Fill(block, parameter, seed, new UniformDistribution(low, high - low));

    /// <summary>
    /// Normal, drawn again until it lies in the interval. The interval is given in standard deviations from the mean, and
    /// <paramref name="std"/> is that before the cut: at -2..2 the values have 0.87962566 of it.
    /// </summary>
    /// <exception cref="ArgumentException">The interval is empty or so improbable that no draw falls into it.</exception>
    public static void TruncatedNormal(ParameterBlock block, int parameter, ulong seed, double mean, double std, double low, double high)
    {
        if (!(low < high)) throw new ArgumentException($"The interval from {low} to {high} is empty.", nameof(low));
        Fill(block, parameter, seed, new TruncatedNormalDistribution(mean, std, low, high));
    }

    private static ParameterLayout Layout(ParameterBlock block, int parameter) => block.Info.Parameters[parameter].Layout;

    private static void Pack(ParameterBlock block, int parameter, ReadOnlySpan<float> values) =>
        Layout(block, parameter).Pack(values, block.Memory.Span);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill<TDistribution>(ParameterBlock block, int parameter, ulong seed, TDistribution distribution)
        where TDistribution : struct, IDistribution
    {
        float[] values = GC.AllocateUninitializedArray<float>(Layout(block, parameter).Count);
        Span<uint> words = stackalloc uint[InverseNormal.Chunk];
        for (int first = 0; first < values.Length; first += words.Length)
        {
            Span<float> chunk = values.AsSpan(first, Math.Min(words.Length, values.Length - first));
            for (int i = 0; i < words.Length; i += 4)
            {
                PhiloxBlock four = Philox.Generate(seed, (uint)(first + i) / 4, 0, (uint)parameter, RandomPurpose.Parameters);
                words[i] = four.Word0;
                words[i + 1] = four.Word1;
                words[i + 2] = four.Word2;
                words[i + 3] = four.Word3;
            }

            distribution.FromWords(words[..chunk.Length], chunk);
        }

        if (TDistribution.Redraws) Redraw(values, parameter, seed, distribution);
        Pack(block, parameter, values);
    }

    /// <summary>Draws again, a chunk of refused elements at a time, until none is left.</summary>
    private static void Redraw<TDistribution>(float[] values, int parameter, ulong seed, TDistribution distribution)
        where TDistribution : struct, IDistribution
    {
        Span<int> refused = stackalloc int[InverseNormal.Chunk];
        Span<uint> words = stackalloc uint[InverseNormal.Chunk];
        Span<float> drawn = stackalloc float[InverseNormal.Chunk];
        int next = 0;
        while (next < values.Length)
        {
            int count = 0;
            for (; next < values.Length && count < refused.Length; next++)
            {
                if (float.IsNaN(values[next])) refused[count++] = next;
            }

            for (uint attempt = 1; count > 0; attempt++)
            {
                if (attempt == AttemptLimit)
                {
                    throw new ArgumentException("The interval is so improbable that no draw falls into it.", nameof(distribution));
                }

                for (int i = 0; i < count; i++)
                {
                    int element = refused[i];
                    words[i] = Philox.Generate(seed, (uint)element / 4, attempt, (uint)parameter, RandomPurpose.Parameters)[element];
                }

                distribution.FromWords(words[..count], drawn[..count]);
                count = Keep(values, refused[..count], drawn);
            }
        }
    }

    /// <summary>Takes over what was drawn; moves the elements that were refused again to the front and returns their number.</summary>
    private static int Keep(float[] values, Span<int> refused, Span<float> drawn)
    {
        int count = 0;
        for (int i = 0; i < refused.Length; i++)
        {
            values[refused[i]] = drawn[i];
            if (float.IsNaN(drawn[i])) refused[count++] = refused[i];
        }

        return count;
    }

    private readonly struct NormalDistribution(double mean, double std) : IDistribution
    {
        public static bool Redraws => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void FromWords(ReadOnlySpan<uint> words, Span<float> values)
        {
            Span<double> standard = stackalloc double[InverseNormal.Chunk];
            InverseNormal.FromWords(words, standard);
            for (int i = 0; i < values.Length; i++) values[i] = (float)(mean + (std * standard[i]));
        }
    }

    private readonly struct UniformDistribution(double low, double width) : IDistribution
    {
        public static bool Redraws => false;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void FromWords(ReadOnlySpan<uint> words, Span<float> values)
        {
            const double Unit = 1.0 / (1L << 32);
            for (int i = 0; i < values.Length; i++) values[i] = (float)(low + (width * ((words[i] + 0.5) * Unit)));
        }
    }

    private readonly struct TruncatedNormalDistribution(double mean, double std, double low, double high) : IDistribution
    {
        public static bool Redraws => true;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void FromWords(ReadOnlySpan<uint> words, Span<float> values)
        {
            Span<double> standard = stackalloc double[InverseNormal.Chunk];
            InverseNormal.FromWords(words, standard);
            for (int i = 0; i < values.Length; i++)
            {
                double value = standard[i] >= low && standard[i] <= high ? mean + (std * standard[i]) : double.NaN;
                values[i] = (float)value;
            }
        }
    }
}
