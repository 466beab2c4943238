namespace NetGen.Distributed;

/// <summary>How processes talk to each other. The same in all of them.</summary>
public sealed class MpiOptions
{
    private readonly int _partSize = 1 << 20;
    private readonly TimeSpan? _timeout;

    /// <summary>In which order gradients are added up.</summary>
    public SumOrder Order { get; init; }

    /// <summary>Gradients are sent in parts of so many values, one while another is added up. Bits do not depend on it where the order is by rank.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int PartSize
    {
        get => _partSize;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _partSize = value;
        }
    }

    /// <summary>
    /// How long a rank waits for the others in one call before it ends the job with an error: longer than any of them reads, validates or writes a checkpoint.
    /// Null for as long as it takes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? Timeout
    {
        get => _timeout;
        init
        {
            if (value <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(value), value,
                "Expected a time to wait, or null to wait as long as it takes.");
            _timeout = value;
        }
    }
}
