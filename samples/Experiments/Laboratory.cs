using System.Diagnostics;
using System.Globalization;
using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>What all experiments need: digits, threads, a way to tell how far they are and to be stopped.</summary>
internal sealed class Laboratory
{
    /// <summary>TensorFlow's tutorials keep the first 5,000 of the 60,000 digits back.</summary>
    private const int HeldBack = 5_000;

    private readonly TextWriter _output;
    private readonly Stopwatch _sinceReport = Stopwatch.StartNew();

    public Laboratory(TrainAndTest digits, Options options, TextWriter output, CancellationToken cancellation)
    {
        Digits = digits;
        Options = options;
        _output = output;
        Cancellation = cancellation;
    }

    public TrainAndTest Digits { get; }

    public Options Options { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>The 55,000 digits that TensorFlow's tutorials train with.</summary>
    public Dataset TutorialTrain => Digits.Train.Slice(HeldBack, Digits.Train.Count - HeldBack);

    /// <summary>Writes a line.</summary>
    public void Say(FormattableString text) => _output.WriteLine(FormattableString.Invariant(text));

    /// <summary>Writes a line if the last one is some seconds ago.</summary>
    public void Tell(FormattableString text)
    {
        if (_sinceReport.Elapsed.TotalSeconds < 10) return;
        _sinceReport.Restart();
        Say(text);
    }

    /// <summary>A number of training steps over the samples in their order, beginning anew at their end.</summary>
    /// <param name="afterStep">Told the number of steps taken and the loss; null for nobody.</param>
    /// <exception cref="OperationCanceledException">Stopped by the user.</exception>
    public void Train<TNetwork>(Trainer<TNetwork> trainer, Dataset samples, int batch, int steps, Action<int, float>? afterStep = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        int batches = samples.Count / batch;
        for (int step = 0; step < steps; step++)
        {
            Cancellation.ThrowIfCancellationRequested();
            Dataset part = samples.Slice(step % batches * batch, batch);
            float loss = trainer.Step(part.Inputs, part.Labels);
            Tell($"  step {step + 1} of {steps}: loss {loss:G5}");
            afterStep?.Invoke(step + 1, loss);
        }
    }

    /// <summary>Loss and accuracy on a set.</summary>
    public Evaluation Test<TNetwork>(TNetwork network, Dataset samples)
        where TNetwork : class, INetwork<TNetwork>
    {
        Cancellation.ThrowIfCancellationRequested();
        return network.Evaluate(samples, Options.Threads);
    }

    /// <summary>A trainer with the asked-for threads.</summary>
    public Trainer<TNetwork> CreateTrainer<TNetwork>(TNetwork network, Optimizer optimizer, ulong seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        => new(network, optimizer, new TrainerOptions { Threads = Options.Threads, Seed = seed });

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
