namespace NetGen;

/// <summary>
/// Processes that train one network together, each on its own samples: what a trainer asks of them. The package NetGen.Distributed has the one that clusters
/// have, on MPI.
/// Every method is a call of all processes: each makes the same calls in the same order, and a call returns when all that it needs of the others has come. One
/// thread at a time calls.
/// </summary>
public interface IProcessGroup
{
    /// <summary>Which of the processes this one is, counted from 0. The first writes files and decides where all begin.</summary>
    int Rank { get; }

    /// <summary>How many processes there are, 1 or more.</summary>
    int Size { get; }

    /// <summary>How many of them run on this machine, and share its cores; 1 or more.</summary>
    int LocalSize { get; }

    /// <summary>Tells every process what each has to say.</summary>
    /// <param name="own">What this one says: as many bytes in every process.</param>
    /// <param name="all"><see cref="Size"/> times as many: what each says, in the order of ranks.</param>
    void AllGather(ReadOnlySpan<byte> own, Span<byte> all);

    /// <summary>Gives every process the bytes of the first.</summary>
    /// <param name="values">As many in every process; those of the others are overwritten.</param>
    void Broadcast(Span<byte> values);

    /// <summary>Replaces the values of every process by the weighted sum over all of them: the same bits in each.</summary>
    /// <param name="values">As many in every process.</param>
    /// <param name="weights">What the values of each rank are multiplied with: <see cref="Size"/> numbers, the same in every process.</param>
    void Sum(Span<float> values, ReadOnlySpan<double> weights);
}
