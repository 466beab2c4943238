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

    /// <summary>
    /// Rows, or where there are more of them columns, at right angles and of length <see cref="Initializer.First"/>: the parameter as a matrix of its first
    /// axis in files and the rest, in <see cref="Initializer.Parts"/> matrices one below the other.
    /// </summary>
    Orthogonal,

    /// <summary>The same in the middle of a kernel, and 0 around it.</summary>
    DeltaOrthogonal,

    /// <summary>1 in the middle of a kernel from each channel to that of its number, in <see cref="Initializer.Parts"/> groups; else 0.</summary>
    Dirac,

    /// <summary><see cref="Initializer.First"/> on the diagonal, in <see cref="Initializer.Parts"/> matrices one below the other; else 0.</summary>
    Identity,

    /// <summary>Normal with standard deviation <see cref="Initializer.Second"/>, but a share of <see cref="Initializer.Low"/> of each column is 0.</summary>
    Sparse,

    /// <summary>
    /// Normal with standard deviation <see cref="Initializer.Second"/>, but of each output's one, which is drawn, lies between 0 and 1 with density 2 x.
    /// </summary>
    RandomizedAsymmetric,

    /// <summary>sin(t / 10000^(2 i / d)) in column 2 i of row t, the cosine behind it; their mean is <see cref="Initializer.First"/>.</summary>
    Sinusoidal,

    /// <summary><see cref="Initializer.Values"/>, one for each output.</summary>
    Values,

    /// <summary>The norms of another parameter of the layer, <see cref="Initializer.Of"/>, for each value of its first axis in files.</summary>
    Norms,

    /// <summary>A singular vector of another parameter of the layer, <see cref="Initializer.Of"/>, that of the largest singular value.</summary>
    SingularVector,

    /// <summary><see cref="Initializer.Values"/>, one for each of <see cref="Initializer.Parts"/> parts: gates.</summary>
    PartConstants,
}

/// <summary>How one parameter begins.</summary>
/// <param name="Description">In words, for people: 'He, fan-in 25'.</param>
/// <param name="Std">The standard deviation that the values really have, the cut included; of those that stand at places of their own the root mean square.</param>
internal sealed record Initializer(
    Distribution Distribution,
    double First,
    double Second,
    double Low,
    double High,
    double Std,
    string Description)
{
    /// <summary>Into how many parts of equal size, along its first axis, the parameter is divided, each of which begins by itself: groups, gates.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>One for each output, or for each part.</summary>
    public EquatableArray<double> Values { get; init; }

    /// <summary>The name inside the layer of the parameter that it follows from; empty for none.</summary>
    public string Of { get; init; } = string.Empty;

    /// <summary>What an output, on average, gets of the one input that it is a copy of; 0 where it is no copy.</summary>
    public double Passed { get; init; }

    /// <summary>
    /// E p, E p^2, E p^3 and E p^4 of the weight p that each output has for one input, besides many that are small beside it: such a sum is not normal. Empty where all are alike.
    /// </summary>
    public EquatableArray<double> Single { get; init; }

    /// <summary>Whether all values are the same.</summary>
    public bool IsConstant => Distribution == Distribution.Constant;

    /// <summary>Whether values are drawn, so that their size is a choice.</summary>
    public bool IsDrawn => Distribution
        is not (Distribution.Norms or Distribution.Sinusoidal or Distribution.SingularVector or Distribution.Constant or Distribution.Dirac or Distribution.Identity or Distribution.Values or Distribution.PartConstants);

    /// <summary>The mean of the values, the cut included; 0 where it is their places that count.</summary>
    public double Mean => Distribution switch
    {
        Distribution.Orthogonal or Distribution.DeltaOrthogonal or Distribution.Dirac or Distribution.Identity or Distribution.RandomizedAsymmetric or Distribution.SingularVector => 0,
        Distribution.Values or Distribution.PartConstants => Values.Average(),
        Distribution.Uniform => (First + Second) / 2,
        Distribution.TruncatedNormal => First + (Second * NormalDistribution.TruncatedMean(Low, High)),
        _ => First,
    };

    /// <summary>E w^2.</summary>
    public double MeanSquare => (Mean * Mean) + (Std * Std);

    /// <summary>The same with every value multiplied by a factor that is not negative.</summary>
    public Initializer Scaled(double factor) => this with
    {
        First = First * factor,
        Second = Second * factor,
        Std = Std * factor,
        Passed = Passed * factor,
        Single = Single.Select((moment, index) => moment * Math.Pow(factor, index + 1)).ToEquatableArray(),
        Values = Values.Select(value => value * factor).ToEquatableArray(),
    };
}

/// <summary>Where an initialiser was declared.</summary>
/// <param name="Kind">The attribute's name: He, Constant ...</param>
/// <param name="AttributeIndex">The attribute that it comes from: inside a block of another project, the one that uses the block.</param>
/// <param name="Scale">Variance times the fan that it divides by: 2 for He, 1 for Xavier and LeCun; 0 where it divides by none.</param>
internal sealed record InitializerSource(string Kind, int AttributeIndex, double Scale)
{
    /// <summary>The fan that it divides by, null where it divides by none.</summary>
    public FanMode? Mode { get; init; }

    /// <summary>Whether it is not written at the layer, but what the network's <c>Defaults</c> say: the attribute is then the layer's.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether the standard deviation is a number that somebody has chosen.</summary>
    public bool GivesStd { get; init; }

    /// <summary>What an initialiser that keeps lengths multiplies them by; null for all others.</summary>
    public double? Gain { get; init; }
}
