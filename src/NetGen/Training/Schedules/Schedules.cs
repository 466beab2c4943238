namespace NetGen;

internal sealed class ConstantSchedule : LearningRateSchedule
{
    protected internal override bool DependsOnLength => false;

    public override double Factor(SchedulePoint point) => 1;

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [];
}

internal sealed class CosineSchedule(double end) : LearningRateSchedule
{
    public override double Factor(SchedulePoint point) => Curves.Cosine(1, end, point.Progress);

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("End", end)];
}

internal sealed class StepSchedule(int epochs, double factor) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => false;

    public override double Factor(SchedulePoint point) => Math.Pow(factor, point.WholeEpochs / epochs);

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Epochs", epochs), ("Factor", factor)];
}

internal sealed class MultiStepSchedule(int[] epochs, double factor) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => false;

    public override double Factor(SchedulePoint point) => Math.Pow(factor, epochs.Count(epoch => epoch <= point.WholeEpochs));

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Epochs", string.Join(' ', epochs)), ("Factor", factor)];
}

internal sealed class PolynomialSchedule(double power, double end) : LearningRateSchedule
{
    public override double Factor(SchedulePoint point) => end + ((1 - end) * Math.Pow(1 - Math.Min(1, point.Progress), power));

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Power", power), ("End", end)];
}

internal sealed class LinearSchedule(double start, double end) : LearningRateSchedule
{
    public override double Factor(SchedulePoint point) => start + ((end - start) * point.Progress);

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Start", start), ("End", end)];
}

internal sealed class InverseTimeSchedule(double decay) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => false;

    public override double Factor(SchedulePoint point) => 1 / (1 + (decay * point.Epoch));

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Decay", decay)];
}

internal sealed class InverseSquareRootSchedule(int warmUp) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => false;

    public override double Factor(SchedulePoint point)
    {
        double step = point.Step + 1;
        return Math.Min(step / warmUp, Math.Sqrt(warmUp / step));
    }

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("WarmUpSteps", warmUp)];
}

internal sealed class CosineRestartSchedule(int epochs, int growth, double end) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => false;

    public override double Factor(SchedulePoint point)
    {
        double length = epochs;
        double since = point.Epoch;
        while (since >= length)
        {
            since -= length;
            length *= growth;
        }

        return Curves.Cosine(1, end, since / length);
    }

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Epochs", epochs), ("Growth", growth), ("End", end)];
}

internal sealed class OneCycleSchedule(double rise, double start, double end) : LearningRateSchedule
{
    public override double Factor(SchedulePoint point) => point.Progress < rise
        ? Curves.Cosine(start, 1, point.Progress / rise)
        : Curves.Cosine(1, end, (point.Progress - rise) / (1 - rise));

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Rise", rise), ("Start", start), ("End", end)];
}

internal sealed class CyclicSchedule(double epochs, double low, bool halves) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => false;

    public override double Factor(SchedulePoint point)
    {
        double cycle = Math.Floor(point.Epoch / (2 * epochs));
        double height = 1 - Math.Abs((point.Epoch / epochs) - (2 * cycle) - 1);
        return low + ((1 - low) * height * (halves ? Math.Pow(0.5, cycle) : 1));
    }

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Epochs", epochs), ("Low", low), ("Halves", halves)];
}

internal sealed class TrapezoidSchedule(double rise, double fall, double end) : LearningRateSchedule
{
    public override double Factor(SchedulePoint point)
    {
        // The first step has a rate above 0 already.
        double up = rise > 0 ? ((double)(point.Step + 1) / point.Steps) / rise : 1;
        double down = fall > 0 ? Math.Max(0, (point.Progress - (1 - fall)) / fall) : 0;
        return Math.Min(1, up) * (1 - ((1 - end) * down));
    }

    protected internal override IEnumerable<(string Name, object Value)> Describe() => [("Rise", rise), ("Fall", fall), ("End", end)];
}

internal sealed class PlateauSchedule(int patience, double factor, double leastImprovement, int cooldown, double least) : LearningRateSchedule
{
    protected internal override bool DependsOnLength => false;

    public override double Factor(SchedulePoint point)
    {
        double rate = 1;
        double best = double.PositiveInfinity;
        int since = 0;
        int cooling = 0;
        foreach (double loss in point.Losses)
        {
            // A share of the best's size, so that numbers below 0 (more is better, turned) work alike.
            bool improves = double.IsFinite(best) ? loss < best - (leastImprovement * Math.Abs(best)) : loss < best;
            if (improves) best = loss;
            since = improves || cooling > 0 ? 0 : since + 1;
            cooling = Math.Max(0, cooling - 1);
            if (since <= patience) continue;
            rate = Math.Max(least, rate * factor);
            cooling = cooldown;
            since = 0;
        }

        return rate;
    }

    protected internal override IEnumerable<(string Name, object Value)> Describe() =>
        [("Patience", patience), ("Factor", factor), ("LeastImprovement", leastImprovement), ("Cooldown", cooldown), ("Least", least)];
}

/// <summary>What several schedules are made of.</summary>
internal static class Curves
{
    /// <summary>Half a cosine from one value to another.</summary>
    public static double Cosine(double from, double to, double progress) => to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, progress))));
}
