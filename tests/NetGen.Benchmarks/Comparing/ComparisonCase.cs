using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Comparing;

/// <summary>One network, batch and mode: measured together for all contestants and numbers of threads.</summary>
internal sealed record ComparisonCase(Work Work, int Batch, Mode Mode)
{
    /// <summary>The cases that the options ask for.</summary>
    public static IReadOnlyList<ComparisonCase> Select(CompareOptions options)
    {
        IEnumerable<ComparisonCase> cases = options.Quick
            ? Figures.All.Select(static figure => new ComparisonCase(WorkCatalog.Find(figure.Work), figure.Batch, figure.Mode)).Distinct()
            : WorkCatalog.All.SelectMany(work => options.All ? All(work) : Usual(work));
        return
        [
            .. cases.Where(comparison =>
                (options.Works.Count == 0 || options.Works.Contains(comparison.Work.Name)) &&
                (options.Batches.Count == 0 || options.Batches.Contains(comparison.Batch)) &&
                (options.Modes.Count == 0 || options.Modes.Contains(comparison.Mode))),
        ];
    }

    private static IEnumerable<ComparisonCase> Usual(Work work) =>
        from usual in work.Usual
        from batch in usual.Value
        select new ComparisonCase(work, batch, usual.Key);

    private static IEnumerable<ComparisonCase> All(Work work) =>
        from mode in Enum.GetValues<Mode>()
        where mode is Mode.Inference or Mode.StepSgd || !work.IsSingleLayer // the optimiser is no part of a layer
        where mode == Mode.Inference || !work.IsInferenceOnly
        from batch in work.Batches
        select new ComparisonCase(work, batch, mode);
}
