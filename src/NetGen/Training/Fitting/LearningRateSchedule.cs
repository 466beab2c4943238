namespace NetGen;

/// <summary>How the learning rate changes over a call of <see cref="Trainer{TNetwork}.Fit"/>: a factor of the optimiser's own rate.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate does not change.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>
    /// From the full rate down to nothing along half a cosine: (1 + cos(pi * progress)) / 2 (Loshchilov and Hutter 2017, without restarts).
    /// </summary>
    public static LearningRateSchedule Cosine { get; } = new CosineSchedule();

    /// <summary>The factor at <paramref name="progress"/>: steps taken by steps planned, from 0 to below 1.</summary>
    public abstract double Factor(double progress);

    /// <summary>
    /// What tells this schedule from others of its class, by name: numbers, truth values or texts, which a checkpoint keeps and compares when a run
    /// goes on. By default its factors at 16 places of the run, as an array of numbers, of which six digits count.
    /// </summary>
    protected internal virtual IEnumerable<(string Name, object Value)> Describe()
    {
        const int Places = 16;
        double[] factors = new double[Places];
        for (int place = 0; place < Places; place++) factors[place] = Factor(place / (double)Places);
        return [("Factors", factors)];
    }

    private sealed class ConstantSchedule : LearningRateSchedule
    {
        public override double Factor(double progress) => 1;

        protected internal override IEnumerable<(string Name, object Value)> Describe() => [];
    }

    private sealed class CosineSchedule : LearningRateSchedule
    {
        public override double Factor(double progress) => 0.5 * (1 + Math.Cos(Math.PI * progress));

        protected internal override IEnumerable<(string Name, object Value)> Describe() => [];
    }
}
