namespace NetGen;

/// <summary>
/// How the learning rate changes over a call of <see cref="Trainer{TNetwork}.Fit"/>: a factor of the optimiser's own rate. Schedules are values: they keep no state, and are put together by
/// <see cref="WithWarmUp"/>, <see cref="Times"/> and <see cref="Sequence"/>. A class derived from this one is any other.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The rate does not change.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>
    /// From the full rate down to nothing along half a cosine: (1 + cos(pi * progress)) / 2 (Loshchilov and Hutter 2017, without restarts).
    /// </summary>
    public static LearningRateSchedule Cosine { get; } = new CosineSchedule(0);

    /// <summary>From the full rate down to a share of it along half a cosine (PyTorch's CosineAnnealingLR, Keras' CosineDecay with alpha).</summary>
    /// <param name="end">The share at the end, from 0 to 1.</param>
    public static LearningRateSchedule CosineTo(double end) => new CosineSchedule(OptionGuard.Probability(end, nameof(end)));

    /// <summary>Times a factor after every so many epochs (PyTorch's StepLR).</summary>
    /// <param name="epochs">Epochs between two falls, 1 or more.</param>
    /// <param name="factor">Above 0.</param>
    public static LearningRateSchedule StepDecay(int epochs, double factor = 0.1) =>
        new StepSchedule(OptionGuard.AtLeast(epochs, 1, nameof(epochs)), OptionGuard.PositiveFloat(factor, nameof(factor)));

    /// <summary>Times a factor at each of some epochs (PyTorch's MultiStepLR; with a factor for each stretch Keras' PiecewiseConstantDecay).</summary>
    /// <param name="epochs">Complete epochs before each fall, in rising order.</param>
    /// <param name="factor">Above 0.</param>
    /// <exception cref="ArgumentException">The epochs do not rise.</exception>
    public static LearningRateSchedule MultiStep(IReadOnlyList<int> epochs, double factor = 0.1)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        for (int i = 0; i < epochs.Count; i++)
        {
            if (epochs[i] < (i == 0 ? 0 : epochs[i - 1] + 1)) throw new ArgumentException("The epochs do not rise.", nameof(epochs));
        }

        return new MultiStepSchedule([.. epochs], OptionGuard.PositiveFloat(factor, nameof(factor)));
    }

    /// <summary>Times a factor after every epoch (PyTorch's ExponentialLR).</summary>
    /// <param name="factor">Above 0.</param>
    public static LearningRateSchedule Exponential(double factor) => new StepSchedule(1, OptionGuard.PositiveFloat(factor, nameof(factor)));

    /// <summary>From the full rate down to a share of it: end + (1 - end) (1 - progress)^power (PyTorch's PolynomialLR, Keras' PolynomialDecay).</summary>
    /// <param name="power">Above 0; 1 for a straight line.</param>
    /// <param name="end">The share at the end, from 0 to 1.</param>
    public static LearningRateSchedule Polynomial(double power = 1, double end = 0) =>
        new PolynomialSchedule(OptionGuard.PositiveFloat(power, nameof(power)), OptionGuard.Probability(end, nameof(end)));

    /// <summary>A straight line from one factor to another (PyTorch's LinearLR over the whole run).</summary>
    /// <param name="start">The factor at the beginning, 0 or more.</param>
    /// <param name="end">The factor at the end, 0 or more.</param>
    public static LearningRateSchedule Linear(double start, double end) =>
        new LinearSchedule(OptionGuard.NonNegativeFloat(start, nameof(start)), OptionGuard.NonNegativeFloat(end, nameof(end)));

    /// <summary>1 / (1 + decay * epoch), step by step (Keras' InverseTimeDecay).</summary>
    /// <param name="decay">0 or more.</param>
    public static LearningRateSchedule InverseTime(double decay) => new InverseTimeSchedule(OptionGuard.NonNegativeFloat(decay, nameof(decay)));

    /// <summary>Up in a straight line for some steps, then down with the square root of the steps (Vaswani et al. 2017, scaled to 1 at the top).</summary>
    /// <param name="warmUpSteps">Steps on the way up, 1 or more.</param>
    public static LearningRateSchedule InverseSquareRoot(int warmUpSteps) => new InverseSquareRootSchedule(OptionGuard.AtLeast(warmUpSteps, 1, nameof(warmUpSteps)));

    /// <summary>Half a cosine again and again, each from the full rate (Loshchilov and Hutter 2017; PyTorch's CosineAnnealingWarmRestarts).</summary>
    /// <param name="epochs">Epochs of the first, 1 or more.</param>
    /// <param name="growth">How many times as long as the one before each is, 1 or more.</param>
    /// <param name="end">The share of the rate at the end of each, from 0 to 1.</param>
    public static LearningRateSchedule CosineRestarts(int epochs, int growth = 1, double end = 0) =>
        new CosineRestartSchedule(OptionGuard.AtLeast(epochs, 1, nameof(epochs)), OptionGuard.AtLeast(growth, 1, nameof(growth)), OptionGuard.Probability(end, nameof(end)));

    /// <summary>
    /// Up to the full rate and down again over the whole run, both along half a cosine (Smith and Topin 2018; PyTorch's OneCycleLR, whose max_lr is the optimiser's rate here; its momentum does not change here).
    /// </summary>
    /// <param name="rise">The share of the run on the way up, between 0 and 1.</param>
    /// <param name="start">The share of the rate at the beginning.</param>
    /// <param name="end">The share of the rate at the end.</param>
    public static LearningRateSchedule OneCycle(double rise = 0.3, double start = 1.0 / 25, double end = 1.0 / 250_000) =>
        new OneCycleSchedule(OptionGuard.Share(rise, nameof(rise))!.Value, OptionGuard.Probability(start, nameof(start)), OptionGuard.Probability(end, nameof(end)));

    /// <summary>Up and down in straight lines again and again (Smith 2017; PyTorch's CyclicLR, modes triangular and, with a halving, triangular2).</summary>
    /// <param name="epochs">Epochs of one rise, and of one fall, above 0.</param>
    /// <param name="low">The share of the rate at the bottom, from 0 to 1.</param>
    /// <param name="halves">Whether each top is half as far above the bottom as the one before.</param>
    public static LearningRateSchedule Cyclic(double epochs, double low = 0.1, bool halves = false) =>
        new CyclicSchedule(OptionGuard.PositiveFloat(epochs, nameof(epochs)), OptionGuard.Probability(low, nameof(low)), halves);

    /// <summary>Up in a straight line, level, and down in a straight line at the end (warm-up, stable, decay; also called a trapezoid).</summary>
    /// <param name="rise">The share of the run on the way up, from 0 to below 1.</param>
    /// <param name="fall">The share of the run on the way down, from 0 to below 1; both together at most 1.</param>
    /// <param name="end">The share of the rate at the end, from 0 to 1.</param>
    /// <exception cref="ArgumentException">The shares are more than the run.</exception>
    public static LearningRateSchedule WarmUpStableDecay(double rise = 0.05, double fall = 0.2, double end = 0)
    {
        if (OptionGuard.Fraction(rise, nameof(rise)) + OptionGuard.Fraction(fall, nameof(fall)) > 1) throw new ArgumentException("The ways up and down are longer than the run.", nameof(fall));
        return new TrapezoidSchedule(rise, fall, OptionGuard.Probability(end, nameof(end)));
    }

    /// <summary>
    /// Times a factor whenever the number by which epochs are compared has not improved for some epochs (PyTorch's ReduceLROnPlateau, Keras' of the same name). It follows from the history, so it goes on where a
    /// checkpoint was.
    /// </summary>
    /// <param name="patience">Epochs without an improvement before a fall, 0 or more.</param>
    /// <param name="factor">Above 0 and below 1.</param>
    /// <param name="leastImprovement">By how much less the number has to be to count as an improvement, as a share of the best.</param>
    /// <param name="cooldown">Epochs after a fall that are not counted, 0 or more.</param>
    /// <param name="least">The share of the rate below which it does not fall, from 0 to 1.</param>
    public static LearningRateSchedule ReduceOnPlateau(int patience = 10, double factor = 0.1, double leastImprovement = 1e-4, int cooldown = 0, double least = 0) => new PlateauSchedule(
        OptionGuard.AtLeast(patience, 0, nameof(patience)),
        OptionGuard.Share(factor, nameof(factor))!.Value,
        OptionGuard.Fraction(leastImprovement, nameof(leastImprovement)),
        OptionGuard.AtLeast(cooldown, 0, nameof(cooldown)),
        OptionGuard.Probability(least, nameof(least)));

    /// <summary>One schedule after the other, each for some epochs, and the last for the rest (PyTorch's SequentialLR). Each has the stretch that it holds for as its whole run.</summary>
    /// <param name="stages">Schedules with their epochs, which are above 0; those of the last do not count.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static LearningRateSchedule Sequence(params (LearningRateSchedule Schedule, double Epochs)[] stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Length == 0) throw new ArgumentException("There are no schedules.", nameof(stages));
        foreach ((LearningRateSchedule schedule, double epochs) in stages)
        {
            ArgumentNullException.ThrowIfNull(schedule, nameof(stages));
            OptionGuard.PositiveFloat(epochs, nameof(stages));
        }

        return new SequenceSchedule([.. stages]);
    }

    /// <summary>The same, after a straight line up to its rate for some steps. This schedule has what is left as its whole run.</summary>
    /// <param name="steps">Steps on the way up, 1 or more; or more than the run has, which then is all warm-up.</param>
    /// <param name="start">The share of the rate at the first step, from 0 to below 1.</param>
    public LearningRateSchedule WithWarmUp(int steps, double start = 0) => new WarmUpSchedule(this, OptionGuard.AtLeast(steps, 1, nameof(steps)), OptionGuard.Fraction(start, nameof(start)));

    /// <summary>The product of both (PyTorch's ChainedScheduler).</summary>
    public LearningRateSchedule Times(LearningRateSchedule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ProductSchedule(this, other);
    }

    /// <summary>The factor of the next step's rate.</summary>
    public abstract double Factor(SchedulePoint point);

    /// <summary>Whether it asks how long the run is; a run whose schedule does not may go on for more epochs than it was begun with.</summary>
    protected internal virtual bool DependsOnLength => true;

    /// <summary>
    /// What tells this schedule from others of its class, by name: numbers, truth values or texts, which a checkpoint keeps and compares when a run
    /// goes on. By default its factors at 16 places of a run of 160 steps and 16 epochs, as an array of numbers, of which six digits count.
    /// </summary>
    protected internal virtual IEnumerable<(string Name, object Value)> Describe()
    {
        const int Places = 16;
        const int StepsPerEpoch = 10;
        double[] factors = new double[Places];
        for (int place = 0; place < Places; place++) factors[place] = Factor(new SchedulePoint(place * StepsPerEpoch, Places * StepsPerEpoch, StepsPerEpoch));
        return [("Factors", factors)];
    }
}
