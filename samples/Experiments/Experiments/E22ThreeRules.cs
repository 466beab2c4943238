namespace ExperimentsSample;

/// <summary>E22.</summary>
internal sealed class E22ThreeRules : Formula
{
    public override string Id => "E22";

    public override string Title => "Three rules, two of which share a name";

    public override string Published => $"{Articles.BestPractices}: sqrt(2 / n) for ReLU, sqrt(1 / n) for tanh, which it calls Xavier's; and sqrt(2 / (n + m)).";

    public override string Setting => "Layers from 500 to 200: [He], [LeCun], [Xavier].";

    public override string Shown => "A list of three formulas for three cases; the middle one is LeCun's of 1998.";

    public override string Why => "sqrt(1 / n) keeps the output of a linear layer, sqrt(2 / n) that of one with ReLU, sqrt(2 / (n + m)) is the compromise with the gradient. The first and the last are the same where n = m.";

    public override Conclusion Check() => new(
        "Three initialisers, three declared stds.",
        [
            new Figure("[He]: std over sqrt(2 / 500)", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(HeLayer.Info) / Math.Sqrt(2.0 / 500)], Claim.Always),
            new Figure("[LeCun]: std over sqrt(1 / 500)", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(LeCunLayer.Info) / Math.Sqrt(1.0 / 500)], Claim.Always),
            new Figure("[Xavier]: std over sqrt(2 / 700)", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(XavierLayer.Info) / Math.Sqrt(2.0 / 700)], Claim.Always),
        ],
        []);
}
