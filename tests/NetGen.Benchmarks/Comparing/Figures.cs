using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Comparing;

/// <summary>A figure that NetGen is to reach.</summary>
/// <param name="Work">The network.</param>
/// <param name="Batch">Samples per call.</param>
/// <param name="Mode">What is done.</param>
/// <param name="Peer">Against whom; null for a time.</param>
/// <param name="Goals">By number of threads: the least ratio; or the most seconds.</param>
internal sealed record Figure(string Work, int Batch, Mode Mode, string? Peer, IReadOnlyDictionary<int, double> Goals);

/// <summary>The figures to reach, on a machine of two cores with 512-bit vectors.</summary>
internal static class Figures
{
    private const string Torch = PeerStart.Torch;
    private const string OnnxRuntime = PeerStart.OnnxRuntime;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        Ratio("convnet", 50, Mode.Inference, OnnxRuntime, 1.4, 1.4),
        Ratio("convnet", 1, Mode.Inference, OnnxRuntime, 1.25, 1.2),
        Ratio("convnet", 50, Mode.StepAdam, Torch, 2.2, 2.5),
        Faster("convnet", 50, Mode.StepAdam, 1.85),
        Ratio("ltfn6", 100, Mode.StepSgd, Torch, 1.8, 1.8),
        Ratio("mlp-5x100", 1, Mode.Inference, OnnxRuntime, 4, null),
        Faster("mlp-5x100", 1, Mode.Inference, 1),
        Ratio("mlp-5x100", 128, Mode.Inference, OnnxRuntime, 1.3, null),
        Faster("mlp-5x100", 128, Mode.Inference, 1),
        Ratio("mlp-5x100", 128, Mode.StepSgd, Torch, 3, 3),
        Ratio("mlp-5x100", 128, Mode.StepAdam, Torch, 3, 3),
        Ratio("mnist-cnn", 128, Mode.StepSgd, Torch, 1.9, 1.9),
        Ratio("mlp-1024", 128, Mode.StepAdam, Torch, 1.5, 1.7),
        Ratio("lstm-128", 64, Mode.StepAdam, Torch, 2, 2),
        Ratio("transformer", 8, Mode.StepAdam, Torch, 1.5, 1.5),
        Ratio("transformer", 8, Mode.Inference, OnnxRuntime, 1.3, 1.3),
        Time("stream-lstm-20", 1, 167e-9),
        Time("xor", 1, 10e-9),
        Time("mlp-64", 1, 220e-9),
        Ratio("dense-1024", 128, Mode.Inference, ComparisonRow.Peak, 0.92, 0.90),
        Ratio("conv3x3", 50, Mode.Inference, ComparisonRow.Peak, 0.92, 0.90),
        Ratio("conv3x3-winograd", 50, Mode.Inference, ComparisonRow.Peak, 0.92, 0.90),
    ];

    private static Figure Ratio(string work, int batch, Mode mode, string peer, double oneThread, double? twoThreads)
    {
        var goals = new Dictionary<int, double> { [1] = oneThread };
        if (twoThreads is { } goal) goals.Add(2, goal);
        return new Figure(work, batch, mode, peer, goals);
    }

    private static Figure Faster(string work, int batch, Mode mode, double twoThreads) =>
        new(work, batch, mode, ComparisonRow.OneThread, new Dictionary<int, double> { [2] = twoThreads });

    private static Figure Time(string work, int batch, double seconds) =>
        new(work, batch, Mode.Inference, null, new Dictionary<int, double> { [1] = seconds, [2] = seconds });
}
