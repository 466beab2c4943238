using System.Buffers;

namespace NetGen.Data;

/// <summary>Each sample mixed with another of the same source; labels become a probability for each class.</summary>
internal abstract class MixedSource : SampleSource
{
    /// <summary>The place of mixing among the changes of a sample: behind all others.</summary>
    public const int Place = (1 << 20) - 1;

    private readonly SampleSource _source;
    private readonly double _alpha;

    protected MixedSource(SampleSource source, double alpha)
        : base(SampleFormat.OfTargets(source.InputSize, source.HasLabels ? source.Classes : source.TargetSize) with { InputShape = source.Format.InputShape }, source.Count)
    {
        if (source.Format.Network is not null) throw new ArgumentException("Samples of several inputs or targets cannot be mixed.", nameof(source));
        _source = source;
        _alpha = alpha;
    }

    public override bool HasWeights => _source.HasWeights;

    public override void Read(int index, SampleDraw draw, SampleRow row)
    {
        var random = new SampleRandom(draw, index, Place);
        int partner = random.Next(Count);
        double share = random.Beta(_alpha);
        float[] other = ArrayPool<float>.Shared.Rent(InputSize);
        float[] target = ArrayPool<float>.Shared.Rent(TargetSize);
        try
        {
            float weight = 1;
            ReadOne(index, draw, new SampleRow(row.Input, row.Target, ref row.Label, ref row.Weight));
            ReadOne(partner, draw, new SampleRow(other.AsSpan(0, InputSize), target.AsSpan(0, TargetSize), ref row.Label, ref weight));
            float part = (float)Mix(row.Input, other, share, ref random);
            for (int i = 0; i < row.Target.Length; i++) row.Target[i] = (part * row.Target[i]) + ((1 - part) * target[i]);
            row.Weight = (part * row.Weight) + ((1 - part) * weight);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(other);
            ArrayPool<float>.Shared.Return(target);
        }
    }

    /// <summary>Mixes another input into one, and says which share of the result is of the first.</summary>
    protected abstract double Mix(Span<float> input, ReadOnlySpan<float> other, double share, ref SampleRandom random);

    private void ReadOne(int index, SampleDraw draw, SampleRow row)
    {
        if (!_source.HasLabels)
        {
            _source.Read(index, draw, row);
            return;
        }

        int label = 0;
        _source.Read(index, draw, new SampleRow(row.Input, [], ref label, ref row.Weight));
        row.Target.Clear();
        row.Target[RequireLabel(index, label, _source.Format with { IgnoredLabel = null }, "source")] = 1;
    }
}

/// <summary>share x one + (1 - share) x the other.</summary>
internal sealed class MixupSource(SampleSource source, double alpha) : MixedSource(source, alpha)
{
    protected override double Mix(Span<float> input, ReadOnlySpan<float> other, double share, ref SampleRandom random)
    {
        float part = (float)share;
        for (int i = 0; i < input.Length; i++) input[i] = (part * input[i]) + ((1 - part) * other[i]);
        return share;
    }
}

/// <summary>A rectangle of one image pasted into the other.</summary>
internal sealed class CutMixSource(SampleSource source, double alpha) : MixedSource(source, alpha)
{
    protected override double Mix(Span<float> input, ReadOnlySpan<float> other, double share, ref SampleRandom random)
    {
        IReadOnlyList<int> shape = Format.InputShape;
        (int height, int width, int channels) = (shape[0], shape[1], shape[2]);
        double side = Math.Sqrt(1 - share);
        int middleRow = random.Next(height);
        int middleColumn = random.Next(width);
        (int top, int end) = Ends(middleRow, height, side);
        (int left, int right) = Ends(middleColumn, width, side);
        for (int row = top; row < end; row++)
        {
            int first = ((row * width) + left) * channels;
            other.Slice(first, (right - left) * channels).CopyTo(input[first..]);
        }

        return 1 - ((double)(end - top) * (right - left) / (height * width));
    }

    private static (int First, int End) Ends(int middle, int size, double share)
    {
        int half = (int)(size * share / 2);
        return (Math.Max(0, middle - half), Math.Min(size, middle + half));
    }
}
