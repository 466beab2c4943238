using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>What a part works with: digits, threads, a way to tell how far it is and to be stopped.</summary>
/// <param name="digits">The digits.</param>
/// <param name="settings">What the run's results depend on.</param>
/// <param name="threads">Most threads; results do not depend on them.</param>
/// <param name="progress">Told the multiply-adds done since it was told last, and where the part is.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class Bench(Digits digits, LaboratorySettings settings, int threads, Action<double, string> progress, CancellationToken cancellation)
{
    /// <summary>Digits whose signal is looked at.</summary>
    private const int LookedAt = 500;
    private const int LookedAtQuickly = 60;

    public Digits Digits => digits;

    public LaboratorySettings Settings => settings;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Told what has been measured so far, for those who watch.</summary>
    public Action<Measurements>? Watcher { get; init; }

    /// <summary>A few digits to look at the signal with.</summary>
    public Dataset Looked => LookAt(LookedAt);

    /// <summary>The same with every pixel multiplied.</summary>
    public Bench WithPixels(float scale) => new(digits.WithPixels(scale), settings, threads, progress, cancellation) { Watcher = Watcher };

    private Dataset LookAt(int count) => digits.Test.Slice(0, Math.Min(settings.Choose(count, LookedAtQuickly), digits.Test.Count));

    /// <summary>Tells how far the part is.</summary>
    /// <exception cref="OperationCanceledException">Stopped by the user.</exception>
    public void Advance(double work, string where)
    {
        cancellation.ThrowIfCancellationRequested();
        progress(work, where);
    }

    /// <summary>A number of training steps over the samples in their order, beginning anew at their end.</summary>
    /// <param name="afterStep">Told the number of steps taken and the loss; null for nobody.</param>
    /// <exception cref="OperationCanceledException">Stopped by the user.</exception>
    public void Train<TNetwork>(Trainer<TNetwork> trainer, Dataset samples, int batch, int steps, Action<int, float>? afterStep = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        int batches = samples.Count / batch;
        double work = Work.Training(TNetwork.Info, batch, 1);
        for (int step = 0; step < steps; step++)
        {
            Dataset part = samples.Slice(step % batches * batch, batch);
            float loss = trainer.Step(part.Inputs, part.Labels);
            Advance(work, FormattableString.Invariant($"step {step + 1} of {steps}, loss {loss:G4}"));
            afterStep?.Invoke(step + 1, loss);
        }
    }

    /// <summary>Loss and accuracy on a set.</summary>
    public Evaluation Test<TNetwork>(TNetwork network, Dataset samples)
        where TNetwork : class, INetwork<TNetwork>
    {
        Evaluation evaluation = network.Evaluate(samples, threads);
        Advance(Work.Testing(TNetwork.Info, samples.Count), "testing");
        return evaluation;
    }

    /// <summary>A trainer with the asked-for threads.</summary>
    public Trainer<TNetwork> CreateTrainer<TNetwork>(TNetwork network, Optimizer optimizer, ulong seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        => new(network, optimizer, new TrainerOptions { Threads = threads, Seed = seed });

    /// <summary>How the outputs of all layers that are kept are spread, beside what was predicted of them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="digits">How many digits it is looked at with; in a quick run they are fewer.</param>
    public List<Spread> Look<TNetwork>(TNetwork network, int digits = LookedAt)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Dataset samples = LookAt(digits);
        NetworkProbe probe = network.Probe(samples.Inputs);
        List<Spread> spreads = [.. TNetwork.Info.Layers.Where(layer => probe.Layers.Contains(layer.Name, StringComparer.Ordinal)).Select(layer => Spread.Of(layer.Name, probe.Activation(layer.Name), layer.Predicted.Mean, layer.Predicted.Std))];
        Advance(Work.Testing(TNetwork.Info, samples.Count), "looking at layers");
        return spreads;
    }

    /// <summary>
    /// How the output of a part of a network is spread: of the layers up to one whose own output is not kept, since the activation behind it works in its place.
    /// </summary>
    /// <typeparam name="TBeginning">The network up to that layer.</typeparam>
    /// <typeparam name="TNetwork">The network.</typeparam>
    public Spread Look<TBeginning, TNetwork>(TBeginning beginning, TNetwork network, string layer)
        where TBeginning : class, INetwork<TBeginning>
        where TNetwork : class, INetwork<TNetwork>
    {
        beginning.InitializeFrom(network);
        Dataset samples = Looked;
        float[] outputs = new float[samples.Count * TBeginning.Info.OutputSize];
        beginning.Forward(samples.Inputs, outputs);
        PredictedSignal predicted = TNetwork.Info.Layers.Single(info => info.Name == layer).Predicted;
        Advance(Work.Testing(TBeginning.Info, samples.Count), "looking at " + layer);
        return Spread.Of(layer, outputs, predicted.Mean, predicted.Std);
    }

    /// <summary>Root mean squares of the gradients of each layer's output, and what was predicted of them: curves 'gradient' and 'predicted gradient' over layers from 1 on.</summary>
    /// <returns>The layers' names.</returns>
    public IReadOnlyList<string> MeasureGradients<TNetwork>(TNetwork network, Measurements measured)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Dataset samples = Looked;
        LayerMeasurement[] layers = [.. network.MeasureSignal(samples.Inputs, samples.Labels).Layers.Where(static layer => layer.Gradients is not null)];
        for (int place = 0; place < layers.Length; place++)
        {
            measured.Append("gradient", place + 1, layers[place].Gradients!.Rms);
            measured.Append("predicted gradient", place + 1, layers[place].Predicted.GradientStd);
        }

        Advance(Work.Training(TNetwork.Info, samples.Count, 1), "looking at gradients");
        return [.. layers.Select(static layer => layer.Layer.Name)];
    }

    /// <summary>Whether all values of a parameter are zeros, of whatever sign.</summary>
    public static bool IsZero<TNetwork>(TNetwork network, ParameterInfo parameter)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] values = new float[parameter.Count];
        network.CopyParameter(parameter.Name, values);
        return Array.TrueForAll(values, static value => value == 0);
    }

    /// <summary>The entropy of the labels: the least loss of who knows how often each class comes and nothing else.</summary>
    public static double LabelEntropy(Dataset samples)
        => samples.Labels.ToArray().CountBy(static label => label).Select(pair => (double)pair.Value / samples.Count).Sum(static share => -share * Math.Log(share));
}
