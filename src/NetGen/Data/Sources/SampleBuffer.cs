using NetGen.Runtime;

namespace NetGen.Data;

/// <summary>Room for some samples of a source, side by side as a step or a pass takes them.</summary>
internal sealed class SampleBuffer
{
    private readonly SampleFormat _format;
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly int[] _labels;
    private readonly float[] _weights;

    /// <summary>Room for at most so many samples.</summary>
    public SampleBuffer(SampleFormat format, int capacity)
    {
        _format = format;
        _inputs = new float[checked(capacity * format.InputSize)];
        _targets = new float[checked(capacity * format.TargetSize)];
        _labels = new int[capacity];
        _weights = new float[capacity];
    }

    /// <summary>Samples that are there.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<float> Inputs => _inputs.AsSpan(0, Count * _format.InputSize);

    public ReadOnlySpan<float> Targets => _targets.AsSpan(0, Count * _format.TargetSize);

    /// <summary>Of no meaning for samples with targets.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Count);

    public Span<float> Weights => _weights.AsSpan(0, Count);

    /// <summary>Whether a sample counts in a loss: it has a weight, which may be a wrong one, and so has its label.</summary>
    /// <param name="loss">The loss, if it may have weights of labels or ignore one.</param>
    public bool HasCounting(SampleLoss? loss)
    {
        for (int place = 0; place < Count; place++)
        {
            if (_weights[place] != 0 && (loss is null || !_format.HasLabels || HasCounting(loss, _labels[place]))) return true;
        }

        return false;
    }

    /// <summary>Whether a label counts; one that is none does, so that the step refuses it.</summary>
    private bool HasCounting(SampleLoss loss, int label) => label != loss.IgnoredLabel && ((uint)label >= (uint)_format.Classes || loss.WeightOf(label) != 0);

    /// <summary>The targets of one sample.</summary>
    public Span<float> Target(int place) => _targets.AsSpan(place * _format.TargetSize, _format.TargetSize);

    /// <summary>Takes the samples of these indices in the place of those before.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="indices">Which.</param>
    /// <param name="occurrences">How often the epoch has taken each of them before; empty where it takes each once.</param>
    /// <param name="draw">Seed and epoch.</param>
    public void Fill(SampleSource source, ReadOnlySpan<int> indices, ReadOnlySpan<int> occurrences, SampleDraw draw)
    {
        Count = indices.Length;
        for (int place = 0; place < indices.Length; place++)
            Read(source, indices[place], occurrences.IsEmpty ? draw : draw with { Occurrence = occurrences[place] }, place);
    }

    /// <summary>Takes neighbouring samples in the place of those before.</summary>
    public void Fill(SampleSource source, int first, int count, SampleDraw draw)
    {
        Count = count;
        for (int place = 0; place < count; place++) Read(source, first + place, draw, place);
    }

    private void Read(SampleSource source, int index, SampleDraw draw, int place)
    {
        _weights[place] = 1;
        source.Read(index, draw, new SampleRow(
            _inputs.AsSpan(place * _format.InputSize, _format.InputSize), Target(place), ref _labels[place], ref _weights[place]));
    }
}
