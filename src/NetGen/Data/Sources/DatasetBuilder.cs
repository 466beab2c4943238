using System.Globalization;

namespace NetGen.Data;

/// <summary>Gathers samples that come one after the other, from wherever they come, into a <see cref="Dataset"/>.</summary>
public sealed class DatasetBuilder
{
    private readonly SampleFormat _format;
    private readonly List<float> _inputs = [];
    private readonly List<float> _targets = [];
    private readonly List<int> _labels = [];

    /// <summary>For samples of a format.</summary>
    public DatasetBuilder(SampleFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        _format = format;
    }

    /// <summary>Samples so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a sample with a label; its input is copied.</summary>
    /// <exception cref="ArgumentException">The input has another length, the label is out of range, or the format has no labels. Nothing has been added.</exception>
    public void Add(ReadOnlySpan<float> input, int label)
    {
        if (!_format.HasLabels) throw new ArgumentException("The format has target values, not labels.", nameof(label));
        RequireInput(input);
        _labels.Add(SampleSource.RequireLabel(Count, label, _format, nameof(label)));
        _inputs.AddRange(input);
        Count++;
    }

    /// <summary>Adds a sample with target values; both are copied.</summary>
    /// <exception cref="ArgumentException">A length is another, or the format has labels. Nothing has been added.</exception>
    public void Add(ReadOnlySpan<float> input, ReadOnlySpan<float> target)
    {
        if (_format.HasLabels) throw new ArgumentException("The format has labels, not target values.", nameof(target));
        RequireInput(input);
        if (target.Length != _format.TargetSize)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Sample {Count} has {Words.Count(target.Length, "target value")}; expected {_format.TargetSize}."), nameof(target));
        _inputs.AddRange(input);
        _targets.AddRange(target);
        Count++;
    }

    /// <summary>The samples so far, copied.</summary>
    public Dataset ToDataset() => _format.HasLabels ? new Dataset([.. _inputs], _format, [.. _labels]) : new Dataset([.. _inputs], _format, [.. _targets]);

    private void RequireInput(ReadOnlySpan<float> input)
    {
        if (input.Length != _format.InputSize)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The input of sample {Count} has {Words.Count(input.Length, "value")}; expected {_format.InputSize}."), nameof(input));
    }
}
