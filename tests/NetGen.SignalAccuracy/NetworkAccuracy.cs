using System.Reflection;

using NetGen.Runtime;

namespace NetGen.SignalAccuracy;

/// <summary>Predicted and measured sizes in one network: means over several initialisations and batches.</summary>
/// <param name="Name">The network's class.</param>
/// <param name="Layers">Those layers of which the pass keeps values or gradients.</param>
/// <param name="PredictedLoss">Of a network that has learned nothing.</param>
/// <param name="MeasuredLoss">Mean over the seeds.</param>
/// <param name="Seeds">How many.</param>
internal sealed record NetworkAccuracy(string Name, IReadOnlyList<LayerAccuracy> Layers, double PredictedLoss, double MeasuredLoss, int Seeds)
{
    /// <summary>Samples per batch.</summary>
    public const int Batch = 64;

    /// <summary>The largest deviation of a layer's activations.</summary>
    public LayerAccuracy WorstForward => Layers.Where(layer => layer.MeasuredStd is not null).MaxBy(layer => layer.ForwardDeviation)!;

    /// <summary>The largest band that is stated for a layer.</summary>
    public double Band => Layers.Max(layer => layer.Predicted.Band);

    /// <summary>Of layers that state a band, the lowest share of initialisations inside.</summary>
    public double ShareInBand => Layers.Where(layer => layer.ShareInBand is not null && layer.Predicted.Band > 1).Min(layer => layer.ShareInBand!.Value);

    /// <summary>The largest deviation of a layer's gradients.</summary>
    public LayerAccuracy WorstBackward => Layers.Where(layer => layer.MeasuredGradient is not null).MaxBy(layer => layer.BackwardDeviation)!;

    /// <summary>Measures a network with seeds 1 ... <paramref name="seeds"/>.</summary>
    /// <param name="network">Its class.</param>
    /// <param name="entry">What it is given.</param>
    public static NetworkAccuracy Measure(Type network, AccuracyCase entry, int seeds)
    {
        MethodInfo measure = typeof(NetworkAccuracy).GetMethod(nameof(MeasureNetwork), BindingFlags.NonPublic | BindingFlags.Static)!;
        return measure.MakeGenericMethod(network).CreateDelegate<Func<AccuracyCase, int, NetworkAccuracy>>()(entry, seeds);
    }

    private static NetworkAccuracy MeasureNetwork<TNetwork>(AccuracyCase entry, int seeds)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        SignalMeasurement[] runs = [.. Enumerable.Range(1, seeds).Select(seed => Run<TNetwork>(entry, (ulong)seed))];
        double largestBand = info.Layers.Max(layer => layer.Predicted.Band);
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
                first.Gradients is null ? null : runs.Average(run => run.Layers[index].Gradients!.Rms),
                largestBand,
                first.Values is null ? null : runs.Average(run => IsWithin(run.Layers[index].Values!.Rms / first.Predicted.Rms, first.Predicted.Band) ? 1.0 : 0.0)));
        }

        return new NetworkAccuracy(info.Name, layers, info.PredictedLoss!.Value, runs.Average(run => run.Loss!.Value), seeds);
    }

    private static bool IsWithin(double ratio, double band) => ratio <= band && ratio >= 1 / band;

    private static SignalMeasurement Run<TNetwork>(AccuracyCase entry, ulong seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        float[] inputs = entry.Inputs.Create(info, entry.InputMean, entry.InputStd, Batch, seed);
        TNetwork network = TNetwork.Create(seed);
        if (entry.Inputs is TokenInputs) return network.MeasureSignal(TokenInputs.CreateDataset<TNetwork>(inputs, seed), seed);
        return TNetwork.Program.Target == TrainingTarget.Labels
            ? network.MeasureSignal(inputs, NormalInputs.CreateLabels(info.OutputSize, Batch, seed), seed)
            : network.MeasureSignal(inputs, NormalInputs.CreateTargets(info.OutputSize, Batch, seed), seed);
    }
}

/// <summary>Predicted and measured sizes at one layer's output.</summary>
/// <param name="Width">Channels or features.</param>
/// <param name="MeasuredStd">Mean over the seeds; null where no values are kept.</param>
/// <param name="MeasuredGradient">Mean root mean square over the seeds; null where no gradients are kept.</param>
/// <param name="GradientBand">
/// How far gradients may be off where networks are narrow: they depend on the layers behind, values on those in front, so the largest band of
/// the network covers both.
/// </param>
/// <param name="ShareInBand">Share of seeds for which the values' root mean square lies within the band that is stated for it.</param>
internal sealed record LayerAccuracy(
    string Name, int Width, PredictedSignal Predicted, double? MeasuredStd, double? MeasuredGradient, double GradientBand, double? ShareInBand)
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
