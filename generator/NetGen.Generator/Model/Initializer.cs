namespace NetGen.Generator.Model;

/// <summary>The distribution from which a parameter's initial values are drawn, with everything worked out: fans are already in the numbers.</summary>
internal enum Distribution
{
    /// <summary>All values are <see cref="Initializer.First"/>.</summary>
    Constant,

    /// <summary>Normal: mean <see cref="Initializer.First"/>, standard deviation <see cref="Initializer.Second"/>.</summary>
    Normal,

    /// <summary>Uniform between <see cref="Initializer.First"/> and <see cref="Initializer.Second"/>.</summary>
    Uniform,

    /// <summary>
    /// Normal with mean <see cref="Initializer.First"/> and, before the cut, standard deviation <see cref="Initializer.Second"/>,
    /// redrawn outside <see cref="Initializer.Low"/>..<see cref="Initializer.High"/> standard deviations.
    /// </summary>
    TruncatedNormal,
}

/// <summary>How one parameter begins.</summary>
/// <param name="Description">In words, for people: 'He, fan-in 25'.</param>
/// <param name="Std">The standard deviation that the values really have, the cut included.</param>
internal sealed record Initializer(
    Distribution Distribution,
    double First,
    double Second,
    double Low,
    double High,
    double Std,
    string Description)
{
    /// <summary>The mean of the values, the cut included.</summary>
    public double Mean => Distribution switch
    {
        Distribution.Uniform => (First + Second) / 2,
        Distribution.TruncatedNormal => First + (Second * NormalDistribution.TruncatedMean(Low, High)),
        _ => First,
    };

    /// <summary>E w^2.</summary>
    public double MeanSquare => (Mean * Mean) + (Std * Std);
}

/// <summary>Where an initialiser was declared.</summary>
/// <param name="Kind">The attribute's name: He, Constant ...</param>
/// <param name="AttributeIndex">The attribute on the network's class that it comes from: inside a block, the one that uses the block.</param>
/// <param name="Scale">Variance times the fan that it divides by: 2 for He, 1 for Xavier and LeCun; 0 where it divides by none.</param>
internal sealed record InitializerSource(string Kind, int AttributeIndex, double Scale)
{
    /// <summary>The fan that it divides by, null where it divides by none.</summary>
    public FanMode? Mode { get; init; }
}
