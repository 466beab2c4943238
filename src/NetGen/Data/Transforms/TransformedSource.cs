using System.Buffers;

namespace NetGen.Data;

/// <summary>Samples of another source, their inputs changed on the way.</summary>
internal sealed class TransformedSource : SampleSource
{
    private readonly SampleSource _source;
    private readonly SampleTransform[] _transforms;
    private readonly IReadOnlyList<int>[] _shapes; // before each change, and after the last
    private readonly int _largest;

    public TransformedSource(SampleSource source, SampleTransform[] transforms)
        : this(source, transforms, Shapes(source, transforms))
    {
        if (source.Format.Network is not null) throw new ArgumentException("Samples of several inputs or targets cannot be changed as if they had one.", nameof(source));
    }

    private TransformedSource(SampleSource source, SampleTransform[] transforms, IReadOnlyList<int>[] shapes)
        : base(FormatOf(source.Format, shapes[^1]), source.Count)
    {
        _source = source;
        _transforms = transforms;
        _shapes = shapes;
        _largest = shapes.Max(NetworkInfo.Product);
    }

    public override bool HasWeights => _source.HasWeights;

    public override int LabelOf(int index) => _source.LabelOf(index);

    public override void Read(int index, SampleDraw draw, SampleRow row)
    {
        float[] from = ArrayPool<float>.Shared.Rent(_largest);
        float[] to = ArrayPool<float>.Shared.Rent(_largest);
        try
        {
            _source.Read(index, draw, new SampleRow(from.AsSpan(0, _source.InputSize), row.Target, ref row.Label, ref row.Weight));
            for (int place = 0; place < _transforms.Length; place++)
            {
                var random = new SampleRandom(draw, index, place);
                ReadOnlySpan<float> before = from.AsSpan(0, NetworkInfo.Product(_shapes[place]));
                _transforms[place].Apply(before, _shapes[place], to.AsSpan(0, NetworkInfo.Product(_shapes[place + 1])), ref random);
                (from, to) = (to, from);
            }

            from.AsSpan(0, InputSize).CopyTo(row.Input);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(from);
            ArrayPool<float>.Shared.Return(to);
        }
    }

    private static IReadOnlyList<int>[] Shapes(SampleSource source, SampleTransform[] transforms)
    {
        var shapes = new IReadOnlyList<int>[transforms.Length + 1];
        shapes[0] = source.Format.InputShape;
        for (int place = 0; place < transforms.Length; place++) shapes[place + 1] = transforms[place].OutputShape(shapes[place]);
        return shapes;
    }

    private static SampleFormat FormatOf(SampleFormat format, IReadOnlyList<int> shape)
    {
        int size = NetworkInfo.Product(shape);
        SampleFormat changed = format.HasLabels ? SampleFormat.OfLabels(size, format.Classes) : SampleFormat.OfTargets(size, format.TargetSize);
        return changed with { InputShape = shape, ClassNames = format.ClassNames, IgnoredLabel = format.IgnoredLabel };
    }
}
