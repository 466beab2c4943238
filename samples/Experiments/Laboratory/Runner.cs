using System.Diagnostics;

namespace ExperimentsSample;

/// <summary>Runs the parts of experiments that are not finished yet, and gathers what all have measured.</summary>
internal sealed class Runner(PartStore store, LaboratorySettings settings)
{
    /// <summary>Called with a part's experiment and what it has measured so far, for those who watch.</summary>
    public Action<Experiment, Part, Measurements>? Watcher { get; init; }

    /// <summary>Runs what is missing of some experiments. Each part is kept as soon as it is finished.</summary>
    /// <exception cref="OperationCanceledException">Stopped by the user; finished parts are kept.</exception>
    /// <exception cref="IOException">A part cannot be kept.</exception>
    public void Run(IReadOnlyList<Experiment> experiments, Digits digits, int threads, TextWriter output, bool isTerminal, CancellationToken cancellation)
    {
        (Experiment Experiment, Part Part)[] all = [.. experiments.SelectMany(experiment => experiment.Parts(settings).Select(part => (experiment, part)))];
        (Experiment Experiment, Part Part)[] missing = [.. all.Where(pair => store.Find(pair.Experiment, pair.Part, settings) is null)];
        Progress progress = new(output, isTerminal, missing.Sum(static pair => pair.Part.Work));
        if (missing.Length < all.Length) progress.Say(FormattableString.Invariant($"{all.Length - missing.Length} of {all.Length} parts are finished already."));
        double before = 0;
        for (int index = 0; index < missing.Length; index++)
        {
            (Experiment experiment, Part part) = missing[index];
            string name = FormattableString.Invariant($"{experiment.Id} {part.Name}, seed {part.Seed}");
            Bench bench = new(digits, settings, threads, (work, where) => progress.Advance(work, $"{name}: {where}"), cancellation) { Watcher = Watcher is null ? null : measured => Watcher(experiment, part, measured) };
            Stopwatch watch = Stopwatch.StartNew();
            cancellation.ThrowIfCancellationRequested();
            Measurements measured = part.Run(bench);
            store.Keep(experiment, part, settings, measured, watch.Elapsed.TotalSeconds);
            before += part.Work;
            progress.Settle(before);
            progress.Say(FormattableString.Invariant($"[{index + 1}/{missing.Length}] {name}: {watch.Elapsed.TotalSeconds:F1} s"));
        }
    }

    /// <summary>What the parts of an experiment have measured; null if some are not finished.</summary>
    public Replay? Gather(Experiment experiment)
    {
        List<(Part, Measurements)> parts = [];
        double seconds = 0;
        string processor = "";
        foreach (Part part in experiment.Parts(settings))
        {
            if (store.Find(experiment, part, settings) is not { } kept) return null;
            parts.Add((part, kept.Measured));
            seconds += kept.Seconds;
            processor = kept.Processor;
        }

        return new Replay(experiment, settings, experiment.Conclude(new Results(settings, parts)), [.. parts.Select(static pair => pair.Item1.Seed).Distinct().Order()], seconds, processor);
    }
}

/// <summary>An experiment that was done again.</summary>
/// <param name="Seeds">From which seeds.</param>
/// <param name="Seconds">How long all parts took.</param>
/// <param name="Processor">Where the last was run.</param>
internal sealed record Replay(Experiment Experiment, LaboratorySettings Settings, Conclusion Conclusion, IReadOnlyList<ulong> Seeds, double Seconds, string Processor)
{
    /// <summary>Figures that are asserted and not as they must be.</summary>
    public IEnumerable<Figure> Outside => Conclusion.Figures.Where(figure => figure.IsAsserted(Settings) && !figure.IsInside);
}
