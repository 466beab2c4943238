using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>E26.</summary>
internal sealed class E26TrainingLoop : Formula
{
    private const int Digits = 10;
    private const int Checked = 40;
    private const float Step = 0.01f;

    public override string Id => "E26";

    public override string Title => "The four steps of training";

    public override string Published => $"{Articles.BestPractices}: forward, cost, backward, update, in the notation of L layers.";

    public override string Setting => "A network 784-16-10 with tanh: gradients of forty weights against differences of the loss, and one step of SGD against the gradient.";

    public override string Shown => "The loop that every framework runs, written out.";

    public override string Why => "The gradient is the slope of the loss: moving one weight a little up and down must change the loss by as much. All kernels are compared with references in double precision by the library's own tests, far more closely than single precision allows here.";

    public override Conclusion Check()
    {
        Dataset digits = DrawnDigits.Create(Digits, seed: 1);
        SmoothNet network = new(1);
        using Trainer<SmoothNet> trainer = new(network, new Sgd(0.5f), new TrainerOptions { Threads = 1 });
        ParameterInfo weights = SmoothNet.Info.Parameters.Single(static parameter => parameter.Name == "dense2.weight");
        float[] values = new float[weights.Count];
        float[] gradient = new float[weights.Count];
        network.CopyParameter(weights.Name, values);
        trainer.ComputeGradients(digits.Inputs, digits.Labels);
        trainer.CopyGradient(weights.Name, gradient);
        double size = Math.Sqrt(gradient.Average(static value => (double)value * value));
        double largest = Enumerable.Range(0, Checked).Max(index => Math.Abs(Slope(network, digits, weights.Name, values, index) - gradient[index])) / size;
        network.SetParameter(weights.Name, values);
        trainer.Step(digits.Inputs, digits.Labels);
        float[] after = new float[weights.Count];
        network.CopyParameter(weights.Name, after);
        double update = Enumerable.Range(0, after.Length).Max(index => Math.Abs(values[index] - (0.5 * gradient[index]) - after[index]));
        return new Conclusion(
            "Differences and gradients agree as closely as single precision lets a difference be.",
            [
                new Figure("largest difference from the slope, in sizes of the gradient", "0", 0, 5e-3, [largest], Claim.Always),
                new Figure("largest difference of the update from rate times gradient", "0", 0, 1e-6, [update], Claim.Always),
            ],
            []);
    }

    private static double Slope(SmoothNet network, Dataset digits, string name, float[] values, int index)
    {
        double Loss(float move)
        {
            float[] moved = [.. values];
            moved[index] += move;
            network.SetParameter(name, moved);
            return network.Evaluate(digits, 1).Loss;
        }

        return (Loss(Step) - Loss(-Step)) / (2 * Step);
    }
}
