namespace ExperimentsSample;

/// <summary>E27.</summary>
internal sealed class E27ForwardAndBackward : Formula
{
    public override string Id => "E27";

    public override string Title => "Forward and backward want the same only where n = m";

    public override string Published => $"{Articles.Deep}: n Var(W) = 1 forward, m Var(W) = 1 backward, and both only if n = m.";

    public override string Setting => "What [He] and [He(Mode = FanMode.FanOut)] declare for a layer from 500 to 200.";

    public override string Shown => "Two conditions for one number.";

    public override string Why => "The weights have one variance. It can be 2 / n or 2 / m; n Var / 2 and m Var / 2 differ by n / m.";

    public override Conclusion Check() => new(
        "With fan-in the forward factor is 1 and the backward one 0.4; with fan-out 2.5 and 1.",
        [
            new Figure("fan-in: 500 Var / 2", "1", 1 - 1e-5, 1 + 1e-5, [250 * Math.Pow(Drawn.Std(HeLayer.Info), 2)], Claim.Always),
            new Figure("fan-in: 200 Var / 2", "0.4", 0.4 - 1e-5, 0.4 + 1e-5, [100 * Math.Pow(Drawn.Std(HeLayer.Info), 2)], Claim.Always),
            new Figure("fan-out: 500 Var / 2", "2.5", 2.5 - 1e-5, 2.5 + 1e-5, [250 * Math.Pow(Drawn.Std(HeFanOutLayer.Info), 2)], Claim.Always),
            new Figure("fan-out: 200 Var / 2", "1", 1 - 1e-5, 1 + 1e-5, [100 * Math.Pow(Drawn.Std(HeFanOutLayer.Info), 2)], Claim.Always),
        ],
        []);
}
