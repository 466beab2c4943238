using NetGen.Data;
using NetGen.Metrics;
using NetGen.Runtime;
using NetGen.Threading;

namespace NetGen;

/// <summary>
/// One evaluation: samples in chunks, which threads share, and whose results are put together in order, so that nothing depends on the threads. Chunks are let
/// go as soon as they have been counted: samples may be more than memory holds.
/// </summary>
internal sealed class EvaluationRun<TNetwork> : WorkTeam.IUnits
    where TNetwork : class, INetwork<TNetwork>
{
    /// <summary>Samples per call of Forward: enough for its kernels to work on many at once, few enough to stay in cache.</summary>
    private const int Chunk = 128;

    private readonly TNetwork _network;
    private readonly SampleSource _samples;
    private readonly IReadOnlyList<TargetInfo> _targets;
    private readonly bool _isBinary; // labels are the values of the one output: no and yes
    private readonly HeadSum[] _heads;
    private readonly (Metric Metric, int Head, string Name)[] _metrics;
    private readonly ChunkResult[] _results = new ChunkResult[WorkTeam.MostUnits];
    private int _first;

    public EvaluationRun(TNetwork network, SampleSource samples, IReadOnlyList<TargetInfo> targets, IReadOnlyList<Metric> metrics)
    {
        _network = network;
        _samples = samples;
        _targets = targets;
        _isBinary = samples.HasLabels && targets[0].TakesBinaryLabels;
        _heads = [.. targets.Select((target, head) => new HeadSum(target, ClassesOf(target), NamesOf(target, head)))];
        _metrics = [.. metrics.Select(Placed)];
        if (_metrics.GroupBy(static metric => metric.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two metrics are called '{twice.Key}'.", nameof(metrics));
        foreach ((Metric metric, _, _) in _metrics) metric.Reset();
    }

    public Evaluation Run(int threads)
    {
        int chunks = (int)(((long)_samples.Count + Chunk - 1) / Chunk);
        int workers = Math.Min(WorkSplit.ForArithmetic(TNetwork.Info.MultiplyAdds * _samples.Count, threads), WorkTeam.MostThreads);
        while (_first < chunks)
        {
            // As many as the team takes at once, the same number for every thread; or, while others have the team, one, so that it is asked for again soon.
            int units = Math.Min(chunks - _first, WorkTeam.MostUnits / workers * workers);
            if (workers == 1 || !ParallelInference.TryRun(this, units, workers))
            {
                units = 1;
                RunUnit(thread: 0, unit: 0);
            }

            for (int unit = 0; unit < units; unit++) Take(_results[unit]);
            _first += units;
        }

        return Result();
    }

    public void RunUnit(int thread, int unit)
    {
        int first = (_first + unit) * Chunk;
        int count = Math.Min(Chunk, _samples.Count - first);
        var samples = new SampleBuffer(_samples.Format, count);
        samples.Fill(_samples, first, count, default);
        if (_samples.HasLabels)
        {
            for (int i = 0; i < count; i++) SampleSource.RequireLabel(first + i, samples.Labels[i], _samples.Format, "dataset");
        }

        float[] outputs = new float[count * TNetwork.Info.OutputSize];
        ParallelInference.ComputeAlone(_network, samples.Inputs, outputs, predict: false);
        float[] predictions = [];
        if (_metrics.Length > 0)
        {
            predictions = new float[outputs.Length];
            ParallelInference.ComputeAlone(_network, samples.Inputs, predictions, predict: true);
        }

        var losses = new float[_targets.Count][];
        for (int head = 0; head < losses.Length; head++) losses[head] = Losses(samples, outputs, head);
        _results[unit] = new(samples, outputs, predictions, losses);
    }

    private float[] Losses(SampleBuffer samples, float[] outputs, int head)
    {
        TargetInfo target = _targets[head];
        float[] losses = new float[samples.Count * target.Labels];
        float[] unused = new float[target.Size]; // the gradient, which nobody asked for
        for (int sample = 0; sample < samples.Count; sample++)
        {
            if (target.Kind == TrainingTarget.Labels)
            {
                for (int place = 0; place < LabelsOf(target, samples, sample); place++)
                {
                    ref float scores = ref Output(outputs, target, sample, place)[0];
                    int label = Label(samples, head, sample, place);
                    if (IsIgnored(target, label)) continue;
                    losses[(sample * target.Labels) + place] = target.Loss?.OfLabel(ref scores, target.Size, label, ref unused[0])
                        ?? Runtime.Losses.SoftmaxCrossEntropy(ref scores, target.Size, label, 1f, ref unused[0]);
                }

                continue;
            }

            ref float output = ref Output(outputs, target, sample)[0];
            ref float values = ref Values(samples, head, sample)[0];
            int steps = StepsOf(target, samples, sample, out int all);
            int channels = target.Size / all;
            losses[sample] = (steps < all ? target.Loss?.OfSteps(ref output, steps, channels, ref values, ref unused[0]) : target.Loss?.Of(ref output, target.Size, ref values, ref unused[0]))
                ?? Runtime.Losses.MeanSquaredError(ref output, steps * channels, ref values, 1f, ref unused[0]);
        }

        return losses;
    }

    /// <summary>Adds a chunk to what has been counted.</summary>
    private void Take(ChunkResult chunk)
    {
        for (int head = 0; head < _heads.Length; head++)
        {
            HeadSum sum = _heads[head];
            for (int sample = 0; sample < chunk.Samples.Count; sample++)
            {
                float weight = chunk.Samples.Weights[sample];
                if (sum.Confusion is null)
                {
                    double counted = weight * (sum.Target.Steps?.Share(chunk.Samples.Inputs, sample) ?? 1);
                    sum.Add(chunk.Losses[head][sample], counted, counted);
                    continue;
                }

                for (int place = 0; place < LabelsOf(sum.Target, chunk.Samples, sample); place++)
                {
                    int label = Label(chunk.Samples, head, sample, place);
                    if (IsIgnored(sum.Target, label)) continue;

                    // The loss is times its class's weight already.
                    sum.Add(chunk.Losses[head][(sample * sum.Target.Labels) + place], weight, (double)weight * (sum.Target.Loss?.WeightOf(label) ?? 1));
                    Span<float> output = Output(chunk.Outputs, _targets[head], sample, place);
                    sum.Confusion.Add(label, _isBinary ? (output[0] > 0 ? 1 : 0) : Metric.Largest(output));
                }
            }
        }

        foreach ((Metric metric, int head, _) in _metrics)
        {
            for (int sample = 0; sample < chunk.Samples.Count; sample++)
            {
                if (_targets[head].Kind != TrainingTarget.Labels)
                {
                    AddTargets(metric, chunk.Samples, head, sample, Predicted(_targets[head], Output(chunk.Predictions, _targets[head], sample)));
                    continue;
                }

                for (int place = 0; place < LabelsOf(_targets[head], chunk.Samples, sample); place++)
                {
                    int label = Label(chunk.Samples, head, sample, place);
                    if (!IsIgnored(_targets[head], label)) metric.Add(Output(chunk.Predictions, _targets[head], sample, place), label);
                }
            }
        }
    }

    /// <summary>Where samples have steps of their own, each of them counts as a sample.</summary>
    private void AddTargets(Metric metric, SampleBuffer samples, int head, int sample, ReadOnlySpan<float> prediction)
    {
        Span<float> values = Values(samples, head, sample);
        if (_targets[head].Steps is null)
        {
            metric.Add(prediction, values);
            return;
        }

        int steps = StepsOf(_targets[head], samples, sample, out int all);
        (int channels, int targets) = (prediction.Length / all, values.Length / all);
        for (int step = 0; step < steps; step++) metric.Add(prediction.Slice(step * channels, channels), values.Slice(step * targets, targets));
    }

    /// <summary>How many labels of a sample count: one, or one for each step that it has.</summary>
    private static int LabelsOf(TargetInfo target, SampleBuffer samples, int sample) => target.Labels == 1 ? 1 : target.Steps?.Of(samples.Inputs, sample) ?? target.Labels;

    /// <summary>How many steps a sample has of those that there can be.</summary>
    private static int StepsOf(TargetInfo target, SampleBuffer samples, int sample, out int all)
    {
        all = target.Steps?.Count ?? 1;
        return target.Steps?.Of(samples.Inputs, sample) ?? all;
    }

    private Evaluation Result()
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((Metric metric, _, string name) in _metrics) metrics.Add(name, metric.Value);
        Evaluation[] heads = [.. _heads.Select(head => new Evaluation(_samples.Count, head.Loss, head.Confusion))];
        if (_samples.Format.Network is null) return heads[0] with { Metrics = metrics };
        var byName = new Dictionary<string, Evaluation>(StringComparer.Ordinal);
        for (int head = 0; head < heads.Length; head++) byName.Add(_targets[head].Name, heads[head]);
        double loss = _heads.Sum(static head => head.Target.Weight * head.Loss);
        return new(_samples.Count, loss, heads.Length == 1 ? heads[0].Confusion : null) { Heads = byName, Metrics = metrics };
    }

    /// <summary>Which output a metric measures, and what it is called.</summary>
    private (Metric Metric, int Head, string Name) Placed(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (metric.Output is not { } output) return (metric, 0, metric.Name);
        for (int head = 0; head < _targets.Count; head++)
        {
            if (string.Equals(_targets[head].Name, output, StringComparison.Ordinal)) return (metric, head, $"{output}.{metric.Name}");
        }

        throw new ArgumentException($"{metric.Name} is to measure the output '{output}'; {TNetwork.Info.Name} has {string.Join(", ", _targets.Select(static target => $"'{target.Name}'"))}.", nameof(metric));
    }

    /// <summary>The outputs that are compared with a sample's values, or the scores of one of its labels.</summary>
    private static Span<float> Output(float[] outputs, TargetInfo target, int sample, int place = 0)
        => outputs.AsSpan((sample * TNetwork.Info.OutputSize) + target.OutputOffset + (place * target.Size), target.Size);

    private Span<float> Values(SampleBuffer samples, int head, int sample)
        => _isBinary ? new[] { (float)samples.Labels[sample] } : samples.Target(sample).Slice(OffsetOf(head), _targets[head].TargetSize);

    /// <summary>As the loss declares them, else as the samples call them, where these have as many.</summary>
    private IReadOnlyList<string> NamesOf(TargetInfo target, int head)
    {
        IReadOnlyList<string> names = _samples.Format.ClassNames;
        return target.Classes.Count > 0 ? target.Classes : head == 0 && names.Count == ClassesOf(target) ? names : [];
    }

    private int ClassesOf(TargetInfo target) => target.Kind == TrainingTarget.Labels ? target.Size : _isBinary ? 2 : 0;

    private int Label(SampleBuffer samples, int head, int sample, int place)
        => _samples.HasLabels ? samples.Labels[sample] : BitConverter.SingleToInt32Bits(samples.Target(sample)[OffsetOf(head) + place]);

    /// <summary>What of an output predicts its targets.</summary>
    private static ReadOnlySpan<float> Predicted(TargetInfo target, ReadOnlySpan<float> output)
    {
        if (target.Loss is not { HasMeans: true } loss) return output;
        float[] means = new float[target.TargetSize];
        loss.CopyMeans(output, means);
        return means;
    }

    /// <summary>Whether a label does not count: for the loss, or where there is none, by what the samples say.</summary>
    private bool IsIgnored(TargetInfo target, int label) => label == target.Loss?.IgnoredLabel || (_samples.HasLabels && _samples.Format.Ignores(label));

    /// <summary>Where in a sample's row of targets those of a head begin.</summary>
    private int OffsetOf(int head)
    {
        int offset = 0;
        for (int i = 0; i < head; i++) offset += _targets[i].RowSize;
        return offset;
    }

    private sealed class HeadSum(TargetInfo target, int classes, IReadOnlyList<string> classNames)
    {
        private double _sum;
        private double _weights;

        public TargetInfo Target => target;

        public ConfusionMatrix? Confusion { get; } = classes > 0 ? new ConfusionMatrix(classes, classNames) : null;

        public double Loss => _sum / _weights;

        public void Add(double loss, double weight, double share)
        {
            _sum += loss * weight;
            _weights += share;
        }
    }

    private readonly record struct ChunkResult(SampleBuffer Samples, float[] Outputs, float[] Predictions, float[][] Losses);
}
