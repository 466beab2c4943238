using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Parameters, inputs and targets of a case; the same for the same seed. All are floats, so that both sides begin alike.</summary>
internal sealed class CaseData
{
    private readonly NetworkDescription _description;
    private readonly TestRandom _random;
    private readonly bool _exact;

    /// <param name="exact">Small integers instead of real numbers.</param>
    /// <param name="rounding">See <see cref="ReferenceNetwork.Rounding"/>.</param>
    public CaseData(NetworkDescription description, bool exact, ulong seed, Func<double, double>? rounding = null)
    {
        _description = description;
        _random = new TestRandom(seed);
        _exact = exact;
        Reference = description.CreateReference(rounding);
        foreach ((_, ReferenceParameter parameter) in Reference.Parameters) Fill(parameter);
        foreach (ReferenceNode node in Reference.Nodes) node.Layer.Settle();
    }

    public ReferenceNetwork Reference { get; }

    public float[] Parameter(string name) => ToFloats(Reference.Find(name).Value);

    /// <summary>A batch of inputs, channels last.</summary>
    public Tensor NextInput(int batch)
    {
        var input = new Tensor([batch, .. _description.OwnSteps is { } own ? [1, 1, own.RowSize] : _description.InputShape]);
        for (int i = 0; i < input.Values.Length; i++) input.Values[i] = NextValue();
        if (_description.OwnSteps is not null)
        {
            for (int sample = 0; sample < batch; sample++) input[sample, 0, 0, input.Channels - 1] = NextLength(sample);
        }

        return input;

        double NextValue() => _description.Vocabulary > 0 ? _random.NextInteger(0, _description.Vocabulary - 1) : _exact ? 2 * NextNonzeroInteger(0.2) - NextNonzeroInteger(0) : Float(_random.NextNormal());
    }

    /// <summary>Targets of the output's shape: one-hot for labels.</summary>
    public Tensor NextTargets(Tensor input)
    {
        if (!_exact) return _description.HasLabels ? NextLabels(input.Samples) : _description.HasShares ? NextShares(input.Samples) : NextValues(input.Samples);
        // A small whole distance from the output, so that gradients neither vanish nor grow beyond 24 bits.
        Tensor targets = Reference.Forward(input, training: true);
        for (int i = 0; i < targets.Values.Length; i++) targets.Values[i] += _random.NextInteger(1, 2) * (_random.NextInteger(0, 1) == 0 ? -1 : 1);
        return targets;
    }

    public static float[] ToFloats(Tensor tensor) => Array.ConvertAll(tensor.Values, value => (float)value);

    /// <summary>The class of each sample, or of each step, from one-hot targets.</summary>
    public static int[] ToLabels(Tensor targets)
    {
        var labels = new int[targets.Values.Length / targets.Channels];
        for (int i = 0; i < targets.Values.Length; i++)
        {
            if (targets.Values[i] == 1) labels[i / targets.Channels] = i % targets.Channels;
        }

        return labels;
    }

    /// <summary>-1 or 1, or 0 with the given probability.</summary>
    private int NextNonzeroInteger(double zeros)
        => _random.NextUniform() < zeros ? 0 : _random.NextInteger(0, 1) == 0 ? -1 : 1;

    /// <summary>Of a sample that may be the only one half of the steps or more, lest there be nothing to compare; of others one, all, or some.</summary>
    private int NextLength(int sample)
    {
        int steps = _description.InputShape[_description.Vocabulary > 0 ? 2 : 0];
        return sample switch { 0 => _random.NextInteger((steps + 2) / 2, Math.Max(steps - 1, (steps + 2) / 2)), 1 => 1, 2 => steps, _ => _random.NextInteger(1, steps) };
    }

    /// <summary>Takes away what an output has at steps that a sample does not have, which is without meaning.</summary>
    public void ClearAbsent(Tensor input, float[] output)
    {
        if (!_description.GivesOwnSteps) return;
        int size = output.Length / input.Samples;
        int channels = _description.OutputShape[2];
        for (int sample = 0; sample < input.Samples; sample++)
        {
            int end = _description.OwnSteps!.LengthOf(input, sample) * channels;
            Array.Clear(output, (sample * size) + end, size - end);
        }
    }

    private static double Float(double value) => (float)value;

    private Tensor NextLabels(int batch)
    {
        var targets = new Tensor([batch, .. _description.OutputShape]);
        for (int row = 0; row < targets.Values.Length; row += targets.Channels) targets.Values[row + _random.NextInteger(0, targets.Channels - 1)] = 1;
        return targets;
    }

    /// <summary>Of random size, which add up to 1 or, as nothing asks for that, only nearly.</summary>
    private Tensor NextShares(int batch)
    {
        var targets = new Tensor([batch, .. _description.OutputShape]);
        for (int i = 0; i < targets.Values.Length; i++) targets.Values[i] = Float(_random.NextUniform(0, 2.0 / targets.Channels));
        return targets;
    }

    private Tensor NextValues(int batch)
    {
        Tensor targets = _description.TargetSize is { } size ? new Tensor(batch, 1, 1, size) : new Tensor([batch, .. _description.OutputShape]);
        if (_description.DrawTargets is { } drawSample)
        {
            var sample = new double[targets.Values.Length / batch];
            for (int i = 0; i < targets.Values.Length; i++)
            {
                if (i % sample.Length == 0) drawSample(_random, sample);
                targets.Values[i] = Float(sample[i % sample.Length]);
            }

            return targets;
        }

        for (int i = 0; i < targets.Values.Length; i++) targets.Values[i] = Float(_description.DrawTarget is { } draw ? draw(_random) : _random.NextNormal());
        return targets;
    }

    private void Fill(ReferenceParameter parameter)
    {
        int[] shape = parameter.Value.Shape;
        double fanIn = shape[1..].Aggregate(1.0, (product, extent) => product * extent);
        double[] values = parameter.Value.Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (_exact, parameter.Name) switch
            {
                (true, _) => NextNonzeroInteger(values.Length > 8 ? 0.3 : 0),
                (_, "scale") => Float(_random.NextUniform(0.5, 2)),
                (_, "mean") => Float(0.3 * _random.NextNormal()),
                (_, "running_var") => Float(_random.NextUniform(0.5, 2)),
                (_, "running_mean") => Float(0.3 * _random.NextNormal()),
                _ when shape.Length == 1 => Float((parameter.Name == "weight" ? 1 : 0) + (0.3 * _random.NextNormal())),
                // In fewer bits inference has what training has if no bit is lost.
                _ when _description.Bits == "BFloat16" => BFloat16.Round(_random.NextNormal() / Math.Sqrt(fanIn)),
                _ => Float(_random.NextNormal() / Math.Sqrt(fanIn)),
            };
        }

        if (_description.Bits != "Int8" || shape.Length == 1 || _exact) return;
        float[] rounded = Int8Rows.Round(ToFloats(parameter.Value), shape[0]);
        for (int i = 0; i < values.Length; i++) values[i] = rounded[i];
    }
}
