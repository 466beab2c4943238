namespace NetGen.Generator.Model;

/// <summary>PyTorch's names of parameters, and those of what PyTorch does not have.</summary>
internal static class ParameterNames
{
    public const string Weight = "weight";
    public const string Bias = "bias";
    public const string RunningMean = "running_mean";
    public const string RunningVariance = "running_var";
    public const string Mean = "mean";
    public const string Scale = "scale";
    public const string WeightDirection = "weight_v";
    public const string WeightLength = "weight_g";
    public const string OriginalWeight = "weight_orig";
    public const string WeightLeft = "weight_u";
    public const string WeightRight = "weight_v";
}

/// <summary>One parameter tensor of a layer, in PyTorch's convention. How it is packed in memory is for Planning to decide.</summary>
/// <param name="Name">PyTorch's name inside the layer: weight, bias, running_mean, weight_hh_l0 ...</param>
/// <param name="Kind">What the short form <c>Target = Parameter.Bias</c> of an initialiser calls it; null for one that only its name reaches.</param>
/// <param name="Groups">Groups of a grouped convolution, else 1.</param>
/// <param name="Outputs">Outputs per group.</param>
/// <param name="Inputs">Inputs per group (channels; for a dense layer behind a flattened image the image's channels; 1 for vectors).</param>
/// <param name="Rows">Kernel rows (for a dense layer behind a flattened image its height), else 1.</param>
/// <param name="Columns">Kernel columns (for a dense layer behind a flattened image its width), else 1.</param>
/// <param name="FileShape">The tensor's shape in a file: [out, in/groups, kh, kw], [out, in], [n].</param>
/// <param name="FanIn">0 where the notion has no meaning.</param>
/// <param name="FanOut">0 where the notion has no meaning.</param>
/// <param name="Initializer">How it begins.</param>
internal sealed record ParameterSpec(
    string Name,
    Parameter? Kind,
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

    /// <summary>How the weights begin that are computed from it; null where it is itself what its layer computes with.</summary>
    public Initializer? Effective { get; init; }

    /// <summary>How what its layer computes with begins.</summary>
    public Initializer Weights => Effective ?? Initializer;

    /// <summary>The kernel's taps of the weight in whose panels it lies, output for output; null for a parameter that lies as its own shape asks for.</summary>
    public int? TapsOfPacking { get; init; }

    /// <summary>Whether an optimiser changes it. What is not trained is state: saved and loaded with the rest.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>Whether it is a table of which single outputs are read: the values of one lie together, in memory as in files.</summary>
    public bool IsTable { get; init; }

    /// <summary>The row of a table that begins with zeros, whatever its initialiser, and has no gradient, so that nothing moves it; null where there is none.</summary>
    public int? ZeroRow { get; init; }

    /// <summary>Matrices one below the other along the first axis, as the gates of a recurrent layer: each begins by itself.</summary>
    public int Gates { get; init; } = 1;

    /// <summary>Of a bias, which of the gates keeps a state from step to step; null where there is none.</summary>
    public int? ForgetGate { get; init; }

    /// <summary>
    /// Where files have its rows, in order, if PyTorch divides the same numbers into other tensors; empty where a file has it under its own name.
    /// </summary>
    public EquatableArray<FileRows> FileParts { get; init; }

    /// <summary>Whether it is what initialisers without a target are meant for.</summary>
    public bool IsWeight => Kind == Parameter.Weight;

    public long Count => (long)Groups * Outputs * Inputs * Rows * Columns;

    /// <summary>A parameter with a value for each of a layer's channels or units.</summary>
    public static ParameterSpec Vector(string name, Parameter? kind, int count, Initializer initializer)
        => new(name, kind, 1, count, 1, 1, 1, EquatableArray.Of(count), 0, 0, initializer);
}

/// <summary>Rows of a parameter in a tensor of a file.</summary>
/// <param name="Tensor">The tensor's name inside the layer.</param>
/// <param name="TensorRows">Rows of the whole tensor.</param>
/// <param name="Row">The first of the parameter's among them.</param>
/// <param name="Rows">How many are the parameter's.</param>
internal readonly record struct FileRows(string Tensor, int TensorRows, int Row, int Rows);
