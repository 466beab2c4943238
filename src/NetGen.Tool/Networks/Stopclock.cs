using System.Diagnostics;
using System.Globalization;

using NetGen.Initialization;

namespace NetGen.Tool.Networks;

/// <summary>Times calls of a network: as many at once as take a millisecond, over and over, of which the median counts.</summary>
internal static class Stopclock
{
    /// <summary>Of the largest output: what rounding leaves, and no more.</summary>
    private const double MostDeviation = 1e-3;

    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(1);

    /// <summary>Times the predictions of a network, and of its model in ONNX Runtime, on the same values.</summary>
    /// <remarks>Without <paramref name="peer"/> the network is timed alone.</remarks>
    /// <exception cref="OperationCanceledException">The token asks for the end.</exception>
    /// <exception cref="CommandException">Both give different values.</exception>
    public static Timing Measure(LoadedNetwork network, PeerModel? peer, int batch, int threads, TimeSpan duration, CancellationToken cancellation)
    {
        float[] inputs = Draw(network.Info, batch);
        float[] outputs = new float[batch * network.Info.OutputSize];
        (double Lower, double Median, double Upper) own = Measure(network.Start(threads, inputs, outputs), duration, cancellation);
        var timing = new Timing(network.Info.Name, threads, batch, own.Median, own.Lower, own.Upper, network.Info.MultiplyAdds);
        if (peer is null) return timing;
        using PeerModel.Session session = peer.Start(inputs, batch, threads);
        (_, double median, _) = Measure(session.Run, duration, cancellation);
        double deviation = session.Deviation(outputs);
        return deviation <= MostDeviation
            ? timing with { OnnxRuntime = median }
            : throw new CommandException(string.Create(
                CultureInfo.InvariantCulture,
                $"{network.Info.Name} and its ONNX model differ by {deviation:G2} of the largest value: their times cannot be compared. "
                    + $"--without-onnxruntime leaves it out."));
    }

    private static (double Lower, double Median, double Upper) Measure(Action run, TimeSpan duration, CancellationToken cancellation)
    {
        int calls = 1;
        while (Time(run, calls) is var spent && spent < s_least) calls = Math.Max(calls + 1, (int)Math.Min(1e6, calls * (s_least / Max(spent)) * 1.2));
        var times = new List<double>();
        for (long begin = Stopwatch.GetTimestamp(); times.Count < 5 || Stopwatch.GetElapsedTime(begin) < duration;)
        {
            cancellation.ThrowIfCancellationRequested();
            times.Add(Time(run, calls).TotalMicroseconds / calls);
        }

        times.Sort();
        return (times[times.Count / 4], times[times.Count / 2], times[times.Count * 3 / 4]);
    }

    private static TimeSpan Max(TimeSpan spent) => spent > TimeSpan.FromTicks(1) ? spent : TimeSpan.FromTicks(1);

    private static TimeSpan Time(Action run, int calls)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++) run();
        return Stopwatch.GetElapsedTime(begin);
    }

    /// <summary>Numbers of mean 0 and variance 1, and indices where an input holds those; the same in every run.</summary>
    private static float[] Draw(NetworkInfo info, int batch)
    {
        var values = new float[batch * info.InputSize];
        int at = 0;
        while (at < values.Length)
        {
            foreach (TensorInfo input in info.Inputs)
            {
                for (int i = 0; i < input.Size; i++, at++) values[at] = ValueOf(input, Philox.Generate(key: 1, (uint)at, 0, 0, 0).Word0 / (uint.MaxValue + 1.0));
            }
        }

        return values;
    }

    /// <summary>A value for a number that is uniform from 0 to 1.</summary>
    private static float ValueOf(TensorInfo input, double uniform)
    {
        if (input.Vocabulary == 0) return (float)((uniform - 0.5) * Math.Sqrt(12));
        int least = input.LengthsOf is null ? 0 : 1; // lengths begin at 1
        return BitConverter.Int32BitsToSingle(least + (int)(uniform * (input.Vocabulary - least))); // rows of numbers hold an index as its bits
    }
}

/// <summary>How long calls took.</summary>
/// <param name="Network">Its class.</param>
/// <param name="Threads">The most that a call could use.</param>
/// <param name="Batch">Samples of a call.</param>
/// <param name="Microseconds">The median of a call.</param>
/// <param name="LowerQuartile">Of microseconds.</param>
/// <param name="UpperQuartile">Of microseconds.</param>
/// <param name="MultiplyAdds">Of a sample.</param>
internal sealed record Timing(string Network, int Threads, int Batch, double Microseconds, double LowerQuartile, double UpperQuartile, long MultiplyAdds)
{
    public double SamplesPerSecond => Batch * 1e6 / Microseconds;

    /// <summary>The median of a call in ONNX Runtime, in microseconds; null where it was not timed.</summary>
    public double? OnnxRuntime { get; init; }

    /// <summary>ONNX Runtime's time by this one's: above 1, this one is faster.</summary>
    public double? Ratio => OnnxRuntime / Microseconds;

    public double Gigaflops => 2.0 * MultiplyAdds * SamplesPerSecond / 1e9;
}
