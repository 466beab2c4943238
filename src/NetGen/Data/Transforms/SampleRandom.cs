using NetGen.Initialization;

namespace NetGen.Data;

/// <summary>
/// The random numbers of one change of one sample: they depend on seed, epoch, sample, its occurrence in the epoch and the change's place among
/// others alone, so samples can be made in any order, by any thread, again and again.
/// </summary>
public struct SampleRandom
{
    private const int WordsPerBlock = 4;
    /// <summary>2^64 / golden ratio: neighbouring occurrences have keys far apart, and the first that of the seed.</summary>
    private const ulong Apart = 0x9E3779B97F4A7C15;

    private readonly SampleDraw _draw;
    private readonly uint _sample;
    private readonly uint _place;
    private PhiloxBlock _block;
    private uint _word;

    /// <summary>The numbers of a change.</summary>
    /// <param name="draw">Seed and epoch.</param>
    /// <param name="sample">The sample's index.</param>
    /// <param name="place">Which change it is, counted from 0; below 2^20.</param>
    public SampleRandom(SampleDraw draw, int sample, int place)
    {
        _draw = draw;
        _sample = (uint)sample;
        _place = (uint)place;
    }

    /// <summary>Uniform from 0 to below 1, with 53 bits.</summary>
    public double NextDouble() => ((((ulong)NextWord() << 32) | NextWord()) >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Next(int limit) => (int)(((ulong)NextWord() * (uint)limit) >> 32);

    /// <summary>Uniform from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Mean 0, standard deviation 1.</summary>
    public double Normal() => InverseNormal.FromWord(NextWord());

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>
    /// From the Beta distribution with both parameters <paramref name="alpha"/>, above 0: near 0 and 1 for small ones, near 1/2 for large ones.
    /// </summary>
    public double Beta(double alpha)
    {
        double first = Gamma(alpha);
        double second = Gamma(alpha);
        return first + second > 0 ? first / (first + second) : 0.5; // both can underflow for tiny parameters
    }

    /// <summary>Marsaglia and Tsang, "A simple method for generating gamma variables", 2000; for shapes below 1 by their boost U^(1 / shape).</summary>
    private double Gamma(double shape)
    {
        if (shape < 1) return Gamma(shape + 1) * Math.Pow(1 - NextDouble(), 1 / shape);
        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal();
            double v = 1 + (c * x);
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }

    private uint NextWord()
    {
        uint position = _word % WordsPerBlock;
        if (position == 0) _block = Philox.Generate(_draw.Seed + ((ulong)_draw.Occurrence * Apart), _word / WordsPerBlock, _sample, (uint)_draw.Epoch, RandomPurpose.Transformation | _place);
        _word++;
        return _block[(int)position];
    }
}
