using NetGen;

namespace ExperimentsSample;

/// <summary>E13.</summary>
internal sealed class E13LinearStack : Experiment
{
    private static readonly (string Name, double[] Predicted)[] s_parts =
    [
        ("std 0.05", [.234, .117, .0586, .0293, .0146]),
        ("std 0.1", [.937, .937, .937, .937, .937]),
        ("std 0.2", [3.75, 7.50, 15.0, 30.0, 60.0]),
    ];

    public override string Id => "E13";

    public override string Title => "A linear stack dwindles, keeps its shape, or spreads";

    public override string Published => $"{Articles.Intoli}, figure 3: std 0.05 dwindles, 0.1 keeps its shape, 0.2 spreads.";

    public override string Setting => "784-100 and five layers of 100 units without activations; weights N(0, std), biases 0; before training. Three seeds.";

    public override string Differences => "The article's repository has the extra first layer from 784 to 100; so has this.";

    public override string Shown => "Violins of five layers for three standard deviations: at 0.05 they shrink to a line, at 0.1 they stay as they are, at 0.2 they burst.";

    public override string Why => "Each layer multiplies the standard deviation by sqrt(100) std: 0.5, 1 and 2. After five layers that is a thirty-second, one, and thirty-two.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return Stacks.Part(s_parts[0].Name, seed, static seed => new LinearSmallNet(seed), "Dense");
            yield return Stacks.Part(s_parts[1].Name, seed, static seed => new LinearRightNet(seed), "Dense");
            yield return Stacks.Part(s_parts[2].Name, seed, static seed => new LinearLargeNet(seed), "Dense");
        }
    }

    public override Conclusion Conclude(Results results)
    {
        double[] ratios = [.. s_parts.Select(part => Figure.Median(Stacks.Ratios(results, part.Name)))];
        return new Conclusion(
            FormattableString.Invariant($"From h1 to h5 the root mean square is multiplied by {ratios[0]:G2}, {ratios[1]:G2} and {ratios[2]:G2}; a sixteenth, 1 and 16 are predicted."),
            [
                .. s_parts.SelectMany(part => Stacks.Figures(results, part.Name, part.Predicted)),
                new Figure("std 0.05: h5 over h1", "1/16", 1.0 / 32, 1.0 / 8, Stacks.Ratios(results, s_parts[0].Name), Claim.Always),
                new Figure("std 0.1: h5 over h1", "1", 0.5, 2, Stacks.Ratios(results, s_parts[1].Name), Claim.Always),
                new Figure("std 0.2: h5 over h1", "16", 8, 32, Stacks.Ratios(results, s_parts[2].Name), Claim.Always),
            ],
            [.. s_parts.Select(part => Pictures.Violins(results.Spreads(part.Name, "layers"), $"Five linear layers, {part.Name}", "Body: measured. Outline: the predicted normal curve."))]);
    }
}
