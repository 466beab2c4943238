using NetGen;

namespace ExperimentsSample;

/// <summary>E7: the same network from nine sizes of weights.</summary>
internal static class WeightSweep
{
    /// <summary>The standard deviations that were tried.</summary>
    private static readonly double[] Sizes = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1];

    private const int Batch = 50;
    private const int StepsBetweenTests = 100;
    private const double Goal = 0.97;

    public static IReadOnlyList<Figure> Run(Laboratory laboratory)
    {
        List<Figure> figures = [];
        List<(double Size, double Steps)> speeds = [];
        foreach (double size in Sizes)
        {
            laboratory.Say($"  weights and biases of size {size}");
            Curve curve = Train(laboratory, size);
            speeds.Add((size, curve.StepsToGoal));
            figures.Add(new Figure(FormattableString.Invariant($"accuracy after all batches, w = {size}"), size <= 0.1 ? "all train" : "ends lower", size <= 0.1 ? Goal : null, null, curve.Accuracy));
            figures.Add(new Figure(FormattableString.Invariant($"batches to {Goal:P0}, w = {size}"), size is 0.03 or 0.1 ? "fastest two" : "slower", null, null, curve.StepsToGoal));
        }

        double[] fastest = [.. speeds.OrderBy(speed => speed.Steps).Take(2).Select(speed => speed.Size).Order()];
        figures.Add(new Figure("faster one of the two sizes that reach it first", "0.03", 0.03, 0.03, fastest[0]));
        figures.Add(new Figure("larger one of the two", "0.1", 0.1, 0.1, fastest[1]));
        return figures;
    }

    private static Curve Train(Laboratory laboratory, double size)
    {
        SweepNet network = new(laboratory.Options.Seed);
        Multiply(network, (float)size);
        using Trainer<SweepNet> trainer = laboratory.CreateTrainer(network, new Adam(1e-4f), laboratory.Options.Seed);
        double stepsToGoal = double.PositiveInfinity;
        laboratory.Train(trainer, laboratory.TutorialTrain, Batch, laboratory.Options.Batches, (step, _) =>
        {
            if (step % StepsBetweenTests != 0 || stepsToGoal < step) return;
            if (laboratory.Test(network, laboratory.Digits.Test).Accuracy >= Goal) stepsToGoal = step;
        });
        return new Curve(laboratory.Test(network, laboratory.Digits.Test).Accuracy!.Value, stepsToGoal);
    }

    /// <summary>The declaration's weights have a standard deviation of 1, and its biases are 1.</summary>
    private static void Multiply(SweepNet network, float factor)
    {
        foreach (ParameterInfo parameter in SweepNet.Info.Parameters)
        {
            float[] values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            for (int index = 0; index < values.Length; index++) values[index] *= factor;
            network.SetParameter(parameter.Name, values);
        }
    }

    private readonly record struct Curve(double Accuracy, double StepsToGoal);
}
