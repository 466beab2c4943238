using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>The experiments that are replayed, each with what its article says.</summary>
internal static class ExperimentCatalog
{
    private const string Tutorials = "LTFN 6, \"Weight Initialization\" (learningtensorflow's series, part 6)";
    private const string Sweep = "\"Tensor weight initialization\", a question and its answers about TensorFlow's MNIST tutorial";
    private const string Intoli = "Intoli, \"Understanding neural network weight initialization\"";
    private const int TutorialBatch = 100;
    private const int TutorialSteps = 5_000;

    public static IReadOnlyList<Experiment> All { get; } =
    [
        new(
            "E1",
            "Four layers, no activation, weights N(0, 1)",
            $"{Tutorials}: cost 107.98408660641905, accuracy 85.74999994039536 %.",
            "784-500-500-10 without activations, weights N(0, 1), biases 0; SGD at 1e-3, batches of 100, 5,000 steps over 55,000 digits in their order, pixels in [0, 1].",
            "The figures are presumed to come from the author's `3_deeper.py`; the article is silent about rate and order, the code is not.",
            FourLayers),
        new(
            "E2",
            "Four convolutions, weights N(0, 1)",
            $"{Tutorials}: cost 15083.0833307, accuracy 81.8799999356 %.",
            "C3x3x64, C3x3x64, MP2, C3x3x128, C3x3x128, MP2, dense to 10; SAME, ReLU, weights N(0, 1), biases 0; SGD at 1e-7, batches of 100, 5,000 steps.",
            "The author's code adds the bias behind the ReLU; here, as everywhere in NetGen, it is in front. Biases begin at 0 and hardly move at this rate. Another stored version of the code has 16 and 32 filters; the article's figures show 64.",
            BrokenConvolutions),
        new(
            "E4",
            "The same, weights a hundred times smaller",
            $"{Tutorials}: cost 2.3025865221: ln 10 = 2.302585093 and 1.43e-6 more.",
            "The network of E2 with weights N(0, 0.01), before the first step.",
            "The article's panel of logits within +/-0.003 shows learned biases or another way of logging, and is not asserted.",
            VanishingConvolutions),
        new(
            "E5",
            "The same, with He and Xavier",
            $"{Tutorials}: cost 0.0945288215741, accuracy 97.2900004387 %.",
            "The network of E2; convolutions by TensorFlow 1's variance_scaling_initializer (normal, std sqrt(1.3 * 2 / fan-in), cut at two of them), the last layer by its xavier_initializer (uniform, sqrt(6 / (fan-in + fan-out))); SGD at 1e-3, batches of 100, 5,000 steps. Five seeds, of which the median counts.",
            "The published run with broken weights was at 1e-7, this one at 1e-3: both as published.",
            FixedConvolutions),
        new(
            "E7",
            "Nine sizes of weights",
            $"{Sweep}: all nine train, 0.03 and 0.1 are fastest, 0.3 and 1 end lower.",
            "C5x5x32, MP2, C5x5x64, MP2, dense 1024, dropout of one half, dense 10; ReLU; weights from a normal distribution of std w cut at two of them, and every bias w; Adam at 1e-4, batches of 50, 10,000 batches, a test every 100, three runs averaged.",
            "One run per size instead of three.",
            WeightSweep.Run),
        new(
            "E10",
            "Keras' mnist_cnn from three initialisers",
            $"{Intoli}, figure 1: zeros never learn; std 0.4 comes to about 88 %; std sqrt(2 / n) to more than 99 %, with a loss two orders of magnitude lower.",
            "C3x3x32, C3x3x64, MP2, dropout 0.25, dense 128, dropout 0.5, dense 10; ReLU, VALID, biases 0; RMSprop with Keras' defaults (1e-3, decay 0.9, epsilon 1e-7), batches of 128, 12 epochs.",
            "Keras shuffles with its own random numbers. Its fused dropout and NetGen's differ in which values they drop, not in how many.",
            KerasInitializers.Run),
        new(
            "E11",
            "Zero weights learn the labels' prior and nothing else",
            $"{Intoli}: a network of zeros \"cannot learn at all\". Exactly: hidden activations and all weights' gradients are 0, so the last biases alone move, and the loss falls from ln 10 = 2.302585 to the entropy of the labels, 2.30116.",
            "Keras' mnist_cnn with all weights and biases 0; SGD whose rate falls from 1 to 0 over three epochs of batches of 1,000.",
            "",
            ZeroWeights.Run),
    ];

