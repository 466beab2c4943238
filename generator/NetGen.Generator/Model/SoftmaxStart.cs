namespace NetGen.Generator.Model;

/// <summary>A softmax inside a layer, as it begins.</summary>
/// <param name="Std">Standard deviation of its scores, from one choice to the next.</param>
/// <param name="Choices">Among how many it chooses, at most.</param>
/// <param name="SumOfSquares">E sum of a^2 over the shares a of the choices: 1 where one has all.</param>
/// <param name="Undecided">The same for scores that are all alike.</param>
/// <param name="Entropy">E of -sum of a ln a, in nats: 0 where one has all.</param>
/// <param name="LargestEntropy">The same for scores that are all alike.</param>
internal sealed record SoftmaxStart(double Std, int Choices, double SumOfSquares, double Undecided, double Entropy, double LargestEntropy)
{
    /// <summary>
    /// 1 - E sum of a^2 over that of scores that are all alike. The slopes of a softmax, a_k (1 - a_k) on the diagonal, add up to 1 - sum of a^2: so much of what
    /// comes back to the scores is left.
    /// </summary>
    public double Slope => (1 - SumOfSquares) / (1 - Undecided);
}
