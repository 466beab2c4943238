using System.Diagnostics;
using System.Globalization;
using System.Text;

using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Reporting;
using NetGen.Distributed;

namespace NetGen.Benchmarks.Ranks;

/// <summary>
/// What messages and sums cost between the ranks that a launcher of MPI has started, beside what the model says they do; and how well a step uses them. Latency
/// and bandwidth are those of exchanges,
/// from which the model works out what sums take.
/// </summary>
internal static unsafe class RanksRun
{
    private const int LargestBytes = 1 << 24;
    private const int StepBatch = 50;

    private static readonly byte[] s_own = new byte[LargestBytes];
    private static readonly int[] s_sizes = [1 << 10, 1 << 14, 1 << 18, 1 << 20, 1 << 22, LargestBytes];
    private static byte[] s_exchanged = [];

    /// <summary>Measures in all ranks, and reports in the first.</summary>
    /// <param name="title">What the ranks are joined by.</param>
    /// <param name="seconds">How long to measure each size.</param>
    /// <param name="markdown">The document whose section of this title is replaced; null for none.</param>
    /// <param name="output">Where tables go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string title, double seconds, string? markdown, TextWriter output) => MpiProcessGroup.Run(group =>
    {
        double latency = Time(group, seconds, () => Exchange(group, RankModel.RecordBytes));
        double large = Time(group, seconds, () => Exchange(group, LargestBytes));
        var wire = new Wire(title, latency, (LargestBytes - RankModel.RecordBytes) * (group.Size - 1.0) / (large - latency));
        double sumBandwidth = MeasureSum(group.Size);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{title}: {group.Size} ranks, {group.LocalSize} of them on a machine. {Machine.Describe()}. {group.Library}. Latency {RowText.Seconds(wire.Latency)}, bandwidth {wire.Bandwidth / 1e9:0.##} GB/s each way, a core adds up {sumBandwidth / 1e9:0.#} GB/s.\n\n");
        text.Append("| gradients | sum by rank | the model | of it |\n|---:|---:|---:|---:|\n");
        foreach (int bytes in s_sizes)
        {
            float[] values = new float[bytes / sizeof(float)];
            double[] weights = [.. Enumerable.Repeat(1.0 / group.Size, group.Size)];
            double measured = Time(group, seconds, () => group.Sum(values, weights));
            double modelled = RankModel.Sum(SumAlgorithm.ByRank, wire, group.Size, bytes, sumBandwidth);
            text.Append(CultureInfo.InvariantCulture,
                $"| {Size(bytes)} | {RowText.Seconds(measured)} | {RowText.Seconds(modelled)} | {measured / modelled:P0} |\n");
        }

        double alone = TimeStep(group, isTogether: false, seconds);
        double together = TimeStep(group, isTogether: true, seconds);
        double bytesOfNetwork = 4.0 * DigitNet.Info.TrainedPackedSize;
        double expected = RankModel.Step(alone, 0, wire, group.Size, RankModel.Sum(SumAlgorithm.ByRank, wire, group.Size, bytesOfNetwork, sumBandwidth));
        text.Append(CultureInfo.InvariantCulture, $"\nA step of the convnet with Adam, {StepBatch} samples in each rank: {RowText.Seconds(alone)} by itself while the others do the same, {RowText.Seconds(together)} together ({RowText.Seconds(expected)} by the model): efficiency {alone / together:P0} ({alone / expected:P0}).\n");
        if (group.Rank == 0)
        {
            output.Write(text);
            if (markdown is not null) MarkdownSection.Update(markdown, $"ranks {title}", text.ToString());
        }

        return ExitCode.Success;
    });

    private static string Size(int bytes) => bytes < 1 << 20 ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 10} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB");

    private static void Exchange(MpiProcessGroup group, int bytes)
    {
        if (s_exchanged.Length < (long)bytes * group.Size) s_exchanged = new byte[(long)bytes * group.Size];
        group.AllGather(s_own.AsSpan(0, bytes), s_exchanged.AsSpan(0, bytes * group.Size));
    }

    /// <summary>Seconds of one call: the median of as many as fit, which all ranks make alike.</summary>
    private static double Time(MpiProcessGroup group, double seconds, Action call)
    {
        call();
        long begin = Stopwatch.GetTimestamp();
        call();
        call();
        double[] estimate = [Stopwatch.GetElapsedTime(begin).TotalSeconds / 2];
        group.Broadcast(System.Runtime.InteropServices.MemoryMarshal.AsBytes(estimate.AsSpan()));
        int repeats = (int)Math.Clamp(seconds / estimate[0], 9, 2000);
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            begin = Stopwatch.GetTimestamp();
            call();
            times[i] = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        Array.Sort(times);
        return times[repeats / 2];
    }

    /// <summary>Bytes a second that one core adds up.</summary>
    private static double MeasureSum(int ranks)
    {
        const int Count = 1 << 20;
        float[] own = new float[Count];
        float[] others = new float[Count * ranks];
        double[] weights = [.. Enumerable.Repeat(1.0 / ranks, ranks)];
        double best = double.MaxValue;
        fixed (float* first = own)
        fixed (float* second = others)
        {
            for (int repeat = 0; repeat < 10; repeat++)
            {
                long begin = Stopwatch.GetTimestamp();
                WeightedSum.Run(first, second, Count, 0, weights);
                best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }
        }

        // A part of n bytes costs a rank n (ranks - 1) / ranks of what it adds to its own.
        return (double)Count * sizeof(float) * (ranks - 1) / best;
    }

    private static double TimeStep(MpiProcessGroup group, bool isTogether, double seconds)
    {
        using var trainer = new Trainer<DigitNet>(new DigitNet(), new Adam(1e-9f),
            new TrainerOptions { Threads = 1, ProcessGroup = isTogether ? group : null });
        float[] images = new float[StepBatch * DigitNet.Info.InputSize];
        for (int i = 0; i < images.Length; i++) images[i] = (i % 97) / 97f;
        int[] labels = [.. Enumerable.Range(0, StepBatch).Select(static sample => sample % 10)];
        return Time(group, 4 * seconds, () => trainer.Step(images, labels));
    }
}
