namespace NetGen.Benchmarks.Graphs;

/// <summary>
/// One layer as other libraries know it. Value 0 is the network's input; every layer adds the next value, in the order of the list.
/// </summary>
/// <param name="Inputs">The values it reads.</param>
internal abstract record GraphLayer(IReadOnlyList<int> Inputs);

/// <summary>A convolution; all settings in the order height, width, and padding as top, left, bottom, right.</summary>
internal sealed record ConvolutionLayer(IReadOnlyList<int> Inputs, string Weight, string? Bias, Window Window, int Dilation, int Groups) : GraphLayer(Inputs);

/// <summary>A fully connected layer.</summary>
internal sealed record DenseLayer(IReadOnlyList<int> Inputs, string Weight, string? Bias) : GraphLayer(Inputs);

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

/// <summary>A window that moves over an image.</summary>
internal sealed record Window(int Height, int Width, int StrideHeight, int StrideWidth, int Top, int Left, int Bottom, int Right);
