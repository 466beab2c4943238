using NetGen;

namespace ExperimentsSample;

/// <summary>E14.</summary>
internal sealed class E14ReluStack : Experiment
{
    private static readonly (string Name, double[] Predicted)[] s_parts =
    [
        ("std 0.10", [.547, .387, .274, .193, .137]),
        ("std 0.14", [1.07, 1.06, 1.05, 1.04, 1.03]),
        ("std 0.28", [4.29, 8.49, 16.8, 33.3, 65.9]),
    ];

    public override string Id => "E14";

    public override string Title => "With ReLU it is sqrt(2 / 100) that keeps the size";

    public override string Published => $"{Articles.Intoli}, figure 6: std 0.14, about sqrt(2 / 100), preserves the variance.";

    public override string Setting => "784-100 without activation and five layers of 100 units with ReLU; weights N(0, std), biases 0; before training. Three seeds.";

    public override string Differences => "The article's script uses 0.10, 0.14 and 0.28, and has the first layer.";

    public override string Shown => "The same violins with ReLU: what kept a linear stack as it was, 0.1, now lets it dwindle, and 0.14 keeps it.";

    public override string Why => "ReLU sets half of a symmetric variable to zero and so halves its second moment. The variance of the weights has to be twice as large: 2 / n instead of 1 / n.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return Stacks.Part(s_parts[0].Name, seed, static seed => new ReluSmallNet(seed), "ReLU");
            yield return Stacks.Part(s_parts[1].Name, seed, static seed => new ReluRightNet(seed), "ReLU");
            yield return Stacks.Part(s_parts[2].Name, seed, static seed => new ReluLargeNet(seed), "ReLU");
        }
    }

    public override Conclusion Conclude(Results results)
    {
        double[] ratios = [.. s_parts.Select(part => Figure.Median(Stacks.Ratios(results, part.Name)))];
        return new Conclusion(
            FormattableString.Invariant($"From h1 to h5 the root mean square is multiplied by {ratios[0]:G2}, {ratios[1]:G2} and {ratios[2]:G2}; a quarter, 0.96 and 15 are predicted."),
            [
                .. s_parts.SelectMany(part => Stacks.Figures(results, part.Name, part.Predicted)),
                new Figure("std 0.10: h5 over h1", "1/4", 1.0 / 8, 1.0 / 2, Stacks.Ratios(results, s_parts[0].Name), Claim.Always),
                new Figure("std 0.14: h5 over h1", "0.96", 0.5, 2, Stacks.Ratios(results, s_parts[1].Name), Claim.Always),
                new Figure("std 0.28: h5 over h1", "15", 8, 32, Stacks.Ratios(results, s_parts[2].Name), Claim.Always),
            ],
            [.. s_parts.Select(part => Pictures.Violins(results.Spreads(part.Name, "layers"), $"Five layers with ReLU, {part.Name}", "Body: measured, with the zeros of ReLU at its foot. Outline: a normal curve of the predicted moments, which a rectified variable does not have."))]);
    }
}