    private static IReadOnlyList<Figure> FourLayers(Laboratory laboratory)
    {
        FourLayerNet network = new(laboratory.Options.Seed);
        Dataset batch = laboratory.Digits.Test.Slice(0, 1_000);
        SignalMeasurement before = network.MeasureSignal(batch.Inputs, batch.Labels);
        using Trainer<FourLayerNet> trainer = laboratory.CreateTrainer(network, new Sgd(1e-3f), laboratory.Options.Seed);
        laboratory.Train(trainer, laboratory.TutorialTrain, TutorialBatch, TutorialSteps);
        Evaluation test = laboratory.Test(network, laboratory.Digits.Test);
        return
        [
            new Figure("std of the first layer before training", "9.4 (predicted)", 0.9 * 9.4, 1.1 * 9.4, before["dense1"].Values!.Std),
            new Figure("std of the second layer", "210 (predicted)", 0.9 * 210, 1.1 * 210, before["dense2"].Values!.Std),
            new Figure("std of the third layer", "4685 (predicted)", 0.9 * 4685, 1.1 * 4685, before["dense3"].Values!.Std),
            new Figure("test accuracy", "0.8575", 0.842, 0.872, test.Accuracy!.Value),
            new Figure("test cost", "107.98", null, null, test.Loss),
        ];
    }

    private static IReadOnlyList<Figure> BrokenConvolutions(Laboratory laboratory)
    {
        BrokenConvNet network = new(laboratory.Options.Seed);
        using Trainer<BrokenConvNet> trainer = laboratory.CreateTrainer(network, new Sgd(1e-7f), laboratory.Options.Seed);
        laboratory.Train(trainer, laboratory.TutorialTrain, TutorialBatch, TutorialSteps);
        Evaluation test = laboratory.Test(network, laboratory.Digits.Test);
        return
        [
            new Figure("test accuracy", "0.8188", 0.79, 0.85, test.Accuracy!.Value),
            new Figure("test cost", "15083", 5e3, 5e4, test.Loss),
        ];
    }

    private static IReadOnlyList<Figure> VanishingConvolutions(Laboratory laboratory)
    {
        VanishingConvNet network = new(laboratory.Options.Seed);
        double loss = laboratory.Test(network, laboratory.Digits.Test.Slice(0, Math.Min(1_000, laboratory.Digits.Test.Count))).Loss;
        return [new Figure("initial cost", "2.3025865", Math.Log(10) - 1e-5, Math.Log(10) + 1e-5, loss)];
    }

    private static IReadOnlyList<Figure> FixedConvolutions(Laboratory laboratory)
    {
        List<Evaluation> tests = [];
        double first = 0;
        for (int run = 0; run < laboratory.Options.Seeds; run++)
        {
            ulong seed = laboratory.Options.Seed + (ulong)run;
            laboratory.Say($"  seed {seed}");
            FixedConvNet network = new(seed);
            using Trainer<FixedConvNet> trainer = laboratory.CreateTrainer(network, new Sgd(1e-3f), seed);
            laboratory.Train(trainer, laboratory.TutorialTrain, TutorialBatch, TutorialSteps, (step, loss) =>
            {
                if (step == 1) first += loss / laboratory.Options.Seeds;
            });
            tests.Add(laboratory.Test(network, laboratory.Digits.Test));
        }

        return
        [
            new Figure("cost of the first batch, mean over the seeds", "2.49579", null, null, first),
            new Figure("test accuracy, median of the seeds", "0.9729", 0.968, 0.978, Median(tests.Select(test => test.Accuracy!.Value))),
            new Figure("test cost, median of the seeds", "0.0945", 0.07, 0.11, Median(tests.Select(test => test.Loss))),
        ];
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
