using NetGen;
using NetGen.Data;
using NetGen.Reports;

namespace ExperimentsSample;

#pragma warning disable format // one line for each layer

/// <summary>The tutorial's network with He's weights: what sizes suit its layers.</summary>
[Network(28, 28, 1, InputMean = 0.1307, InputStd = 0.3081)]
[Conv2D(32, 5, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU]
[MaxPool2D(2)]
[Flatten]
[Dense(1024)] [He] [ReLU]
[Dropout(0.5)]
[Dense(10)] [He]
[SoftmaxCrossEntropy]
internal sealed partial class HeSweepNet;
#pragma warning restore format

/// <summary>E8.</summary>
internal sealed class E08SmallGradients : Experiment
{
    private const double Epsilon = 1e-8;

    /// <summary>The order of magnitude of the gradient of conv2's weights that was predicted for the smallest sizes.</summary>
    private static readonly (double Size, double Predicted)[] s_predicted = [(1e-4, 4e-11), (3e-4, 1e-9), (1e-3, 4e-8)];

    public override string Id => "E8";

    public override string Title => "Why small weights do not stop Adam";

    public override string Published => $"{Articles.Sweep}: \"why no vanishing gradients?\"";

    public override string Setting => "The nine networks of E7 before their first step: the root mean square of the gradient of conv2's weights, over a batch of 50. Three seeds.";

    public override string Shown => "The question behind the sweep: gradients of such small weights must be next to nothing, so why do these networks learn at all?";

    public override string Why => "Adam divides a gradient by its own root mean square, so that its size does not matter, until it comes near epsilon, 1e-8, which is added to the divisor. A gradient that passes three layers of std w shrinks with w cubed: "
        + FormattableString.Invariant($"only the two smallest sizes begin below epsilon. He's stds for the four layers are {string.Join(", ", Stds().Select(static std => std.ToString("G2", System.Globalization.CultureInfo.InvariantCulture)))}, their geometric mean is {Mean():F3}. Positive biases keep units alive meanwhile.");

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        foreach (ulong seed in settings.SeedsOf(3))
        {
            yield return new Part("gradients", seed, "", Sweep.Sizes.Length * Work.Training(SweepNet.Info, Sweep.Batch, 1), bench =>
            {
                Measurements measured = new();
                Dataset batch = bench.Digits.Test.Slice(0, Sweep.Batch);
                ParameterInfo weights = SweepNet.Info.Parameters.Single(static parameter => parameter.Name == "conv2.weight");
                float[] gradient = new float[weights.Count];
                foreach (double size in Sweep.Sizes)
                {
                    using Trainer<SweepNet> trainer = bench.CreateTrainer(Sweep.Create(size, seed), new Adam(1e-4f), seed);
                    trainer.ComputeGradients(batch.Inputs, batch.Labels);
                    trainer.CopyGradient(weights.Name, gradient);
                    measured.Append("gradient", size, Math.Sqrt(gradient.Average(static value => (double)value * value)));
                    bench.Advance(Work.Training(SweepNet.Info, Sweep.Batch, 1), Sweep.Name(size));
                }

                return measured;
            });
        }
    }

    public override Conclusion Conclude(Results results)
    {
        Curve[] curves = [.. results["gradients"].Select(static measured => measured.Curves["gradient"])];
        int below = curves[0].Y.Count(static gradient => gradient < Epsilon);
        Chart chart = Pictures.Curves(new Chart("Gradient of conv2's weights before the first step") { XLabel = "w", YLabel = "root mean square", IsLogarithmicX = true, IsLogarithmicY = true, Description = "It falls with the third power of w; the two smallest begin below Adam's epsilon." }, results, "gradient", [("gradients", "measured")])
            .Add(new ChartLine("Adam's epsilon", [Sweep.Sizes[0], Sweep.Sizes[^1]], [Epsilon, Epsilon]) { IsReference = true });
        return new Conclusion(
            FormattableString.Invariant($"The gradient goes from {curves[0].Y[0]:G2} for w = 0.0001 to {curves[0].Y[^1]:G2} for w = 1. {below} of the nine sizes begin below epsilon: they begin more slowly, and the others do not."),
            [
                .. s_predicted.Select(pair => new Figure($"gradient, {Sweep.Name(pair.Size)}", FormattableString.Invariant($"{pair.Predicted:G2} (order of magnitude)"), pair.Predicted / 10, pair.Predicted * 10, [.. curves.Select(curve => curve.Y[Array.IndexOf(Sweep.Sizes, pair.Size)])], Claim.Always)),
                new Figure("sizes that begin below epsilon", "2", 2, 2, [.. curves.Select(static curve => (double)curve.Y.Count(static gradient => gradient < Epsilon))], Claim.Always),
                new Figure("geometric mean of He's stds", "0.063", 0.062, 0.064, [Mean()], Claim.Always),
            ],
            [chart]);
    }

    private static double[] Stds() => [.. HeSweepNet.Info.Parameters.Where(static parameter => parameter.InitialStd > 0).Select(static parameter => (double)parameter.InitialStd)];

    private static double Mean() => Math.Exp(Stds().Average(Math.Log));
}
