using System.Globalization;

using NetGen.Data;

namespace NetGen;

/// <summary>
/// How the loss of a network changes as the learning rate rises from far too small to far too large (Smith 2017, "Cyclical learning rates for training neural networks", section 3.3): what rate to
/// begin with.
/// </summary>
public sealed class LearningRateSearch
{
    /// <summary>The weight of what was before in the running mean of losses, as in fastai.</summary>
    private const double Smoothing = 0.9;

    /// <summary>Where the loss is so many times the lowest, larger rates have nothing more to say.</summary>
    private const double Diverged = 4;

    private LearningRateSearch(IReadOnlyList<LearningRateTrial> trials)
    {
        Trials = trials;
        Suggested = Steepest(trials);
    }

    /// <summary>Each rate with the loss that it gave, in rising order, up to where training diverges.</summary>
    public IReadOnlyList<LearningRateTrial> Trials { get; }

    /// <summary>The rate at which the loss falls fastest; NaN where it never falls.</summary>
    public double Suggested { get; }

    /// <summary>Tries rates on a copy of the network; the network and the optimiser's own rate stay as they are.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">The optimiser whose rate is looked for.</param>
    /// <param name="samples">The samples to train on.</param>
    /// <param name="options">Which rates; null for the defaults.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public static LearningRateSearch Run<TNetwork>(TNetwork network, Optimizer optimizer, SampleSource samples, LearningRateSearchOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(samples);
        options ??= new LearningRateSearchOptions();
        if (options.Lowest >= options.Highest) throw new ArgumentException("The lowest rate is not below the highest.", nameof(options));
        TNetwork copy = TNetwork.Create(0);
        copy.Parameters.CopyFrom(network.Parameters);
        var recorder = new Recorder(options);
        double rate = optimizer.LearningRate;
        try
        {
            using var trainer = new Trainer<TNetwork>(copy, optimizer, new TrainerOptions { Seed = options.Seed });
            int stepsPerEpoch = (samples.Count + options.BatchSize - 1) / options.BatchSize;
            trainer.Fit(samples, new FitOptions
            {
                Epochs = ((options.Steps + stepsPerEpoch - 1) / Math.Max(1, stepsPerEpoch)) + 1,
                BatchSize = options.BatchSize,
                Callbacks = [recorder],
                CancellationToken = options.CancellationToken,
            });
        }
        catch (Enough)
        {
            // All rates have been tried.
        }
        catch (TrainingDivergedException)
        {
            // This rate is too large, and so would be all after it.
        }
        finally
        {
            optimizer.LearningRate = rate;
        }

        return new LearningRateSearch(recorder.Trials);
    }

    /// <summary>One line: the suggested rate, and between which rates it was looked for.</summary>
    public override string ToString() => Trials.Count == 0
        ? "no rate was tried"
        : string.Create(CultureInfo.InvariantCulture, $"suggested {Suggested:G3}; {Words.Count(Trials.Count, "rate")} from {Trials[0].Rate:G3} to {Trials[^1].Rate:G3}");

    /// <summary>
    /// The rate in the middle of the steepest fall of the smoothed loss over the logarithm of the rate, taken over a fifth of all trials, so that the noise of single batches is none; the first tenth,
    /// in which the mean is one of few losses, is left out.
    /// </summary>
    private static double Steepest(IReadOnlyList<LearningRateTrial> trials)
    {
        int reach = Math.Max(2, trials.Count / 10);
        double steepest = 0;
        double rate = double.NaN;
        for (int i = 2 * reach; i < trials.Count - reach; i++)
        {
            double slope = trials[i + reach].Smoothed - trials[i - reach].Smoothed;
            if (!(slope < steepest)) continue;
            steepest = slope;
            rate = trials[i].Rate;
        }

        return rate;
    }

    /// <summary>Ends Fit in the middle of an epoch.</summary>
    private sealed class Enough : Exception;

    private sealed class Recorder(LearningRateSearchOptions options) : ITrainingCallback
    {
        private double _mean;
        private double _lowest = double.PositiveInfinity;

        public List<LearningRateTrial> Trials { get; } = [];

        public void OnBegin(TrainingContext context) => context.LearningRate = options.Lowest;

        public void OnStep(TrainingContext context)
        {
            _mean = (Smoothing * _mean) + ((1 - Smoothing) * context.StepLoss);
            double smoothed = _mean / (1 - Math.Pow(Smoothing, Trials.Count + 1)); // as if the losses before had been like these
            Trials.Add(new(context.LearningRate, context.StepLoss, smoothed));
            _lowest = Math.Min(_lowest, smoothed);
            if (Trials.Count >= options.Steps || smoothed > Diverged * _lowest) throw new Enough();
            context.LearningRate = options.Lowest * Math.Pow(options.Highest / options.Lowest, Trials.Count / (options.Steps - 1.0));
        }
    }
}

/// <summary>A rate that was tried for one step.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Loss">The loss of the batch, before the step.</param>
/// <param name="Smoothed">A running mean of the losses up to it.</param>
public readonly record struct LearningRateTrial(double Rate, double Loss, double Smoothed);

/// <summary>Which rates a <see cref="LearningRateSearch"/> tries.</summary>
public sealed class LearningRateSearchOptions
{
    private readonly double _lowest = 1e-6;
    private readonly double _highest = 10;
    private readonly int _steps = 100;
    private readonly int _batchSize = 32;

    /// <summary>The first rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 and finite.</exception>
    public double Lowest
    {
        get => _lowest;
        init => _lowest = OptionGuard.PositiveFloat(value);
    }

    /// <summary>The last rate, unless training diverges before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0 and finite.</exception>
    public double Highest
    {
        get => _highest;
        init => _highest = OptionGuard.PositiveFloat(value);
    }

    /// <summary>How many rates, each for one step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 10.</exception>
    public int Steps
    {
        get => _steps;
        init => _steps = OptionGuard.AtLeast(value, 10);
    }

    /// <summary>Samples per step: those that training will have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>What the order of samples is drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ends it early.</summary>
    public CancellationToken CancellationToken { get; init; }
}
