using NetGen;
using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>E15.</summary>
internal sealed class E15Backward : Experiment
{
    private static readonly string[] s_linear = ["linear, std 0.05", "linear, std 0.1", "linear, std 0.2"];
    private static readonly string[] s_tanh = ["tanh, std 0.05", "tanh, std 0.1", "tanh, std 0.2"];

    public override string Id => "E15";

    public override string Title => "Gradients run the same way backwards; and tanh";

    public override string Published => $"{Articles.Intoli}, figures 4 and 5: Var(D[i]) = n[i+1] Var(D[i+1]) Var(w[i]) for gradients; a stack with tanh, whose picture is not in the text.";

    public override string Setting => "The stacks of E13, and the same with tanh in five layers: gradients of one sample's loss by each layer's output, before training. Three seeds.";

    public override string Shown => "The same product of fan and variance, read from the last layer to the first, says how large gradients are where learning has to begin.";

    public override string Why => "A gradient passes the transpose of the weights: fan-out takes the place of fan-in. Here both are 100, so the same std keeps both. Tanh adds its slope, which is below 1 wherever it bends: it caps what explodes forward, and takes from the gradient.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return Stacks.Part(s_linear[0], seed, static seed => new LinearSmallNet(seed), "Dense");
            yield return Stacks.Part(s_linear[1], seed, static seed => new LinearRightNet(seed), "Dense");
            yield return Stacks.Part(s_linear[2], seed, static seed => new LinearLargeNet(seed), "Dense");
            yield return Stacks.Part(s_tanh[0], seed, static seed => new TanhSmallNet(seed), "Tanh");
            yield return Stacks.Part(s_tanh[1], seed, static seed => new TanhRightNet(seed), "Tanh");
            yield return Stacks.Part(s_tanh[2], seed, static seed => new TanhLargeNet(seed), "Tanh");
        }
    }

    public override Conclusion Conclude(Results results)
    {
        string[] all = [.. s_linear, .. s_tanh];
        double[] growth = [.. s_linear.Select(part => Figure.Median(Growth(results, part)))];
        return new Conclusion(
            FormattableString.Invariant($"Over five linear layers the gradient is multiplied by {growth[0]:G2}, {growth[1]:G2} and {growth[2]:G2} on its way back."),
            [
                new Figure("linear, std 0.05: gradient of the first layer over that of the sixth", "1/32", 1.0 / 64, 1.0 / 16, Growth(results, s_linear[0]), Claim.Always),
                new Figure("linear, std 0.1", "1", 0.5, 2, Growth(results, s_linear[1]), Claim.Always),
                new Figure("linear, std 0.2", "32", 16, 64, Growth(results, s_linear[2]), Claim.Always),
                .. all.Select(part => new Figure($"{part}: gradient of the first layer over predicted", "1", 0.5, 2, [.. results[part].Select(static measured => measured.Curves["gradient"].Y[0] / measured.Curves["predicted gradient"].Y[0])], Claim.Published)),
                new Figure("tanh, std 0.2: std of h5", "capped below 1", 0, 1, [.. results[s_tanh[2]].Select(static measured => measured.Spreads["layers"][^1].Std)], Claim.Always),
            ],
            [
                Gradients(results, s_linear, "Gradients of six linear layers and the scores"),
                Gradients(results, s_tanh, "Gradients of a stack with tanh"),
                .. s_tanh.Select(part => Pictures.Violins(results.Spreads(part, "layers"), $"Five layers, {part}", "Tanh caps what a linear stack would let burst.")),
            ]);
    }

    private static double[] Growth(Results results, string part) => [.. results[part].Select(static measured => measured.Curves["gradient"].Y[0] / measured.Curves["gradient"].Y[Stacks.Drawn])];

    private static Chart Gradients(Results results, IEnumerable<string> parts, string title)
    {
        Chart chart = new(title) { XLabel = "layer, from the first on", YLabel = "root mean square", IsLogarithmicY = true, Description = "Lines: measured, with bands over the seeds. Dashed black: predicted from the declarations." };
        Pictures.Curves(chart, results, "gradient", parts.Select(static part => (part, part)));
        foreach (string part in parts)
        {
            Curve predicted = results[part][0].Curves["predicted gradient"];
            chart.Add(new ChartLine($"predicted, {part}", predicted.X, predicted.Y) { IsReference = true });
        }

        return chart;
    }
}
