namespace NetGen;

/// <summary>How a trainer works.</summary>
public sealed class TrainerOptions
{
    private readonly int _threads = Environment.ProcessorCount;
    private readonly double? _clipNorm;
    private readonly NonFinitePolicy _nonFinite;

    /// <summary>The most threads that a step may use, the calling one among them; all cores if not given. The results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = OptionGuard.AtLeast(value, 1);
    }

    /// <summary>What dropout and the order of samples are drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>Largest norm of all gradients together; a longer gradient is scaled down to it. Null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive, NaN or infinite.</exception>
    public double? ClipNorm
    {
        get => _clipNorm;
        init => _clipNorm = value is { } norm ? OptionGuard.PositiveFloat(norm) : null;
    }

    /// <summary>What to do about a step whose loss, gradient or update is NaN or infinite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enumeration.</exception>
    public NonFinitePolicy NonFinite
    {
        get => _nonFinite;
        init => _nonFinite = OptionGuard.Defined(value);
    }
}

/// <summary>
/// What to do about a step whose loss or gradient is NaN or infinite. An update that overflows although they are finite is seen when it is
/// made; it throws a <see cref="TrainingDivergedException"/> with either of the first two.
/// </summary>
public enum NonFinitePolicy
{
    /// <summary>Throw a <see cref="TrainingDivergedException"/>; network and optimiser stay as they were before the step.</summary>
    Throw,

    /// <summary>Leave the step out; network and optimiser stay as they were before it.</summary>
    SkipStep,

    /// <summary>Do not look; the values reach the parameters.</summary>
    Off,
}
