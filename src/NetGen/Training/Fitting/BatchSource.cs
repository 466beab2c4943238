using NetGen.Data;

namespace NetGen;

/// <summary>
/// The batches of an epoch. What a batch holds depends on seed, epoch and place alone; so where reading takes time, the next is read by another thread
/// while this one is trained on, and the bits are the same. In a group of processes each has its share of every batch, in the order of ranks.
/// </summary>
internal sealed class BatchSource
{
    private readonly SampleSource _samples;
    private readonly Sampler _sampler;
    private readonly IReadOnlyList<float>? _classWeights;
    private readonly int _batchSize;
    private readonly ulong _seed;
    private readonly int _rank;
    private readonly int _ranks;
    private readonly int[] _order;
    private readonly int[] _occurrences; // of each place in the order; empty where each sample is taken once
    private SampleBuffer _current;
    private SampleBuffer? _next;
    private Task? _reading;
    private int _read = -1;
    private int _epoch;

    public BatchSource(SampleSource samples, FitOptions options, ulong seed, IProcessGroup? group = null)
    {
        _samples = samples;
        _sampler = options.EffectiveSampler;
        _classWeights = options.ClassWeights;
        _seed = seed;
        _batchSize = Math.Min(options.BatchSize, samples.Count);
        Count = Math.Min((samples.Count + _batchSize - 1) / _batchSize, options.StepsPerEpoch ?? int.MaxValue);
        _order = new int[samples.Count];
        _occurrences = new int[_sampler.Repeats ? samples.Count : 0];
        (_rank, _ranks) = group is null ? (0, 1) : (group.Rank, group.Size);
        int share = (_batchSize + _ranks - 1) / _ranks;
        _current = new SampleBuffer(samples.Format, share);

        // A page has no other thread, and would wait for it for ever.
        if (samples.IsSlow && !OperatingSystem.IsBrowser()) _next = new SampleBuffer(samples.Format, share);
    }

    /// <summary>Batches of an epoch.</summary>
    public int Count { get; }

    /// <summary>Whether samples count differently.</summary>
    public bool HasWeights => _samples.HasWeights || _classWeights is not null;

    /// <summary>
    /// This process' share of a batch of the current epoch, valid until the next is asked for; empty where the batch has fewer samples than there are
    /// processes.
    /// </summary>
    public SampleBuffer this[int index]
    {
        get
        {
            if (_next is null)
            {
                Fill(_current, index);
                return _current;
            }

            if (_read != index) Begin(index);
            _reading!.GetAwaiter().GetResult();
            (_current, _next) = (_next, _current);
            if (index + 1 < Count) Begin(index + 1);
            else _read = -1;
            return _current;
        }
    }

    /// <summary>Samples of a batch, of all processes.</summary>
    public int SizeOf(int batch) => Math.Min(_batchSize, _samples.Count - (batch * _batchSize));

    /// <summary>Where a sample of this process' share of a batch of the current epoch stands in the data.</summary>
    public int SampleAt(int batch, int sample) => _order[FirstOf(batch, _rank) + sample];

    public void BeginEpoch(int epoch)
    {
        EndReading();
        _epoch = epoch;
        _sampler.Fill(_samples, _order, _seed, epoch);
        if (_occurrences.Length == 0) return;
        int[] taken = new int[_samples.Count];
        for (int place = 0; place < _order.Length; place++) _occurrences[place] = taken[_order[place]]++;
    }

    /// <summary>Waits for a batch that is being read and that nobody will ask for: a source may be closed once Fit has returned.</summary>
    public void EndReading()
    {
        // Its exception, if it has one, is of samples that are not trained on.
        if (_read >= 0 && _reading is { } reading) ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        _read = -1;
        _reading = null;
    }

    /// <summary>Where a rank's share of a batch begins in the order of the epoch.</summary>
    private int FirstOf(int batch, int rank) => (batch * _batchSize) + Runtime.Partition.First(SizeOf(batch), rank, _ranks);

    private void Begin(int index)
    {
        EndReading();
        SampleBuffer buffer = _next!;
        _read = index;
        _reading = Task.Run(() => Fill(buffer, index));
    }

    private void Fill(SampleBuffer buffer, int index)
    {
        int first = FirstOf(index, _rank);
        int count = FirstOf(index, _rank + 1) - first;
        buffer.Fill(_samples, _order.AsSpan(first, count), _sampler.Repeats ? _occurrences.AsSpan(first, count) : default, new SampleDraw(_seed, _epoch));
        if (_classWeights is null) return;
        for (int i = 0; i < count; i++)
        {
            int label = SampleSource.RequireLabel(_order[first + i], buffer.Labels[i], _samples.Format, "train");
            if (!_samples.Format.Ignores(label)) buffer.Weights[i] *= _classWeights[label];
        }
    }
}
