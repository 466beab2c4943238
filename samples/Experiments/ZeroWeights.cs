using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>E11: what a network of zeros does learn.</summary>
internal static class ZeroWeights
{
    private const int Epochs = 3;
    private const int Batch = 1_000;
    private const float Rate = 1;

    public static IReadOnlyList<Figure> Run(Laboratory laboratory)
    {
        ZeroKerasNet network = new(laboratory.Options.Seed);
        Dataset train = laboratory.Digits.Train;
        double before = laboratory.Test(network, train.Slice(0, Math.Min(Batch, train.Count))).Loss;
        Learn(laboratory, network, train);
        Evaluation after = laboratory.Test(network, train);
        double entropy = Laboratory.LabelEntropy(train);
        double commonest = laboratory.Digits.Test.Labels.ToArray().CountBy(static label => label).Max(static pair => pair.Value) / (double)laboratory.Digits.Test.Count;
        return
        [
            new Figure("initial cost", "ln 10 = 2.302585", Math.Log(10) - 1e-6, Math.Log(10) + 1e-6, before),
            new Figure("final cost less the entropy of the labels", "0", 0, 1e-4, after.Loss - entropy),
            new Figure("final cost", "2.30116", null, null, after.Loss),
            new Figure("parameters but the last biases that are no longer exactly 0", "none", 0, 0, Moved(network)),
            new Figure("test accuracy: the share of the commonest digit", "0.1135", commonest, commonest, laboratory.Test(network, laboratory.Digits.Test).Accuracy!.Value),
        ];
    }

    /// <summary>Trained parameters other than the last layer's biases of which a value has moved.</summary>
    public static int Moved(ZeroKerasNet network)
        => ZeroKerasNet.Info.Parameters.Count(parameter => parameter.Name != "dense2.bias" && !Laboratory.IsZero(network, parameter));

    public static bool IsWeight(ParameterInfo parameter) => parameter.Name.EndsWith(".weight", StringComparison.Ordinal);

    /// <summary>SGD whose rate falls to 0, so that the last biases settle.</summary>
    private static void Learn(Laboratory laboratory, ZeroKerasNet network, Dataset train)
    {
        Sgd optimizer = new(Rate);
        int batch = Math.Min(Batch, train.Count);
        int steps = Epochs * (train.Count / batch);
        using Trainer<ZeroKerasNet> trainer = laboratory.CreateTrainer(network, optimizer, laboratory.Options.Seed);
        laboratory.Train(trainer, train, batch, steps, (step, _) => optimizer.LearningRate = Rate * (steps - step) / steps);
    }
}
