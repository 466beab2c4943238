using NetGen;
using NetGen.Data;

namespace ExperimentsSample;

/// <summary>A network that a rule speaks about, and its twin after the fix.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Repair">What the fix writes instead.</param>
/// <param name="Broken">Trains and measures the one.</param>
/// <param name="Repaired">Trains and measures the other.</param>
/// <param name="Work">About how long either takes.</param>
internal sealed record Pair(string Rule, string Fault, string Repair, Func<Pair, Bench, ulong, Lesson, Measurements> Broken, Func<Pair, Bench, ulong, Lesson, Measurements> Repaired, Func<Lesson, LaboratorySettings, double> Work)
{
    /// <summary>What trains both.</summary>
    public Func<Optimizer> Optimizer { get; init; } = static () => new Sgd(0.05f);

    /// <summary>What trains the broken one, where it is the optimiser that is wrong; null for the same.</summary>
    public Func<Optimizer>? BrokenOptimizer { get; init; }

    /// <summary>What the broken one's pixels are multiplied by.</summary>
    public float BrokenScale { get; init; } = 1;

    public static Pair Of<TBroken, TRepaired>(string rule, string fault, string repair, Func<ulong, TBroken> broken, Func<ulong, TRepaired> repaired)
        where TBroken : class, ITrainableNetwork<TBroken>
        where TRepaired : class, ITrainableNetwork<TRepaired>
        => new(
            rule,
            fault,
            repair,
            (pair, bench, seed, lesson) => Train(bench, broken(seed), (pair.BrokenOptimizer ?? pair.Optimizer)(), seed, lesson, pair.BrokenScale),
            (pair, bench, seed, lesson) => Train(bench, repaired(seed), pair.Optimizer(), seed, lesson, 1),
            (lesson, settings) => Math.Max(lesson.WorkOf(TBroken.Info, settings), lesson.WorkOf(TRepaired.Info, settings)));

    private static Measurements Train<TNetwork>(Bench bench, TNetwork network, Optimizer optimizer, ulong seed, Lesson lesson, float scale)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        Bench scaled = scale == 1 ? bench : bench.WithPixels(scale);
        Dataset samples = scaled.Digits.TutorialTrain;
        Measurements measured = new();
        LayerInfo head = TNetwork.Info.Layers[^1];
        measured.Numbers["predicted std"] = head.Predicted.Std;
        measured.Numbers["std"] = scaled.Look(network)[^1].Std;
        measured.Numbers["predicted loss"] = TNetwork.Info.PredictedLoss ?? double.NaN;
        measured.Numbers["initial loss"] = scaled.Test(network, scaled.Looked).Loss;
        return Learning.Train(scaled, network, optimizer, seed, samples, lesson, measured);
    }
}
