using NetGen;
using NetGen.Data;
using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>E11.</summary>
internal sealed class E11ZeroWeights : Experiment
{
    private const string Main = "zeros";
    private const int Points = 30;
    private const float Rate = 1;

    public override string Id => "E11";

    public override string Title => "Zero weights learn the labels' prior and nothing else";

    public override string Published => $"{Articles.Intoli}: a network of zeros \"cannot learn at all\". {Articles.BestPractices}: it is \"no better than a linear model\".";

    public override string Setting => "Keras' mnist_cnn with all weights and biases 0; SGD whose rate falls from 1 to 0 over three epochs of batches of 1,000. One seed: there is nothing to draw.";

    public override string Shown => "Two articles say that zero weights do not learn, one that they make a linear model.";

    public override string Why => "Behind zero weights all hidden outputs are 0, so the gradient of each weight, a product with such an output, is exactly 0; and what comes back through zero weights is 0 as well. The last biases alone have a gradient: the share of each digit, predicted less true. "
        + "So the loss falls from ln 10 = 2.302585 to the entropy of the labels, 2.30116 on MNIST, which is no linear model, but a table of ten numbers.";

    public override IEnumerable<Part> Parts(LaboratorySettings settings)
    {
        int steps = settings.Choose(180, 120);
        int batch = settings.Choose(1_000, 100);
        yield return new Part(Main, settings.FirstSeed, FormattableString.Invariant($"steps {steps}, batch {batch}"), Work.Training(ZeroKerasNet.Info, batch, steps), bench => Run(bench, steps, batch));
    }

    public override Conclusion Conclude(Results results)
    {
        double entropy = results.Median(Main, "entropy");
        Chart chart = Pictures.Curves(new Chart("Training loss less the entropy of the labels") { XLabel = "step", YLabel = "nats above the entropy", Description = "It falls to the entropy of the labels and no further." }, results, "loss", [(Main, "loss less entropy")]);
        return new Conclusion(
            FormattableString.Invariant($"The loss goes from {results.Median(Main, "first"):F6} to {results.Median(Main, "last"):F6}; the entropy of these labels is {entropy:F6}. {results.Median(Main, "moved"):F0} other parameters have a value that is not exactly 0."),
            [
                new Figure("initial cost", "ln 10 = 2.302585", Math.Log(10) - 1e-6, Math.Log(10) + 1e-6, results.Numbers(Main, "first"), Claim.Always),
                new Figure("final cost less the entropy of the labels", "0", 0, 1e-4, [results.Median(Main, "last") - entropy], Claim.Always),
                Figure.Of("final cost", "2.30116", results.Numbers(Main, "last")),
                new Figure("parameters but the last biases that are no longer exactly 0", "none", 0, 0, results.Numbers(Main, "moved"), Claim.Always),
                new Figure("test accuracy less the share of the commonest digit", "0", 0, 0, [results.Median(Main, "accuracy") - results.Median(Main, "share")], Claim.Always),
                Figure.Of("test accuracy", "0.1135", results.Numbers(Main, "accuracy")),
            ],
            [chart]);
    }

    /// <summary>Trained parameters other than the last layer's biases of which a value has moved.</summary>
    public static int Moved(ZeroKerasNet network)
        => ZeroKerasNet.Info.Parameters.Count(parameter => parameter.Name != "dense2.bias" && !Bench.IsZero(network, parameter));

    private static Measurements Run(Bench bench, int steps, int batch)
    {
        ZeroKerasNet network = new(bench.Settings.FirstSeed);
        Measurements measured = new();
        Dataset train = bench.Digits.Train;
        double entropy = Bench.LabelEntropy(train);
        measured.Numbers["entropy"] = entropy;
        measured.Numbers["first"] = bench.Test(network, train.Slice(0, Math.Min(batch, train.Count))).Loss;

        // The rate falls to 0, so that the last biases settle.
        Sgd optimizer = new(Rate);
        using (Trainer<ZeroKerasNet> trainer = bench.CreateTrainer(network, optimizer, bench.Settings.FirstSeed))
        {
            double sum = 0;
            int between = Math.Max(1, steps / Points);
            bench.Train(trainer, train, batch, steps, (step, loss) =>
            {
                optimizer.LearningRate = Rate * (steps - step) / steps;
                sum += loss;
                if (step % between != 0) return;
                measured.Append("loss", step, (sum / between) - entropy);
                sum = 0;
            });
        }

        measured.Numbers["last"] = bench.Test(network, train).Loss;
        measured.Numbers["moved"] = Moved(network);
        int commonest = train.Labels.ToArray().CountBy(static label => label).MaxBy(static pair => pair.Value).Key;
        measured.Numbers["share"] = bench.Digits.Test.Labels.Count(commonest) / (double)bench.Digits.Test.Count;
        measured.Numbers["accuracy"] = bench.Test(network, bench.Digits.Test).Accuracy!.Value;
        return measured;
    }
}
