namespace NetGen.Data;

/// <summary>Samples that come one after the other, gathered in memory. More than memory holds goes into a <see cref="SampleFile"/>.</summary>
public static class SampleSequences
{
    /// <summary>Reads all samples of a source into memory, once: as they are without random changes.</summary>
    /// <param name="source">The samples.</param>
    public static Dataset ToDataset(this SampleSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source is Dataset already) return already;
        var all = new SampleBuffer(source.Format, source.Count);
        all.Fill(source, 0, source.Count, default);
        Dataset dataset = source.HasLabels
            ? new Dataset(all.Inputs.ToArray(), source.Format, all.Labels.ToArray())
            : new Dataset(all.Inputs.ToArray(), source.Format, all.Targets.ToArray());
        return source.HasWeights ? dataset.WithWeights(all.Weights.ToArray()) : dataset;
    }

    /// <summary>Gathers samples with labels.</summary>
    /// <param name="samples">Inputs and labels.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <exception cref="ArgumentException">An input has another length, or a label is out of range.</exception>
    public static Dataset ToDataset(this IEnumerable<(float[] Input, int Label)> samples, SampleFormat format)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var builder = new DatasetBuilder(format);
        foreach ((float[] input, int label) in samples) builder.Add(input, label);
        return builder.ToDataset();
    }

    /// <summary>Gathers samples with target values.</summary>
    /// <param name="samples">Inputs and targets.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <exception cref="ArgumentException">An input or a target has another length.</exception>
    public static Dataset ToDataset(this IEnumerable<(float[] Input, float[] Target)> samples, SampleFormat format)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var builder = new DatasetBuilder(format);
        foreach ((float[] input, float[] target) in samples) builder.Add(input, target);
        return builder.ToDataset();
    }

    /// <summary>Gathers samples with labels as they arrive.</summary>
    /// <param name="samples">Inputs and labels.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ArgumentException">An input has another length, or a label is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Dataset> ToDatasetAsync(this IAsyncEnumerable<(float[] Input, int Label)> samples, SampleFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var builder = new DatasetBuilder(format);
        await foreach ((float[] input, int label) in samples.WithCancellation(cancellationToken).ConfigureAwait(false)) builder.Add(input, label);
        return builder.ToDataset();
    }

    /// <summary>Gathers samples with target values as they arrive.</summary>
    /// <param name="samples">Inputs and targets.</param>
    /// <param name="format">What each sample consists of.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ArgumentException">An input or a target has another length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Dataset> ToDatasetAsync(this IAsyncEnumerable<(float[] Input, float[] Target)> samples, SampleFormat format, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var builder = new DatasetBuilder(format);
        await foreach ((float[] input, float[] target) in samples.WithCancellation(cancellationToken).ConfigureAwait(false)) builder.Add(input, target);
        return builder.ToDataset();
    }
}
