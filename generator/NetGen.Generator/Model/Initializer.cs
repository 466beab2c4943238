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

/// <summary>What a parameter is to its layer; also what <c>Target</c> of an initialiser aims at.</summary>
internal enum ParameterRole
{
    Weight,
    Bias,
    Recurrent,
    RunningMean,
    RunningVariance,
}

/// <summary>One parameter tensor of a layer, in PyTorch's convention.</summary>
/// <param name="Suffix">PyTorch's name inside the layer: weight, bias, running_mean ...</param>
/// <param name="Groups">Groups of a grouped convolution, else 1.</param>
/// <param name="Outputs">Outputs per group.</param>
/// <param name="Inputs">Inputs per group (channels; for a dense layer behind a flattened image the image's channels; 1 for vectors).</param>
/// <param name="Rows">Kernel rows (for a dense layer behind a flattened image its height), else 1.</param>
/// <param name="Columns">Kernel columns (for a dense layer behind a flattened image its width), else 1.</param>
/// <param name="FileShape">The tensor's shape in a file: [out, in/groups, kh, kw], [out, in], [n].</param>
/// <param name="FanIn">0 where the notion has no meaning.</param>
/// <param name="FanOut">0 where the notion has no meaning.</param>
internal sealed record ParameterSpec(
    ParameterRole Role,
    string Suffix,
    int Groups,
    int Outputs,
    int Inputs,
    int Rows,
    int Columns,
    EquatableArray<int> FileShape,
    int FanIn,
    int FanOut,
    Initializer Initializer)
{
    /// <summary>The attribute that declares <see cref="Initializer"/>, or null where it was chosen for the layer.</summary>
    public InitializerSource? Source { get; init; }

    /// <summary>Running statistics are state: saved and loaded, but not trained.</summary>
    public bool IsTrained => Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance);

    public long Count => (long)Groups * Outputs * Inputs * Rows * Columns;
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
