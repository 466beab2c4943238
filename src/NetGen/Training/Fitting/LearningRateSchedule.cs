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

    private sealed class ConstantSchedule : LearningRateSchedule
    {
        public override double Factor(double progress) => 1;
    }

    private sealed class CosineSchedule : LearningRateSchedule
    {
        public override double Factor(double progress) => 0.5 * (1 + Math.Cos(Math.PI * progress));
    }
}
