namespace NetGen.Benchmarks.Peers.Protocol;

/// <summary>
/// What the comparison asks a peer's process: one line of JSON. Tensors are files of little-endian float32 (labels: int32), images with channels
/// first.
/// </summary>
/// <param name="Do"><c>load</c> a case, <c>prepare</c> its variants for a mode, <c>time</c> one of them, write its <c>output</c>, or <c>train</c>.</param>
internal sealed record PeerRequest(string Do)
{
    /// <summary>load: threads of every call.</summary>
    public int Threads { get; init; }

    /// <summary>load: the network in ONNX, a file; null for a peer that does not read it.</summary>
    public string? Model { get; init; }

    /// <summary>load: the network as TorchScript, text; null for a peer that does not read it.</summary>
    public string? Code { get; init; }

    /// <summary>load: the code's parameters, in the order of its arguments.</summary>
    public IReadOnlyList<PeerParameter> Parameters { get; init; } = [];

    /// <summary>load: a file with the values of all parameters, one behind the other.</summary>
    public string? ParameterFile { get; init; }

    /// <summary>load: a file with the batch.</summary>
    public string? Input { get; init; }

    /// <summary>load: the batch's shape, samples first.</summary>
    public IReadOnlyList<int> InputShape { get; init; } = [];

    /// <summary>load: the output's shape, samples first.</summary>
    public IReadOnlyList<int> OutputShape { get; init; } = [];

    /// <summary>load: a file with targets, or labels.</summary>
    public string? Target { get; init; }

    /// <summary>load: whether targets are labels.</summary>
    public bool HasLabels { get; init; }

    /// <summary>prepare, train: <c>inference</c>, <c>step-sgd</c>, <c>step-adam</c> or <c>step-adamw</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>prepare, train: the optimiser's settings.</summary>
    public PeerOptimizer? Optimizer { get; init; }

    /// <summary>time, output: one of those that <c>prepare</c> named.</summary>
    public string? Variant { get; init; }

    /// <summary>time: how often.</summary>
    public int Iterations { get; init; }

    /// <summary>train: how many steps.</summary>
    public int Steps { get; init; }

    /// <summary>train: whether to compute in double precision; results are rounded to single.</summary>
    public bool IsDouble { get; init; }

    /// <summary>output, train: the file for the output, or for the parameters after the last step.</summary>
    public string? Result { get; init; }
}

/// <summary>A parameter tensor.</summary>
/// <param name="Name">PyTorch's name.</param>
/// <param name="Shape">PyTorch's shape.</param>
/// <param name="IsTrained">False for running statistics.</param>
internal sealed record PeerParameter(string Name, IReadOnlyList<int> Shape, bool IsTrained);

/// <summary>An optimiser's settings.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Epsilon">Adam's epsilon.</param>
/// <param name="Decay">AdamW's weight decay.</param>
internal sealed record PeerOptimizer(double Rate, double Epsilon, double Decay);

/// <summary>What a peer's process answers: one line of JSON. Its first line, with the version, comes unasked.</summary>
internal sealed record PeerAnswer
{
    /// <summary>First line: what runs there.</summary>
    public string? Version { get; init; }

    /// <summary>First line: what the user ought to know about it.</summary>
    public string? Note { get; init; }

    /// <summary>prepare: the variants.</summary>
    public IReadOnlyList<string>? Variants { get; init; }

    /// <summary>time: of all iterations together.</summary>
    public double? Seconds { get; init; }

    /// <summary>train: one for each step.</summary>
    public IReadOnlyList<float>? Losses { get; init; }

    /// <summary>Why it could not be done.</summary>
    public string? Error { get; init; }
}
