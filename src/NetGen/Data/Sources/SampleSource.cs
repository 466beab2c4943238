using System.Globalization;

namespace NetGen.Data;

/// <summary>
/// Samples that are asked for one by one, in any order: in memory (<see cref="Dataset"/>), in a file, changed on the way, or as a class derived from
/// this one makes them. What a trainer trains on and a network is evaluated on.
/// </summary>
public abstract class SampleSource
{
    /// <summary>Samples of a format.</summary>
    /// <param name="format">What each of them consists of.</param>
    /// <param name="count">How many there are.</param>
    protected SampleSource(SampleFormat format, int count)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Format = format;
        Count = count;
    }

    /// <summary>What each sample consists of.</summary>
    public SampleFormat Format { get; }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Values per sample.</summary>
    public int InputSize => Format.InputSize;

    /// <summary>Number of classes; 0 where the samples have targets instead of labels.</summary>
    public int Classes => Format.Classes;

    /// <summary>Target values per sample; 0 where the samples have labels instead of targets.</summary>
    public int TargetSize => Format.TargetSize;

    /// <summary>Whether the samples have class labels.</summary>
    public bool HasLabels => Format.HasLabels;

    /// <summary>Whether samples have weights of their own, which <see cref="Read"/> writes.</summary>
    public virtual bool HasWeights => false;

    /// <summary>Whether reading takes so long that Fit had better do it on a second thread, a batch ahead.</summary>
    protected internal virtual bool IsSlow => true;

    /// <summary>Writes a sample. Several threads may ask at once.</summary>
    /// <param name="index">Which, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="draw">What random changes are drawn from.</param>
    /// <param name="row">Where to.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public abstract void Read(int index, SampleDraw draw, SampleRow row);

    /// <summary>The label of a sample, without its input where that can be done without.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public virtual int LabelOf(int index)
    {
        RequireLabels();
        int label = 0;
        float weight = 1;
        Read(index, default, new SampleRow(new float[InputSize], [], ref label, ref weight));
        return label;
    }

    /// <summary>Refuses to go on where samples have no labels.</summary>
    protected void RequireLabels()
    {
        if (!HasLabels) throw new InvalidOperationException("The samples have target values, not labels.");
    }

    /// <summary>Refuses an index that no sample has.</summary>
    protected int RequireIndex(int index)
    {
        // Multiplied by a size, a larger one could overflow and be taken for another sample's.
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return index;
    }

    /// <summary>Refuses a label that is neither a class nor one that is ignored.</summary>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    internal static int RequireLabel(int index, int label, SampleFormat format, string argument) => IsLabel(label, format)
        ? label
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Label {index} is {label}; expected {ExpectedLabels(format)}."), argument);

    /// <summary>Whether a label is a class, or one that is ignored.</summary>
    internal static bool IsLabel(int label, SampleFormat format) => (uint)label < (uint)format.Classes || format.Ignores(label);

    /// <summary>Which labels there may be, in words.</summary>
    internal static string ExpectedLabels(SampleFormat format) => format.IgnoredLabel is { } ignored
        ? string.Create(CultureInfo.InvariantCulture, $"0 to {format.Classes - 1}, or {ignored}, which is ignored")
        : string.Create(CultureInfo.InvariantCulture, $"0 to {format.Classes - 1}");
}
