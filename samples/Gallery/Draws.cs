using NetGen.Initialization;

namespace GallerySample;

/// <summary>Random numbers, the same on every machine.</summary>
internal sealed class Draws(ulong seed)
{
    private uint _count;

    /// <summary>From 0 to below 1.</summary>
    public double Uniform() => (Philox.Generate(seed, _count++, 0, 0, 0).Word0 >> 8) * (1.0 / (1 << 24));

    /// <summary>Normal, of mean 0 and variance 1 (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
}
