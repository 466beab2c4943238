namespace ExperimentsSample;

/// <summary>E25.</summary>
internal sealed class E25Leaky : Formula
{
    public override string Id => "E25";

    public override string Title => "A leak never dies, and wants its own gain";

    public override string Published => $"{Articles.BestPractices}: ReLU and leaky ReLU are robust; leaky units never die.";

    public override string Setting => "A layer from 500 to 200 with [He(Slope = 0.3)] and [LeakyReLU(0.3)].";

    public override string Shown => "Leaky ReLU is recommended where units die.";

    public override string Why => "Its slope is nowhere 0, so a gradient always comes through. It passes (1 + a^2) / 2 of the second moment, so the weights' variance is 2 / ((1 + a^2) n).";

    public override Conclusion Check() => new(
        "The declared std has the slope in it, the predicted output keeps the size of the input, and all of its values are active.",
        [
            new Figure("std over sqrt(2 / (1.09 * 500))", "1", 1 - 1e-6, 1 + 1e-6, [Drawn.Std(LeakyLayer.Info) / Math.Sqrt(2 / (1.09 * 500))], Claim.Always),
            new Figure("predicted root mean square, for inputs of 1", "1", 0.999, 1.001, [LeakyLayer.Info.Layers[1].Predicted.Rms], Claim.Always),
            new Figure("predicted share of active values", "1", 1, 1, [LeakyLayer.Info.Layers[1].Predicted.Active], Claim.Always),
        ],
        []);
}
