using NetGen.Initialization;

namespace NetGen.Data;

/// <summary>The random numbers of one image: they depend on seed and image index alone, so images can be drawn in any order.</summary>
internal struct DigitRandom(ulong seed, int image)
{
    private const int WordsPerBlock = 4;
    private PhiloxBlock _block;
    private uint _word;

    public uint NextBits()
    {
        uint position = _word % WordsPerBlock;
        if (position == 0) _block = Philox.Generate(seed, _word / WordsPerBlock, (uint)image, 0, RandomPurpose.Digits);
        _word++;
        return _block[(int)position];
    }

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Next(int limit) => (int)(((ulong)NextBits() * (uint)limit) >> 32);

    /// <summary>Uniform from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public float Uniform(float low, float high) => low + ((high - low) * ((NextBits() >> 8) * (1f / (1 << 24))));

    /// <summary>Mean 0, standard deviation 1, never beyond 3: the sum of twelve quarter-words, whose bits no machine's library changes.</summary>
    public float Bell()
    {
        const float Mean = 12 * 127.5f;
        const float Scale = 1f / 256f;
        uint sum = 0;
        for (int word = 0; word < 3; word++)
        {
            uint bits = NextBits();
            sum += (bits & 0xFF) + ((bits >> 8) & 0xFF) + ((bits >> 16) & 0xFF) + (bits >> 24);
        }

        return Math.Clamp((sum - Mean) * Scale, -3, 3);
    }

    /// <summary>True once in <paramref name="count"/> times.</summary>
    public bool OneIn(int count) => Next(count) == 0;
}
