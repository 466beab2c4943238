namespace ExperimentsSample;

/// <summary>E19.</summary>
internal sealed class E19FanOut : Formula
{
    public override string Id => "E19";

    public override string Title => "Fan-in or fan-out: either will do";

    public override string Published => $"{Articles.Intoli}: in the comments, why is fan-out ignored? He et al. (10) and (14): either mode is fine.";

    public override string Setting => "Layers from 500 to 200, [He] and [He(Mode = FanMode.FanOut)].";

    public override string Shown => "Two formulas in one paper, and the advice that it does not matter which is taken.";

    public override string Why => "With fan-in each layer's output keeps its size, with fan-out its gradient. Over a whole network the other one is off by the quotient of the first and the last width, not by a power of the depth: all fans between cancel.";

    public override Conclusion Check() => new(
        "The two stds differ by sqrt(500 / 200) at this layer; both are declared as they should be.",
        [
            new Figure("std of fan-out over sqrt(2 / 200)", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(HeFanOutLayer.Info) / Math.Sqrt(2.0 / 200)], Claim.Always),
            new Figure("std of fan-out over that of fan-in", "sqrt(5 / 2) = 1.5811", 1.5811 - 1e-4, 1.5811 + 1e-4, [Drawn.Std(HeFanOutLayer.Info) / Drawn.Std(HeLayer.Info)], Claim.Always),
        ],
        []);
}
