using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

#pragma warning disable NG1013, NG4003, NG4014 // memories that are too short, on purpose
#pragma warning disable format // one line for each layer

/// <summary>A recurrence over sixty steps, of which the last state is read; its recurrent weights have half of the size that keeps a signal.</summary>
[Network(60, 4)]
[SimpleRNN(32, LastStepOnly = true)] [Xavier] [Normal(0.0884, Target = Parameter.Recurrent)]
[Dense(4)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class HalvingRecurrentNet;

/// <summary>The same with orthogonal recurrent weights.</summary>
[Network(60, 4)]
[SimpleRNN(32, LastStepOnly = true)] [Xavier] [Orthogonal(Target = Parameter.Recurrent)]
[Dense(4)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class OrthogonalRecurrentNet;

/// <summary>A memory cell whose forget gate begins half open.</summary>
[Network(60, 4)]
[LSTM(32, LastStepOnly = true, ForgetBias = 0)]
[Dense(4)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class ForgettingLstmNet;

/// <summary>The same with a forget gate that begins open.</summary>
[Network(60, 4)]
[LSTM(32, LastStepOnly = true, ForgetBias = 1)]
[Dense(4)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class LstmNet;

/// <summary>And wide open.</summary>
[Network(60, 4)]
[LSTM(32, LastStepOnly = true, ForgetBias = 4)]
[Dense(4)] [Xavier]
[SoftmaxCrossEntropy]
internal sealed partial class KeepingLstmNet;
#pragma warning restore format

/// <summary>E32.</summary>
internal sealed class E32Recurrence : Experiment
{
    private const int Steps = 60;
    private const int Features = 4;
    private const int Samples = 8;

    /// <summary>Differences of single precision end here.</summary>
    private const double Floor = 3e-6;

    /// <summary>How far back the factor of a step is taken over.</summary>
    private const int Reach = 15;

    private const string Halving = "SimpleRNN, weights too small";
    private const string Orthogonal = "SimpleRNN, orthogonal";
    private const string Forgetting = "LSTM, forget bias 0";
    private const string Standard = "LSTM, forget bias 1";
    private const string Keeping = "LSTM, forget bias 4";
    private static readonly string[] s_all = [Halving, Orthogonal, Forgetting, Standard, Keeping];

    public override string Id => "E32";

    public override string Title => "A recurrence, unrolled, is a deep network";

    public override string Published => $"{Articles.Deep} and {Articles.Intoli}: an LSTM's cell carries its content through time like a teleport; an unrolled recurrent network is a deep one.";

    public override string Setting => "Five networks of 32 units over 60 steps of 4 standard normal values, of which the last state is read: the slope of the scores by the values of each step, by differences, before training. Three seeds.";

    public override string Shown => "No figure, a picture in words: sixty steps of time are sixty layers, with the same weights in each.";

    public override string Why => "A gradient that goes one step back is multiplied by the recurrent weights and by the slope of tanh: with weights of half the right size it halves at every step. Orthogonal weights keep lengths, and only the slope takes from them. "
        + FormattableString.Invariant($"A cell is multiplied by its forget gate alone, which begins at sigmoid(bias): {Gate(0):F2} for 0, {Gate(1):F2} for 1, {Gate(4):F2} for 4.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return PartOf(Halving, seed, static seed => new HalvingRecurrentNet(seed));
            yield return PartOf(Orthogonal, seed, static seed => new OrthogonalRecurrentNet(seed));
            yield return PartOf(Forgetting, seed, static seed => new ForgettingLstmNet(seed));
            yield return PartOf(Standard, seed, static seed => new LstmNet(seed));
            yield return PartOf(Keeping, seed, static seed => new KeepingLstmNet(seed));
        }
    }

    public override Conclusion Conclude(Results results)
    {
        double[] factors = [.. s_all.Select(part => Figure.Median(Factors(results, part)))];
        return new Conclusion(
            FormattableString.Invariant($"Per step back the slope is multiplied by {factors[0]:F2} (weights too small), {factors[1]:F2} (orthogonal), {factors[2]:F2}, {factors[3]:F2} and {factors[4]:F2} (LSTM with forget bias 0, 1 and 4). The factors are those of the last fifteen steps, and need not hold further back: over all sixty the slope of the last network is multiplied by {Figure.Median(results[Keeping].Select(static measured => measured.Curves["slope"].Y[0] / measured.Curves["slope"].Y[^1])):G2}."),
            [
                new Figure($"{Halving}: factor per step", "0.5 times the slope of tanh", 0.3, 0.5, Factors(results, Halving), Claim.Always),
                new Figure($"{Orthogonal}: factor per step", "the slope of tanh, below 1", 0.5, 1, Factors(results, Orthogonal), Claim.Always),
                new Figure($"{Forgetting}: factor per step", FormattableString.Invariant($"sigmoid(0) = {Gate(0):F2}, and what recurs"), 0.4, 0.75, Factors(results, Forgetting), Claim.Always),
                new Figure($"{Standard}: factor per step", FormattableString.Invariant($"sigmoid(1) = {Gate(1):F2}, and what recurs"), 0.65, 0.9, Factors(results, Standard), Claim.Always),
                new Figure($"{Keeping}: factor per step", FormattableString.Invariant($"sigmoid(4) = {Gate(4):F2}, and what recurs"), 0.93, 1.05, Factors(results, Keeping), Claim.Always),
            ],
            [Pictures.Curves(
                new Chart("Slope of the scores by the values of each step") { XLabel = "step of time, the last is read", YLabel = "root mean square", IsLogarithmicY = true, Description = "A straight line: every step back takes the same share. Below 3e-6 differences of single precision end." },
                results,
                "slope",
                s_all.Select(static part => (part, part)))]);
    }

    private static double Gate(double bias) => 1 / (1 + Math.Exp(-bias));

    private static double[] Factors(Results results, string part) =>
    [
        .. results[part].Select(static measured =>
        {
            List<double> slopes = measured.Curves["slope"].Y;
            int reach = Enumerable.Range(1, Reach).Last(back => slopes[Steps - 1 - back] > 10 * Floor);
            return Math.Pow(slopes[Steps - 1 - reach] / slopes[Steps - 1], 1.0 / reach);
        }),
    ];

    private static Part PartOf<TNetwork>(string name, ulong seed, Func<ulong, TNetwork> create)
        where TNetwork : class, INetwork<TNetwork>
        => new(name, seed, "", Work.Testing(TNetwork.Info, 2 * Steps * Features * Samples * 4), bench =>
        {
            TNetwork network = create(seed);
            float[] inputs = ExperimentsSample.Samples.Noise(Samples * Steps * Features, seed);
            double[] squares = new double[Steps];
            for (int sample = 0; sample < Samples; sample++)
            {
                for (int output = 0; output < TNetwork.Info.OutputSize; output++)
                {
                    float[] slopes = network.Saliency(inputs.AsSpan(sample * Steps * Features, Steps * Features), output, 0.05f);
                    for (int place = 0; place < slopes.Length; place++) squares[place / Features] += (double)slopes[place] * slopes[place];
                }

                bench.Advance(Work.Testing(TNetwork.Info, 2 * Steps * Features * 4), FormattableString.Invariant($"sample {sample + 1} of {Samples}"));
            }

            Measurements measured = new();
            for (int step = 0; step < Steps; step++) measured.Append("slope", step + 1, Math.Max(Floor / 10, Math.Sqrt(squares[step] / (Samples * TNetwork.Info.OutputSize * Features))));
            return measured;
        });
}
