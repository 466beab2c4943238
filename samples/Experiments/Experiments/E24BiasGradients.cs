using NetGen;
using NetGen.Data;
using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>E24.</summary>
internal sealed class E24BiasGradients : Formula
{
    private const int Digits = 100;
    private const int Layers = 5;

    public override string Id => "E24";

    public override string Title => "Gradients of biases do vanish";

    public override string Published => $"{Articles.BestPractices}: biases may begin with 0, for there is \"no diminishing or explosion for bias terms\".";

    public override string Setting => "Five layers with weights several times too small: the root mean square of the gradient of each layer's biases, over 100 drawn digits.";

    public override string Shown => "Biases are said to be safe from vanishing, since they multiply nothing.";

    public override string Why => "A bias' own value is in no product, so 0 is a safe beginning. But its gradient is the gradient of the layer's sum, which has come back through all weights behind: it vanishes and explodes with them.";

    public override Conclusion Check()
    {
        Dataset digits = DrawnDigits.Create(Digits, seed: 1);
        using Trainer<SmallBiasNet> trainer = new(new SmallBiasNet(1), new Sgd(1f), new TrainerOptions { Threads = 1 });
        trainer.ComputeGradients(digits.Inputs, digits.Labels);
        double[] sizes = [.. Enumerable.Range(1, Layers).Select(layer => Size(trainer, FormattableString.Invariant($"dense{layer}.bias")))];
        return new Conclusion(
            FormattableString.Invariant($"From the last layer to the first the gradient of the biases falls from {sizes[^1]:G2} to {sizes[0]:G2}."),
            [new Figure("gradient of the first layer's biases over the last's", "vanishes", 0, 1e-2, [sizes[0] / sizes[^1]], Claim.Always)],
            [Pictures.ByLayer("Gradient of biases", "root mean square", "It falls from the last layer to the first.", [.. Enumerable.Range(1, Layers).Select(static layer => FormattableString.Invariant($"dense{layer}"))], [("biases", sizes, false)])]);
    }

    private static double Size(Trainer<SmallBiasNet> trainer, string name)
    {
        float[] gradient = new float[SmallBiasNet.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        trainer.CopyGradient(name, gradient);
        return Math.Sqrt(gradient.Average(static value => (double)value * value));
    }
}
