namespace NetGen.Distributed;

/// <summary>In which order the gradients of ranks are added up.</summary>
public enum SumOrder
{
    /// <summary>
    /// In the order of ranks, in double precision, rounded once: for a number of ranks the bits are the same whatever MPI library, network and placement. Moves
    /// as many bytes as the best
    /// algorithm can; each rank talks to each other, so with hundreds of ranks and small networks the other order is faster.
    /// </summary>
    ByRank,

    /// <summary>
    /// As MPI_Iallreduce does: by rings or trees, as the library thinks best, in single precision. MPI recommends that equal calls give equal bits, but does
    /// not promise it.
    /// </summary>
    OfLibrary,
}
