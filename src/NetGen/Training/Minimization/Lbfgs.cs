namespace NetGen;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal, 1989), as PyTorch has it: a quasi-Newton method that goes by the gradients of all samples together, not of
/// batches. It suits networks and sets of samples that are small enough for that, and finds their minimum with far more digits than a stochastic
/// method. <see cref="Minimization"/> runs it.
/// </summary>
/// <remarks>
/// Defaults are PyTorch's, but that a line search is made, and that there may be 100 iterations: PyTorch's 20 are those of one of several steps.
/// </remarks>
public sealed class Lbfgs
{
    private readonly double _learningRate = 1;
    private readonly int _maxIterations = 100;
    private readonly int? _maxEvaluations;
    private readonly int _historySize = 100;
    private readonly double _gradientTolerance = 1e-7;
    private readonly double _changeTolerance = 1e-9;
    private readonly int? _batchSize;
    private readonly int _threads = Environment.ProcessorCount;

    /// <summary>The method with a step length.</summary>
    /// <param name="learningRate">The length of each step, relative to Newton's; with a line search what that begins with.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, NaN or infinite.</exception>
    public Lbfgs(double learningRate = 1) => _learningRate = OptionGuard.PositiveFloat(learningRate, nameof(learningRate));

    /// <summary>The length of each step, relative to Newton's; with a line search what that begins with.</summary>
    public double LearningRate => _learningRate;

    /// <summary>Most iterations: changes of direction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>
    /// Loss and gradient are computed about so often at most: an iteration that has begun is ended. Null for 5 / 4 of <see cref="MaxIterations"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MaxEvaluations
    {
        get => _maxEvaluations;
        init => _maxEvaluations = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>Of how many iterations steps and changes of gradients are kept, two floats for each parameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int HistorySize
    {
        get => _historySize;
        init => _historySize = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>It ends where no value of the gradient is larger.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double GradientTolerance
    {
        get => _gradientTolerance;
        init => _gradientTolerance = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>It ends where an iteration changes the loss by less, or no parameter by more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double ChangeTolerance
    {
        get => _changeTolerance;
        init => _changeTolerance = OptionGuard.NonNegativeFloat(value);
    }

    /// <summary>
    /// Whether the length of each step is searched for, by cubic interpolation, until it meets the strong Wolfe conditions (PyTorch's
    /// <c>strong_wolfe</c>); else it is <see cref="LearningRate"/>.
    /// </summary>
    public bool UsesLineSearch { get; init; } = true;

    /// <summary>How many samples are passed at once: loss and gradient are those of all, whatever it is, but it limits the memory. Null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? BatchSize
    {
        get => _batchSize;
        init => _batchSize = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>The most threads that it may use, the calling one among them; all cores if not given. The results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>What dropout is drawn from: the same for every evaluation, so that there is one function to minimise.</summary>
    public ulong Seed { get; init; }

    /// <summary>Ends it between two iterations.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal int EvaluationLimit => MaxEvaluations ?? (int)Math.Min((long)MaxIterations * 5 / 4, int.MaxValue);
}
