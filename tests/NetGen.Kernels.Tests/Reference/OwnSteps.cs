namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// Samples of different lengths, as they are defined: each is computed by itself, as a sequence that has no more steps than it has. Rows hold all
/// steps and, at the end, how many of them there are.
/// </summary>
/// <param name="steps">The most steps.</param>
/// <param name="features">Values of a step; 0 where a step is an index.</param>
internal sealed class OwnSteps(int steps, int features)
{
    /// <summary>Values of a row.</summary>
    public int RowSize => (steps * Math.Max(1, features)) + 1;

    /// <summary>How many steps a sample has.</summary>
    public int LengthOf(Tensor rows, int sample) => (int)rows[sample, 0, 0, RowSize - 1];

    /// <summary>The steps that a sample has.</summary>
    public Tensor SampleOf(Tensor rows, int sample)
    {
        int length = LengthOf(rows, sample);
        var input = features > 0 ? new Tensor(1, length, 1, features) : new Tensor(1, 1, 1, length);
        for (int i = 0; i < input.Values.Length; i++) input.Values[i] = rows[sample, 0, 0, i];
        return input;
    }

    /// <summary>A sample's targets: where there are some for each step, those of the steps that it has.</summary>
    public Tensor TargetsOf(Tensor targets, Tensor rows, int sample, bool areOfSteps)
    {
        int size = targets.Values.Length / targets.Samples;
        Tensor own = areOfSteps || targets.Height == steps ? new Tensor(1, LengthOf(rows, sample), 1, size / steps) : new Tensor(1, 1, 1, size);
        int first = sample * size;
        for (int i = 0; i < own.Values.Length; i++) own.Values[i] = targets.Values[first + i];
        return own;
    }

    /// <summary>All samples' values, with zeros at steps that one does not have.</summary>
    public static Tensor Gather(IReadOnlyList<Tensor> samples, int[] shape)
    {
        Tensor all = new([samples.Count, .. shape]);
        int size = all.Values.Length / samples.Count;
        for (int sample = 0; sample < samples.Count; sample++) samples[sample].Values.CopyTo(all.Values, sample * size);
        return all;
    }
}

/// <summary>What a layer reads that mixes steps or counts them: all, with zeros at those that a sample does not have.</summary>
internal sealed class Filled : SingleInputLayer
{
    private readonly ReferenceLayer _layer;
    private readonly int _steps;

    public Filled(ReferenceLayer layer, int steps)
    {
        (_layer, _steps) = (layer, steps);
        Parameters = layer.Parameters;
    }

    protected override Tensor Forward(Tensor input, bool training) => _layer.Forward([Fill(input)], training);

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dfilled = _layer.Backward([Fill(input)], output, doutput).Single();
        Tensor dinput = input.ZerosLike();
        Array.Copy(dfilled.Values, dinput.Values, dinput.Values.Length);
        return dinput;
    }

    private Tensor Fill(Tensor input)
    {
        var filled = new Tensor(1, _steps, 1, input.Channels);
        input.Values.CopyTo(filled.Values, 0);
        return filled;
    }
}
