using NetGen.Data;

namespace NetGen;

/// <summary>The batches of an epoch: in the order of the data as parts of it, shuffled as copies.</summary>
internal sealed class BatchSource
{
    private readonly Dataset _samples;
    private readonly int _batchSize;
    private readonly ulong _seed;
    private readonly int[]? _order;
    private readonly float[] _inputs = [];
    private readonly int[] _labels = [];
    private readonly float[] _targets = [];

    public BatchSource(Dataset samples, FitOptions options, ulong seed)
    {
        _samples = samples;
        _seed = seed;
        _batchSize = Math.Min(options.BatchSize, samples.Count);
        Count = (samples.Count + _batchSize - 1) / _batchSize;
        if (!options.Shuffle) return;
        _order = new int[samples.Count];
        _inputs = new float[checked(_batchSize * samples.InputSize)];
        _labels = new int[samples.HasLabels ? _batchSize : 0];
        _targets = new float[checked(_batchSize * samples.TargetSize)];
    }

    /// <summary>Batches of an epoch.</summary>
    public int Count { get; }

    /// <summary>A batch of the current epoch, valid until the next is asked for.</summary>
    public Batch this[int index]
    {
        get
        {
            int first = index * _batchSize;
            int count = Math.Min(_batchSize, _samples.Count - first);
            return _order is null ? Part(first, count) : Copy(_order.AsSpan(first, count));
        }
    }

    /// <summary>Where a sample of a batch of the current epoch stands in the data.</summary>
    public int SampleAt(int batch, int sample)
    {
        int place = (batch * _batchSize) + sample;
        return _order is null ? place : _order[place];
    }

    public void BeginEpoch(int epoch)
    {
        if (_order is not null) SampleOrder.Fill(_order, _seed, epoch);
    }

    private Batch Part(int first, int count) => new(
        count,
        _samples.Inputs.Slice(first * _samples.InputSize, count * _samples.InputSize),
        _samples.HasLabels ? _samples.Labels.Slice(first, count) : default,
        _samples.Targets.Slice(first * _samples.TargetSize, count * _samples.TargetSize));

    private Batch Copy(ReadOnlySpan<int> indices)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            _samples.Input(indices[i]).CopyTo(_inputs.AsSpan(i * _samples.InputSize));
            if (_samples.HasLabels) _labels[i] = _samples.Labels[indices[i]];
            else _samples.Target(indices[i]).CopyTo(_targets.AsSpan(i * _samples.TargetSize));
        }

        int count = indices.Length;
        return new(count, _inputs.AsSpan(0, count * _samples.InputSize), _samples.HasLabels ? _labels.AsSpan(0, count) : default, _targets.AsSpan(0, count * _samples.TargetSize));
    }

    /// <summary>Inputs with either labels or targets.</summary>
    internal readonly ref struct Batch(int samples, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        public int Samples { get; } = samples;

        public ReadOnlySpan<float> Inputs { get; } = inputs;

        public ReadOnlySpan<int> Labels { get; } = labels;

        public ReadOnlySpan<float> Targets { get; } = targets;
    }
}
