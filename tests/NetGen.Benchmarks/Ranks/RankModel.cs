namespace NetGen.Benchmarks.Ranks;

/// <summary>
/// What messages cost between ranks: a message of n bytes takes latency + n / bandwidth (Hockney, 1994), and each rank sends and receives at once.
/// </summary>
/// <param name="Name">What it is.</param>
/// <param name="Latency">Seconds for a message without content.</param>
/// <param name="Bandwidth">Bytes a second, each way.</param>
internal sealed record Wire(string Name, double Latency, double Bandwidth);

/// <summary>How gradients are added up over ranks.</summary>
internal enum SumAlgorithm
{
    /// <summary>NetGen's own: of each rank a block, which all others send it, and which it sends to all.</summary>
    ByRank,

    /// <summary>Round a ring, once to add up and once to hand on.</summary>
    Ring,

    /// <summary>Everything, in each of as many rounds as the number of ranks has doublings.</summary>
    Tree,
}

/// <summary>The time of a training step by ranks: what they compute, and what of their sum nothing hides.</summary>
internal static class RankModel
{
    /// <summary>Bytes that each rank says of its part of a step, before gradients are added up.</summary>
    public const int RecordBytes = 40;

    /// <summary>How long a sum over ranks takes.</summary>
    /// <param name="algorithm">Which.</param>
    /// <param name="wire">Between ranks.</param>
    /// <param name="ranks">How many.</param>
    /// <param name="bytes">Of the gradients.</param>
    /// <param name="sum">Bytes a second that a rank adds up.</param>
    public static double Sum(SumAlgorithm algorithm, Wire wire, int ranks, double bytes, double sum)
    {
        if (ranks == 1) return 0;
        double part = bytes * (ranks - 1) / ranks;
        return algorithm switch
        {
            // Each of the two halves is a message to each other rank; a rank's line takes one at a time.
            SumAlgorithm.ByRank or SumAlgorithm.Ring => (2 * (ranks - 1) * wire.Latency) + (2 * part / wire.Bandwidth) + (part / sum),
            _ => Rounds(ranks) * (wire.Latency + (bytes / wire.Bandwidth) + (bytes / sum)),
        };
    }

    /// <summary>How long a step takes in which ranks agree on what they have, and then add up.</summary>
    /// <param name="compute">Seconds that a rank computes.</param>
    /// <param name="hidden">Of these, seconds at the end during which sums could be on their way.</param>
    /// <param name="wire">Between ranks.</param>
    /// <param name="ranks">How many.</param>
    /// <param name="sum">Seconds of the sum.</param>
    public static double Step(double compute, double hidden, Wire wire, int ranks, double sum) =>
        compute + (Rounds(ranks) * (wire.Latency + (RecordBytes / wire.Bandwidth))) + Math.Max(0, sum - hidden);

    /// <summary>Doublings that reach so many ranks.</summary>
    private static int Rounds(int ranks) => ranks <= 1 ? 0 : (int)Math.Ceiling(Math.Log2(ranks));
}
