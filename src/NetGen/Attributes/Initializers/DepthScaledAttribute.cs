namespace NetGen;

/// <summary>
/// For the last layer of each residual branch, as in GPT-2: normal with standard deviation <c>Std / sqrt(blocks * Branches)</c>, so that the sum of all branches is as
/// large as one of them would be (Radford et al., 2019).
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DepthScaledAttribute : InitializerAttribute
{
    /// <summary>Normal, smaller the more branches there are.</summary>
    /// <param name="blocks">How many residual blocks the network has; at least 1.</param>
    public DepthScaledAttribute(int blocks) => Blocks = blocks;

    /// <summary>How many residual blocks the network has.</summary>
    public int Blocks { get; }

    /// <summary>How many sums each block has: 2 for a transformer's attention and its dense layers.</summary>
    public int Branches { get; set; } = 2;

    /// <summary>Standard deviation of the network's other weights; positive.</summary>
    public double Std { get; set; } = 0.02;
}
