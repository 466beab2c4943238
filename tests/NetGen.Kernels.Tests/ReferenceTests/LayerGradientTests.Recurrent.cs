using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.ReferenceTests;

/// <content>Layers whose state goes from step to step.</content>
public sealed partial class LayerGradientTests
{
    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void SimpleRNN(int seed) => ForManyShapes(seed, random => Recurrent(random, (features, units, options) => new SimpleRNN(features, units, options)));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void RectifiedSimpleRNN(int seed)
        => ForManyShapes(seed, random => Recurrent(random, (features, units, options) => new SimpleRNN(features, units, options with { IsRectified = true })));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void LSTM(int seed) => ForManyShapes(seed, random => Recurrent(random, (features, units, options) => new LSTM(features, units, options)));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void GRU(int seed) => ForManyShapes(seed, random => Recurrent(random, (features, units, options) => new GRU(features, units, options)));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void EarlyResetGRU(int seed) => ForManyShapes(seed, random => Recurrent(random, (features, units, options) => new GRU(features, units, options with { ResetsEarly = true, Dropout = 0 })));

    private static (ReferenceLayer Layer, Tensor[] Inputs) Recurrent(TestRandom random, Func<int, int, RecurrenceOptions, ReferenceLayer> create)
    {
        // Small values: far from 0 tanh is flat, and all gradients are nothing.
        Tensor input = Distinct(random, random.NextInteger(1, 2), random.NextInteger(1, 4), 1, random.NextInteger(1, 3));
        for (int i = 0; i < input.Values.Length; i++) input.Values[i] /= 7;
        int units = random.NextInteger(1, 3);
        RecurrenceOptions options = Options(random);
        ReferenceLayer layer = create(input.Channels, units, options);
        foreach (ReferenceParameter parameter in layer.Parameters)
        {
            for (int i = 0; i < parameter.Value.Values.Length; i++) parameter.Value.Values[i] = random.NextUniform(-0.8, 0.8);
        }

        // What is given in front of the first step, or nothing.
        int given = options.LearnsStart ? 0 : random.NextInteger(0, layer is LSTM ? 2 : 1);
        Tensor[] starts = [.. Enumerable.Range(0, given).Select(_ => Distinct(random, input.Samples, 1, 1, options.IsBidirectional ? 2 * units : units))];
        foreach (Tensor start in starts)
        {
            for (int i = 0; i < start.Values.Length; i++) start.Values[i] /= 7;
        }

        return (layer, [input, .. starts]);
    }

    private static RecurrenceOptions Options(TestRandom random)
    {
        int direction = random.NextInteger(0, 2);
        return new(Bias: random.NextInteger(0, 3) > 0, IsReversed: direction == 1, IsBidirectional: direction == 2, GivesLast: random.NextInteger(0, 1) == 1, Dropout: random.NextInteger(0, 2) == 0 ? 0.2 : 0)
        {
            LearnsStart = random.NextInteger(0, 2) == 0,
            DrawMask = (shape, way) => new DropoutMasks(0.2, way).Draw(shape),
        };
    }
}
