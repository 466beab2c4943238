namespace NetGen.TestHelpers;

/// <summary>
/// Random numbers for test data: SplitMix64 (Steele, Lea and Flood 2014). Not the library's own generator, so that a fault in that one
/// cannot hide behind data it made itself.
/// </summary>
public sealed class TestRandom
{
    private ulong _state;

    /// <summary>The same seed gives the same numbers on every machine.</summary>
    public TestRandom(ulong seed) => _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double NextUniform(double low, double high) => low + ((high - low) * NextUniform());

    /// <summary>Standard normal (Box and Muller).</summary>
    public double NextNormal()
        => Math.Sqrt(-2 * Math.Log(1 - NextUniform())) * Math.Cos(2 * Math.PI * NextUniform());

    /// <summary>Uniform among low, low + 1 ... high.</summary>
    public int NextInteger(int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return low + (int)(NextBits() % (ulong)((long)high - low + 1));
    }

    /// <summary>Puts the items into a random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInteger(0, last);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
