using NetGen.Data;
using NetGen.Runtime;

namespace NetGen;

/// <summary>Measures the size of activations and gradients in a network, to put beside what was predicted of it.</summary>
/// <remarks>
/// A diagnostic: it runs one training pass without an update and reads the tensors that the pass leaves behind, so what is measured is
/// what training sees, dropout and batch statistics included. It allocates a workspace of its own, and changes nothing.
/// </remarks>
public static class NetworkSignal
{
    /// <summary>Measures activations for a batch.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="seed">What dropout is drawn from.</param>
    /// <exception cref="ArgumentException">The length is not a whole number of samples, or the batch is too small.</exception>
    public static SignalMeasurement MeasureSignal<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs, ulong seed = 0)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using Trainer<TNetwork> trainer = CreateTrainer(network, seed);
        Measuring<TNetwork> measuring = new(trainer, hasTargets: false);
        Pass(trainer, inputs);
        return measuring.Finish(loss: null);
    }

    /// <summary>Measures activations and gradients for a batch.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="labels">One class index per sample.</param>
    /// <param name="seed">What dropout is drawn from.</param>
    /// <exception cref="ArgumentException">A length does not fit, a label is out of range, or the batch is too small.</exception>
    public static SignalMeasurement MeasureSignal<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ulong seed = 0)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using Trainer<TNetwork> trainer = CreateTrainer(network, seed);
        Measuring<TNetwork> measuring = new(trainer, hasTargets: true);
        return measuring.Finish(trainer.ComputeGradients(inputs, labels));
    }

    /// <summary>Measures activations and gradients for a batch.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="targets">Batch x output size values.</param>
    /// <param name="seed">What dropout is drawn from.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the batch is too small.</exception>
    public static SignalMeasurement MeasureSignal<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ulong seed = 0)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using Trainer<TNetwork> trainer = CreateTrainer(network, seed);
        Measuring<TNetwork> measuring = new(trainer, hasTargets: true);
        return measuring.Finish(trainer.ComputeGradients(inputs, targets));
    }

    /// <summary>
    /// Measures activations and gradients for all samples of a dataset as one batch: the way for networks with several inputs or losses, with tokens or with
    /// lengths, whose <c>CreateDataset</c> makes it.
    /// </summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="seed">What dropout is drawn from.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network, a label is out of range, or there are too few.</exception>
    public static SignalMeasurement MeasureSignal<TNetwork>(this TNetwork network, Dataset samples, ulong seed = 0)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        FitSamples.RequireFit<TNetwork>(samples, nameof(samples));
        using Trainer<TNetwork> trainer = CreateTrainer(network, seed);
        Measuring<TNetwork> measuring = new(trainer, hasTargets: true);
        return measuring.Finish(trainer.ComputeGradients(samples, 0, samples.Count));
    }

    /// <summary>Passes a batch forward and back, for the sake of what layers put out.</summary>
    internal static void Pass<TNetwork>(Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        // The pass needs something to compare with. What it compares with shows in the gradients only, and those are left out.
        TrainingProgram program = TNetwork.Program;
        int samples = inputs.Length / TNetwork.Info.InputSize;
        if (program.Target == TrainingTarget.Labels)
        {
            int[] labels = new int[samples];
            Array.Fill(labels, program.Targets.Count > 0 ? CountedLabel(program.Targets[0]) : 0);
            trainer.ComputeGradients(inputs, labels);
        }
        else if (program.Target == TrainingTarget.Rows)
        {
            trainer.ComputeRows(inputs, Rows(program, samples));
        }
        else
        {
            trainer.ComputeGradients(inputs, new float[samples * program.TargetSize]);
        }
    }

    /// <summary>A batch whose labels are all ignored, or count nothing, has no mean loss.</summary>
    private static int CountedLabel(TargetInfo target)
    {
        int label = 0;
        while (label < target.Size - 1 && target.Loss is { } loss && loss.WeightOf(label) == 0) label++;
        return label;
    }

    private static float[] Rows(TrainingProgram program, int samples)
    {
        float[] rows = new float[samples * program.TargetSize];
        int offset = 0;
        foreach (TargetInfo target in program.Targets)
        {
            for (int sample = 0; target.Kind == TrainingTarget.Labels && sample < samples; sample++)
                rows.AsSpan((sample * program.TargetSize) + offset, target.Labels).Fill(BitConverter.Int32BitsToSingle(CountedLabel(target)));
            offset += target.RowSize;
        }

        return rows;
    }

    /// <summary>A trainer that is never told to update. On one thread: there is nothing to win for a single pass.</summary>
    internal static Trainer<TNetwork> CreateTrainer<TNetwork>(TNetwork network, ulong seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
        => new(network, new Sgd(1f), new TrainerOptions { Threads = 1, Seed = seed, NonFinite = NonFinitePolicy.Off });

    /// <summary>What is measured of each layer while a pass runs.</summary>
    private sealed class Measuring<TNetwork>
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        private readonly TrainingPass _pass;
        private readonly PassReader _reader;
        private readonly ValueStatistics?[] _values = new ValueStatistics?[Tensors.Count];
        private readonly ValueStatistics?[] _gradients = new ValueStatistics?[Tensors.Count];
        private readonly double[] _dead = new double[Tensors.Count];
        private readonly double[] _saturated = new double[Tensors.Count];

        public Measuring(Trainer<TNetwork> trainer, bool hasTargets)
        {
            _pass = trainer.Memory.Pass;

            // The pass divides each sample's gradient by the batch, for the mean; here each sample's own is wanted.
            _reader = new PassReader(_pass, TNetwork.Program, Measure, hasTargets
                ? (index, tensor) => _gradients[index] = ValueStatistics.Of(tensor, _pass.Batch) : null);
            trainer.PhaseEnded = _reader.Look;
        }

        private static IReadOnlyList<LayerTensor> Tensors => TNetwork.Program.Tensors;

        public SignalMeasurement Finish(float? loss)
        {
            _reader.Finish();
            LayerMeasurement[] layers =
                [.. TNetwork.Info.Layers.Select((layer, index) => new LayerMeasurement(layer, _values[index], _gradients[index], _dead[index],
                    _saturated[index]))];
            return new SignalMeasurement(TNetwork.Info.Name, layers, _pass.Batch, loss);
        }

        private void Measure(int index, WorkspaceTensor tensor)
        {
            _values[index] = ValueStatistics.Of(tensor, 1f);
            _dead[index] = tensor.DeadShare();
            for (int other = 0; other < Tensors.Count; other++)
            {
                if (Tensors[other].Saturation is { } ranges && ranges.Layer == index) _saturated[other] = tensor.ShareWithin(ranges.Limits);
            }
        }
    }
}
