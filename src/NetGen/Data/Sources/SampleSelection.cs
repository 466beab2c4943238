using System.Globalization;

namespace NetGen.Data;

/// <summary>Some samples of another source, in an order of its own.</summary>
internal sealed class SampleSelection : SampleSource
{
    private readonly SampleSource _source;
    private readonly int[] _indices;

    public SampleSelection(SampleSource source, int[] indices)
        : base(source.Format, indices.Length)
    {
        _source = source;
        _indices = indices;
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)source.Count)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is no sample {index}; expected 0 to {source.Count - 1}."), nameof(indices));
        }
    }

    public override bool HasWeights => _source.HasWeights;

    protected internal override bool IsSlow => _source.IsSlow;

    public override void Read(int index, SampleDraw draw, SampleRow row) => _source.Read(_indices[RequireIndex(index)], draw, row);

    public override int LabelOf(int index) => _source.LabelOf(_indices[RequireIndex(index)]);
}
