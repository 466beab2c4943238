namespace ExperimentsSample;

/// <summary>E16.</summary>
internal sealed class E16Glorot : Formula
{
    public override string Id => "E16";

    public override string Title => "Glorot's variance, and where sqrt(6) comes from";

    public override string Published => $"{Articles.Intoli}: Var(w) = 2 / (n[i] + n[i+1]); uniform within sqrt(6 / (n[i] + n[i+1])).";

    public override string Setting => "100,000 weights of a layer from 500 to 200, drawn by [Xavier].";

    public override string Shown => "A compromise between forward and backward, and the question why there is a six under the root.";

    public override string Why => "A uniform variable within a has the variance a^2 / 3. So a = sqrt(3 * 2 / (n + m)).";

    public override Conclusion Check() => new(
        "The drawn weights stay within the limit, come close to it, and have the variance.",
        [
            new Figure("largest weight over sqrt(6 / 700)", "at most 1, nearly reached", 0.999, 1, [Drawn.Weights(new XavierLayer(1)).Max(static weight => Math.Abs(weight)) / Math.Sqrt(6.0 / 700)], Claim.Always),
            new Figure("variance over 2 / 700", "1", 0.99, 1.01, [Drawn.Variance(new XavierLayer(1)) / (2.0 / 700)], Claim.Always),
            new Figure("declared std over sqrt(2 / 700)", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(XavierLayer.Info) / Math.Sqrt(2.0 / 700)], Claim.Always),
        ],
        []);
}
