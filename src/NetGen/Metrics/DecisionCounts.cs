namespace NetGen.Metrics;

/// <summary>Right and wrong decisions about one class.</summary>
/// <param name="TruePositives">Samples of the class that were taken for it.</param>
/// <param name="FalsePositives">Samples of others that were taken for it.</param>
/// <param name="FalseNegatives">Samples of the class that were taken for others.</param>
/// <param name="TrueNegatives">All others.</param>
public readonly record struct DecisionCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Of what was taken for the class, the share that is of it; 0 where nothing was.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Of what is of the class, the share that was taken for it; 0 where nothing is.</summary>
    public double Recall => Share(TruePositives, TruePositives + FalseNegatives);

    /// <summary>Of what is not of the class, the share that was not taken for it; 0 where everything is.</summary>
    public double Specificity => Share(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>Intersection over union: of what is of the class or was taken for it, the share that is both; 0 where nothing is.</summary>
    public double IoU => Share(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Samples of the class.</summary>
    public long Support => TruePositives + FalseNegatives;

    /// <summary>Whether the class occurs among labels or predictions.</summary>
    public bool Occurs => TruePositives + FalsePositives + FalseNegatives > 0;

    /// <summary>The harmonic mean of precision and recall, the latter counting <paramref name="beta"/> times as much; 0 where the class does not occur.</summary>
    public double FScore(double beta)
    {
        double square = beta * beta;
        double right = (1 + square) * TruePositives;
        double all = right + (square * FalseNegatives) + FalsePositives;
        return all == 0 ? 0 : right / all;
    }

    /// <summary>The counts of both together.</summary>
    public static DecisionCounts operator +(DecisionCounts left, DecisionCounts right) => new(
        left.TruePositives + right.TruePositives,
        left.FalsePositives + right.FalsePositives,
        left.FalseNegatives + right.FalseNegatives,
        left.TrueNegatives + right.TrueNegatives);

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
