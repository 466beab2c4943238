using System.Reflection;

using NetGen.Runtime;

namespace NetGen.SignalAccuracy;

/// <summary>Predicted and measured sizes in one network: means over several initialisations and batches.</summary>
/// <param name="Name">The network's class.</param>
/// <param name="Layers">Those layers of which the pass keeps values or gradients.</param>
/// <param name="PredictedLoss">Of a network that has learned nothing.</param>
/// <param name="MeasuredLoss">Mean over the seeds.</param>
internal sealed record NetworkAccuracy(string Name, IReadOnlyList<LayerAccuracy> Layers, double PredictedLoss, double MeasuredLoss)
{
    /// <summary>Samples per batch.</summary>
    public const int Batch = 64;

    /// <summary>The largest deviation of a layer's activations.</summary>
    public LayerAccuracy WorstForward => Layers.Where(layer => layer.MeasuredStd is not null).MaxBy(layer => layer.ForwardDeviation)!;

    /// <summary>The largest deviation of a layer's gradients.</summary>
    public LayerAccuracy WorstBackward => Layers.Where(layer => layer.MeasuredGradient is not null).MaxBy(layer => layer.BackwardDeviation)!;

    /// <summary>Measures a network with seeds 1 ... <paramref name="seeds"/>.</summary>
    /// <param name="network">Its class.</param>
    public static NetworkAccuracy Measure(Type network, double inputMean, double inputStd, int seeds)
    {
        MethodInfo measure = typeof(NetworkAccuracy).GetMethod(nameof(MeasureNetwork), BindingFlags.NonPublic | BindingFlags.Static)!;
        return measure.MakeGenericMethod(network).CreateDelegate<Func<double, double, int, NetworkAccuracy>>()(inputMean, inputStd, seeds);
    }

    private static NetworkAccuracy MeasureNetwork<TNetwork>(double inputMean, double inputStd, int seeds)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        SignalMeasurement[] runs = [.. Enumerable.Range(1, seeds).Select(seed => Run<TNetwork>(inputMean, inputStd, (ulong)seed))];
        List<LayerAccuracy> layers = [];
        for (int index = 0; index < info.Layers.Count; index++)
        {
            LayerMeasurement first = runs[0].Layers[index];
            if (first.Values is null && first.Gradients is null) continue;
            layers.Add(new LayerAccuracy(
                info.Layers[index].Name,
                info.Layers[index].OutputShape[^1],
                first.Predicted,
                first.Values is null ? null : runs.Average(run => run.Layers[index].Values!.Std),
                first.Gradients is null ? null : runs.Average(run => run.Layers[index].Gradients!.Rms)));
        }

        return new NetworkAccuracy(info.Name, layers, info.PredictedLoss!.Value, runs.Average(run => run.Loss!.Value));
    }

    private static SignalMeasurement Run<TNetwork>(double mean, double std, ulong seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        float[] inputs = NormalInputs.Create(info, mean, std, Batch, seed);
        TNetwork network = TNetwork.Create(seed);
        return TNetwork.Program.Target == TrainingTarget.Labels
            ? network.MeasureSignal(inputs, NormalInputs.CreateLabels(info.OutputSize, Batch, seed), seed)
            : network.MeasureSignal(inputs, NormalInputs.CreateTargets(info.OutputSize, Batch, seed), seed);
    }
}

/// <summary>Predicted and measured sizes at one layer's output.</summary>
/// <param name="Width">Channels or features.</param>
/// <param name="MeasuredStd">Mean over the seeds; null where no values are kept.</param>
/// <param name="MeasuredGradient">Mean root mean square over the seeds; null where no gradients are kept.</param>
internal sealed record LayerAccuracy(string Name, int Width, PredictedSignal Predicted, double? MeasuredStd, double? MeasuredGradient)
{
    /// <summary>Measured over predicted.</summary>
    public double ForwardRatio => Ratio(MeasuredStd, Predicted.Std);

    /// <summary>Measured over predicted.</summary>
    public double BackwardRatio => Ratio(MeasuredGradient, Predicted.GradientStd);

    /// <summary>How far the ratio is from 1, upwards or downwards alike.</summary>
    public double ForwardDeviation => Math.Abs(Math.Log(ForwardRatio));

    /// <inheritdoc cref="ForwardDeviation"/>
    public double BackwardDeviation => Math.Abs(Math.Log(BackwardRatio));

    private static double Ratio(double? measured, double predicted) => measured is double value ? (predicted == 0 && value == 0 ? 1 : value / predicted) : 1;
}
