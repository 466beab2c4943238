using System.Diagnostics;

using static TorchSharp.torch;

namespace NetGen.Benchmarks.Torch;

/// <summary>One way of running a case.</summary>
internal abstract class TorchVariant : IDisposable
{
    /// <summary>Seconds of so many calls.</summary>
    public double Run(int iterations)
    {
        using IDisposable mode = Begin();
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < iterations; i++) Call();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>How libtorch is to treat the calls that follow.</summary>
    protected abstract IDisposable Begin();

    /// <summary>What is timed.</summary>
    protected abstract void Call();

    /// <summary>A tensor's values, in the order of its indices.</summary>
    protected static float[] Values(Tensor tensor)
    {
        using Tensor contiguous = tensor.detach().to(ScalarType.Float32).contiguous();
        return contiguous.data<float>().ToArray();
    }
}
