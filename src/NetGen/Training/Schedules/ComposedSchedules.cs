using System.Globalization;

namespace NetGen;

internal sealed class WarmUpSchedule(LearningRateSchedule inner, int steps, double start) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => inner.DependsOnLength;

    public override double Factor(SchedulePoint point)
    {
        if (point.Step >= steps) return inner.Factor(point.Within(steps, point.Steps));
        double full = inner.Factor(point with { Step = 0, Steps = Math.Max(1, point.Steps - steps) });
        return full * (start + ((1 - start) * (point.Step + 1) / steps));
    }

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("WarmUpSteps", steps), ("WarmUpStart", start), .. Parts.Of("Then", inner)];
}

internal sealed class ProductSchedule(LearningRateSchedule first, LearningRateSchedule second) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => first.DependsOnLength || second.DependsOnLength;

    public override double Factor(SchedulePoint point) => first.Factor(point) * second.Factor(point);

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [.. Parts.Of("First", first), .. Parts.Of("Second", second)];
}

internal sealed class SequenceSchedule((LearningRateSchedule Schedule, double Epochs)[] stages) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => stages[^1].Schedule.DependsOnLength;

    public override double Factor(SchedulePoint point)
    {
        long first = 0;
        for (int stage = 0; ; stage++)
        {
            bool isLast = stage == stages.Length - 1;
            long end = isLast ? point.Steps : first + Math.Max(1, (long)Math.Round(stages[stage].Epochs * point.StepsPerEpoch));
            if (isLast || point.Step < end) return stages[stage].Schedule.Factor(point.Within(first, end));
            first = end;
        }
    }

    protected internal override IEnumerable<(string Name, object Value)> Describe() => stages.SelectMany((stage, index) =>
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"Stage{index + 1}");
        IEnumerable<(string, object)> length = index < stages.Length - 1 ? [($"{name}.Length", stage.Epochs)] : [];
        return length.Concat(Parts.Of(name, stage.Schedule));
    });
}

/// <summary>Descriptions of schedules in others.</summary>
internal static class Parts
{
    /// <summary>The class and the settings of one, each behind the name of its place.</summary>
    public static IEnumerable<(string Name, object Value)> Of(string place, LearningRateSchedule schedule) =>
        [(place, RunDescription.KindOf(schedule)), .. schedule.Describe().Select(part => ($"{place}.{part.Name}", part.Value))];
}
