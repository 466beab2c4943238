namespace NetGen.Benchmarks.Graphs;

/// <summary>
/// One layer as other libraries know it. Value 0 is the network's input; every layer adds the next value, in the order of the list.
/// </summary>
/// <param name="Inputs">The values it reads.</param>
internal abstract record GraphLayer(IReadOnlyList<int> Inputs)
{
    /// <summary>Names of its parameters.</summary>
    public virtual IReadOnlyList<string> Parameters => [];
}

/// <summary>A convolution; all settings in the order height, width, and padding as top, left, bottom, right.</summary>
internal sealed record ConvolutionLayer(IReadOnlyList<int> Inputs, string Weight, string? Bias, Window Window, int Dilation, int Groups) : GraphLayer(Inputs)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => Bias is null ? [Weight] : [Weight, Bias];
}

/// <summary>A fully connected layer, of vectors or of each step of a sequence.</summary>
internal sealed record DenseLayer(IReadOnlyList<int> Inputs, string Weight, string? Bias, bool IsOfSteps = false) : GraphLayer(Inputs)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => Bias is null ? [Weight] : [Weight, Bias];
}

/// <summary>max(0, x).</summary>
internal sealed record RectifierLayer(IReadOnlyList<int> Inputs) : GraphLayer(Inputs);

/// <summary>Maximum of windows.</summary>
internal sealed record MaxPoolLayer(IReadOnlyList<int> Inputs, Window Window) : GraphLayer(Inputs);

/// <summary>The mean of each channel, as a vector.</summary>
internal sealed record GlobalAverageLayer(IReadOnlyList<int> Inputs) : GraphLayer(Inputs);

/// <summary>An image as a vector.</summary>
internal sealed record FlattenLayer(IReadOnlyList<int> Inputs) : GraphLayer(Inputs);

/// <summary>Values dropped in training; nothing in inference.</summary>
internal sealed record DropoutLayer(IReadOnlyList<int> Inputs, double Rate) : GraphLayer(Inputs);

/// <summary>A sum of two values of one shape.</summary>
internal sealed record AddLayer(IReadOnlyList<int> Inputs) : GraphLayer(Inputs);

/// <summary>Each channel by its mean and variance over the batch; in inference by running ones.</summary>
internal sealed record BatchNormLayer(IReadOnlyList<int> Inputs, string Prefix, double Momentum, double Epsilon) : GraphLayer(Inputs)
{
    /// <summary>The factor of each channel.</summary>
    public string Weight => Prefix + ".weight";

    /// <summary>What is added to each channel.</summary>
    public string Bias => Prefix + ".bias";

    /// <summary>The running mean.</summary>
    public string Mean => Prefix + ".running_mean";

    /// <summary>The running variance.</summary>
    public string Variance => Prefix + ".running_var";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => [Weight, Bias, Mean, Variance];
}

/// <summary>max(0, x) with a soft corner: x times the normal distribution function of x.</summary>
internal sealed record GeluLayer(IReadOnlyList<int> Inputs) : GraphLayer(Inputs);

/// <summary>Each row by its own mean and deviation.</summary>
internal sealed record LayerNormLayer(IReadOnlyList<int> Inputs, string Weight, string Bias, int Features, double Epsilon) : GraphLayer(Inputs)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => [Weight, Bias];
}

/// <summary>Self-attention; the products of queries, keys and values are one.</summary>
internal sealed record AttentionLayer(IReadOnlyList<int> Inputs, string InputWeight, string InputBias, string OutputWeight, string OutputBias, int Heads, bool IsCausal, int Steps, int Features)
    : GraphLayer(Inputs)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => [InputWeight, InputBias, OutputWeight, OutputBias];
}

/// <summary>LSTM, GRU or SimpleRNN; parameters are PyTorch's.</summary>
/// <param name="Inputs">The values it reads.</param>
/// <param name="Kind">The cell.</param>
/// <param name="Prefix">What stands in front of its parameters' names.</param>
/// <param name="Units">Of its state.</param>
/// <param name="IsLastStepOnly">Whether it gives the last state alone.</param>
internal sealed record RecurrentLayer(IReadOnlyList<int> Inputs, string Kind, string Prefix, int Units, bool IsLastStepOnly) : GraphLayer(Inputs)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => [.. new[] { "weight_ih", "weight_hh", "bias_ih", "bias_hh" }.Select(Parameter)];

    /// <summary>PyTorch's name of one of its parameters.</summary>
    public string Parameter(string name) => $"{Prefix}.{name}_l0";
}

/// <summary>A window that moves over an image.</summary>
internal sealed record Window(int Height, int Width, int StrideHeight, int StrideWidth, int Top, int Left, int Bottom, int Right);
