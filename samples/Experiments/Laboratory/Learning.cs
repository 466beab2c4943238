using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>How a network is trained, and how often it is looked at.</summary>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Steps">Steps.</param>
/// <param name="StepsBetweenTests">Steps from one point of the curves to the next.</param>
internal sealed record Lesson(int Batch, int Steps, int StepsBetweenTests)
{
    /// <summary>Digits that a point of the curve is measured with; the end is measured with all.</summary>
    public int CurveDigits { get; init; } = 2_000;

    /// <summary>Looks into the network for those who watch; null for a list of its layers.</summary>
    public Func<List<Spread>>? Look { get; init; }

    /// <summary>About how long it takes.</summary>
    public double WorkOf(NetworkInfo network, LaboratorySettings settings)
        => Work.Training(network, Batch, Steps) + Work.Testing(network, ((double)Steps / StepsBetweenTests * Math.Min(CurveDigits, settings.TestCount)) + settings.TestCount);

    /// <summary>All that a result depends on.</summary>
    public string Settings => FormattableString.Invariant($"batch {Batch}, steps {Steps}, test every {StepsBetweenTests} with {CurveDigits}");
}

/// <summary>Trains a network and follows it: curves 'loss' and 'accuracy', numbers 'first loss', 'loss', 'accuracy' and 'diverged at'.</summary>
internal static class Learning
{
    private const double SecondsBetweenLooks = 1;

    /// <summary>Trains over samples in their order, and tests.</summary>
    /// <returns>The curves: 'loss' is the mean of the training losses since the last point.</returns>
    /// <exception cref="OperationCanceledException">Stopped by the user.</exception>
    public static Measurements Train<TNetwork>(Bench bench, TNetwork network, Optimizer optimizer, ulong seed, Dataset samples, Lesson lesson, Measurements? into = null, Action<int>? afterStep = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Measurements measured = into ?? new();
        Dataset curveDigits = bench.Digits.Test.Slice(0, Math.Min(lesson.CurveDigits, bench.Digits.Test.Count));
        using Trainer<TNetwork> trainer = bench.CreateTrainer(network, optimizer, seed);
        (double sum, int count) = (0, 0);
        long lastLook = Environment.TickCount64;
        measured.Numbers["diverged at"] = double.PositiveInfinity;
        try
        {
            bench.Train(trainer, samples, lesson.Batch, lesson.Steps, (step, loss) =>
            {
                if (step == 1) measured.Numbers["first loss"] = loss;
                (sum, count) = (sum + loss, count + 1);
                afterStep?.Invoke(step);
                if (bench.Watcher is not null && Environment.TickCount64 - lastLook > 1_000 * SecondsBetweenLooks)
                {
                    measured.Spreads["now"] = lesson.Look?.Invoke() ?? bench.Look(network);
                    bench.Watcher(measured);
                    lastLook = Environment.TickCount64;
                }

                if (step % lesson.StepsBetweenTests != 0 && step != lesson.Steps) return;
                measured.Append("loss", step, sum / count);
                (sum, count) = (0, 0);
                measured.Append("accuracy", step, bench.Test(network, curveDigits).Accuracy!.Value);
            });
        }
        catch (TrainingDivergedException diverged)
        {
            // A finding, not a failure: what the network was before the step is measured.
            measured.Numbers["diverged at"] = diverged.Step + 1;
        }

        measured.Spreads.Remove("now");
        Evaluation test = bench.Test(network, bench.Digits.Test);
        measured.Numbers["accuracy"] = test.Accuracy!.Value;
        measured.Numbers["loss"] = test.Loss;
        return measured;
    }

    /// <summary>The first point of a curve from which on it is at least so high; never if there is none.</summary>
    public static double StepsTo(Curve curve, double goal)
    {
        for (int point = 0; point < curve.X.Count; point++)
        {
            if (curve.Y[point] >= goal) return curve.X[point];
        }

        return double.PositiveInfinity;
    }
}
