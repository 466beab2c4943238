using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>E23.</summary>
internal sealed class E23Clipping : Formula
{
    private const double Norm = 0.01;
    private const int Digits = 20;

    public override string Id => "E23";

    public override string Title => "Clipping is of gradients, not of weights";

    public override string Published => $"{Articles.BestPractices}: if a norm is above a threshold, W is multiplied by threshold / norm; the text means the gradient of W.";

    public override string Setting => "One step of SGD at rate 1 on a small network, its gradient clipped to a norm of 0.01.";

    public override string Shown => "A remedy for gradients that explode, with a formula that names the weights.";

    public override string Why => "Scaling the gradient keeps its direction and bounds the step; scaling the weights would undo what was learned. At rate 1 the step is the clipped gradient itself.";

    public override Conclusion Check()
    {
        Dataset digits = DrawnDigits.Create(Digits, seed: 1);
        SmoothNet network = new(1);
        float[] before = Values(network);
        using (Trainer<SmoothNet> trainer = new(network, new Sgd(1f), new TrainerOptions { Threads = 1, ClipNorm = Norm })) trainer.Step(digits.Inputs, digits.Labels);
        double moved = Math.Sqrt(before.Zip(Values(network), static (first, second) => Math.Pow((double)second - first, 2)).Sum());
        double weights = Math.Sqrt(before.Sum(static value => (double)value * value));
        return new Conclusion(
            "All weights together have moved by the threshold, and kept their own norm.",
            [
                new Figure("norm of the step over the threshold", "1", 1 - 1e-4, 1 + 1e-4, [moved / Norm], Claim.Always),
                Figure.Of("norm of the weights, which is not clipped", "", [weights]),
            ],
            []);
    }

    private static float[] Values(SmoothNet network) =>
    [
        .. SmoothNet.Info.Parameters.SelectMany(parameter =>
        {
            float[] values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            return values;
        }),
    ];
}
