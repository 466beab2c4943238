namespace NetGen.Generator.Model;

/// <summary>
/// Alpha dropout: y = (x + alpha) * mask + offset, where the mask is 0 or <see cref="Kept"/>, so that x of mean 0 and variance 1 keeps both (Klambauer et al.,
/// 2017; PyTorch's formula).
/// </summary>
/// <param name="rate">The share of values that are dropped.</param>
internal readonly struct AlphaDropoutFactors(double rate)
{
    /// <summary>SELU's lambda times its alpha: what is dropped becomes -alpha before it is scaled.</summary>
    public const double Alpha = 1.7580993408473766;

    /// <summary>The factor of values that stay.</summary>
    public double Kept { get; } = 1 / Math.Sqrt(((Alpha * Alpha * rate) + 1) * (1 - rate));

    /// <summary>What all values are shifted by.</summary>
    public double Offset => Kept * Alpha * (rate - 1);
}
