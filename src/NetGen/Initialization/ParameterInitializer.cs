using System.ComponentModel;
using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen.Initialization;

/// <summary>
/// Gives parameters their initial values. Each element's value depends on the seed, the parameter's index and the element's index in file
/// order alone: not on packing, SIMD width or machine. Arithmetic is in double, rounded once to float.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterInitializer
{
    /// <summary>Draws after which an interval is held to be empty: one that keeps a hundredth of the draws fails once in 10^18 elements.</summary>
    private const uint AttemptLimit = 4096;

    private interface IDistribution
    {
        /// <summary>Whether a draw can be refused; if not, the redrawing falls away when compiled.</summary>
        static abstract bool Redraws { get; }

        /// <summary>The value that a random word stands for; NaN to draw again.</summary>
        double FromWord(uint word);
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
        for (int element = 0; element < values.Length; element += 4)
        {
            PhiloxBlock words = Philox.Generate(seed, (uint)element / 4, 0, (uint)parameter, RandomPurpose.Parameters);
            if (values.Length - element >= 4)
            {
                values[element] = (float)distribution.FromWord(words.Word0);
                values[element + 1] = (float)distribution.FromWord(words.Word1);
                values[element + 2] = (float)distribution.FromWord(words.Word2);
                values[element + 3] = (float)distribution.FromWord(words.Word3);
            }
            else
            {
                for (int i = element; i < values.Length; i++) values[i] = (float)distribution.FromWord(words[i]);
            }
        }

        if (TDistribution.Redraws) Redraw(values, parameter, seed, distribution);
        Pack(block, parameter, values);
    }

    private static void Redraw<TDistribution>(float[] values, int parameter, ulong seed, TDistribution distribution)
        where TDistribution : struct, IDistribution
    {
        for (int element = 0; element < values.Length; element++)
        {
            for (uint attempt = 1; float.IsNaN(values[element]); attempt++)
            {
                if (attempt == AttemptLimit)
                {
                    throw new ArgumentException("The interval is so improbable that no draw falls into it.", nameof(distribution));
                }

                PhiloxBlock words = Philox.Generate(seed, (uint)element / 4, attempt, (uint)parameter, RandomPurpose.Parameters);
                values[element] = (float)distribution.FromWord(words[element]);
            }
        }
    }

    private readonly struct NormalDistribution(double mean, double std) : IDistribution
    {
        public static bool Redraws => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double FromWord(uint word) => mean + (std * InverseNormal.FromWord(word));
    }

    private readonly struct UniformDistribution(double low, double width) : IDistribution
    {
        public static bool Redraws => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double FromWord(uint word) => low + (width * ((word + 0.5) * (1.0 / (1L << 32))));
    }

    private readonly struct TruncatedNormalDistribution(double mean, double std, double low, double high) : IDistribution
    {
        public static bool Redraws => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double FromWord(uint word)
        {
            double standard = InverseNormal.FromWord(word);
            return standard >= low && standard <= high ? mean + (std * standard) : double.NaN;
        }
    }
}
