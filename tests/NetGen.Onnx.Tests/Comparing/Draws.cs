using NetGen.Initialization;

namespace NetGen.Onnx.Tests;

/// <summary>Random numbers, the same on every machine.</summary>
internal sealed class Draws(ulong seed)
{
    private uint _count;

    public double Uniform(double low, double high) => low + ((high - low) * (Philox.Generate(seed, _count++, 0, 0, 0).Word0 / 4294967296.0));

    /// <summary>From 0 to below a limit.</summary>
    public int Index(int limit) => (int)Uniform(0, limit);

    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform(1e-12, 1))) * Math.Cos(2 * Math.PI * Uniform(0, 1));
}
