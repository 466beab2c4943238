namespace NetGen.Generator.Model;

/// <summary>What is declared of the values that a network's outputs are compared with.</summary>
/// <param name="Mean">Over the training set.</param>
/// <param name="Std">Standard deviation, over the training set.</param>
internal sealed record TargetStatistics(double Mean, double Std)
{
    /// <summary>What is taken for granted where nothing is declared.</summary>
    public static TargetStatistics Standardized { get; } = new(0, 1);

    public double MeanSquare => (Mean * Mean) + (Std * Std);
}
