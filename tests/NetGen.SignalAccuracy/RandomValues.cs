using NetGen.Initialization;

namespace NetGen.SignalAccuracy;

/// <summary>A sequence of random numbers: the same for a seed on every machine.</summary>
internal sealed class RandomValues(ulong seed)
{
    private const double Scale = 1.0 / (1UL << 32);
    private uint _count;

    /// <summary>Uniform in (0, 1).</summary>
    public double NextUniform() => (Philox.Generate(seed, _count++, 0, 0, 0).Word0 + 0.5) * Scale;

    /// <summary>Standard normal (Box and Muller).</summary>
    public double NextNormal()
    {
        PhiloxBlock block = Philox.Generate(seed, _count++, 1, 0, 0);
        return Math.Sqrt(-2 * Math.Log((block.Word0 + 0.5) * Scale)) * Math.Cos(2 * Math.PI * (block.Word1 + 0.5) * Scale);
    }
}
