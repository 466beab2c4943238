namespace NetGen.Generator;

/// <summary>Numbers that look random and are the same every time: what is predicted from them is a pure function of the network.</summary>
internal sealed class NormalDraws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Above 0 and below 1: the top bits of SplitMix64 (Steele et al. 2014), and half of the last one.</summary>
    public double NextUniform()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return (((bits ^ (bits >> 31)) >> 12) + 0.5) / (1UL << 52);
    }

    /// <summary>From 0 to count - 1.</summary>
    public int NextIndex(int count) => (int)(NextUniform() * count);

    /// <summary>Of mean 0 and variance 1: Box and Muller.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(NextUniform())) * Math.Cos(2 * Math.PI * NextUniform());
}
