namespace NetGen.Data;

/// <summary>Where a <see cref="SampleSource"/> writes one sample.</summary>
public readonly ref struct SampleRow
{
    private readonly ref int _label;
    private readonly ref float _weight;

    /// <summary>A place for a sample.</summary>
    /// <param name="input">As many floats as an input has.</param>
    /// <param name="target">As many floats as a target has; empty for samples with labels.</param>
    /// <param name="label">The label's place.</param>
    /// <param name="weight">The weight's place.</param>
    public SampleRow(Span<float> input, Span<float> target, ref int label, ref float weight)
    {
        Input = input;
        Target = target;
        _label = ref label;
        _weight = ref weight;
    }

    /// <summary>The inputs, row-major; images are channels last.</summary>
    public Span<float> Input { get; }

    /// <summary>The target values; empty for samples with labels.</summary>
    public Span<float> Target { get; }

    /// <summary>The class; of no meaning for samples with target values.</summary>
    public ref int Label => ref _label;

    /// <summary>What the sample counts in the mean loss, 1 unless it is written.</summary>
    public ref float Weight => ref _weight;
}
