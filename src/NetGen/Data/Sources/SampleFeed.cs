using System.Globalization;

namespace NetGen.Data;

/// <summary>
/// Samples that come one after the other without an end, as from a simulation or a queue: an epoch is so many of them, and each is there once. They
/// are taken in the order in which they come, whatever a sampler says; so nothing can be known of them beforehand: they cannot be drawn by class, nor
/// divided by it.
/// </summary>
/// <remarks>A run that goes on from a checkpoint takes the samples that come next, which need not be those that it would have had.</remarks>
public sealed class SampleFeed : SampleSource, IDisposable
{
    private readonly Func<Sample?> _next;
    private readonly Action _end;
#if NET9_0_OR_GREATER
    private readonly Lock _taking = new();
#else
    private readonly object _taking = new();
#endif
    private long _taken;

    private SampleFeed(SampleFormat format, int samplesPerEpoch, bool hasLabels, Func<Sample?> next, Action end)
        : base(format, samplesPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerEpoch, 1);
        if (format.HasLabels != hasLabels) throw new ArgumentException($"The format is one of {(format.HasLabels ? "labels" : "target values")}, and the samples have {(hasLabels ? "labels" : "target values")}.", nameof(format));
        _next = next;
        _end = end;
    }

    /// <summary>What has come.</summary>
    private readonly record struct Sample(float[] Input, int Label, float[] Target);

    /// <summary>Samples with labels.</summary>
    /// <param name="samples">Inputs and labels.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <param name="samplesPerEpoch">How many an epoch takes: its steps times the batch size.</param>
    /// <exception cref="ArgumentException">The format is one of target values.</exception>
    public static SampleFeed Of(IEnumerable<(float[] Input, int Label)> samples, SampleFormat format, int samplesPerEpoch)
    {
        ArgumentNullException.ThrowIfNull(samples);
        IEnumerator<(float[] Input, int Label)> enumerator = samples.GetEnumerator();
        return new(format, samplesPerEpoch, hasLabels: true, () => enumerator.MoveNext() ? new Sample(enumerator.Current.Input, enumerator.Current.Label, []) : null, enumerator.Dispose);
    }

    /// <summary>Samples with target values.</summary>
    /// <param name="samples">Inputs and targets.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <param name="samplesPerEpoch">How many an epoch takes: its steps times the batch size.</param>
    /// <exception cref="ArgumentException">The format is one of labels.</exception>
    public static SampleFeed Of(IEnumerable<(float[] Input, float[] Target)> samples, SampleFormat format, int samplesPerEpoch)
    {
        ArgumentNullException.ThrowIfNull(samples);
        IEnumerator<(float[] Input, float[] Target)> enumerator = samples.GetEnumerator();
        return new(format, samplesPerEpoch, hasLabels: false, () => enumerator.MoveNext() ? new Sample(enumerator.Current.Input, 0, enumerator.Current.Target) : null, enumerator.Dispose);
    }

    /// <summary>Samples with labels as they arrive; a thread waits for them.</summary>
    /// <param name="samples">Inputs and labels.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <param name="samplesPerEpoch">How many an epoch takes: its steps times the batch size.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The format is one of target values.</exception>
    public static SampleFeed Of(IAsyncEnumerable<(float[] Input, int Label)> samples, SampleFormat format, int samplesPerEpoch, CancellationToken cancellationToken = default)
        => Of(Waiting(samples, cancellationToken), format, samplesPerEpoch);

    /// <summary>Samples with target values as they arrive; a thread waits for them.</summary>
    /// <param name="samples">Inputs and targets.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <param name="samplesPerEpoch">How many an epoch takes: its steps times the batch size.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The format is one of labels.</exception>
    public static SampleFeed Of(IAsyncEnumerable<(float[] Input, float[] Target)> samples, SampleFormat format, int samplesPerEpoch, CancellationToken cancellationToken = default)
        => Of(Waiting(samples, cancellationToken), format, samplesPerEpoch);

    /// <summary>Writes the sample that comes next, whatever the index.</summary>
    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">No sample is left.</exception>
    /// <exception cref="InvalidDataException">A sample has not the values of the format, or its label is no class.</exception>
    public override void Read(int index, SampleDraw draw, SampleRow row)
    {
        RequireIndex(index);
        lock (_taking)
        {
            Sample sample = _next() ?? throw new EndOfStreamException(string.Create(CultureInfo.InvariantCulture, $"The feed ended after {Words.Count(_taken, "sample")}; an epoch takes {Count}."));
            Require(sample);
            _taken++;
            sample.Input.CopyTo(row.Input);
            row.Label = sample.Label;
            if (!HasLabels) sample.Target.CopyTo(row.Target);
        }
    }

    /// <summary>Not known before the sample has come.</summary>
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int LabelOf(int index) => throw new NotSupportedException("The samples of a feed are not known before they come: they cannot be drawn or divided by class. Gather some with ToDataset.");

    /// <summary>Ends the sequence that the samples come from.</summary>
    public void Dispose() => _end();

    private void Require(Sample sample)
    {
        if (sample.Input.Length != InputSize) throw Wrong($"has {Words.Count(sample.Input.Length, "input value")}; expected {Format.InputSize}");
        if (sample.Target.Length != TargetSize) throw Wrong($"has {Words.Count(sample.Target.Length, "target value")}; expected {Format.TargetSize}");
        if (HasLabels && !IsLabel(sample.Label, Format)) throw Wrong(string.Create(CultureInfo.InvariantCulture, $"has the label {sample.Label}; expected {ExpectedLabels(Format)}"));
    }

    private InvalidDataException Wrong(string what) => new(string.Create(CultureInfo.InvariantCulture, $"Sample {_taken} of the feed {what}."));

    private static IEnumerable<T> Waiting<T>(IAsyncEnumerable<T> samples, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Wait(samples, cancellationToken);

        static IEnumerable<T> Wait(IAsyncEnumerable<T> samples, CancellationToken cancellationToken)
        {
            IAsyncEnumerator<T> enumerator = samples.GetAsyncEnumerator(cancellationToken);
            try
            {
                while (enumerator.MoveNextAsync().AsTask().GetAwaiter().GetResult()) yield return enumerator.Current;
            }
            finally
            {
                enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }
}
