using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>Every pixel of the output is made of a window of the input.</summary>
internal abstract class Window(Tensor input, Tensor output, WindowGeometry rows, WindowGeometry columns) : Operation
{
    public Tensor Input { get; } = input;

    public override IReadOnlyList<Tensor> Inputs => [Input];

    public override Tensor Output { get; } = output;

    /// <summary>How the windows lie along the rows.</summary>
    public WindowGeometry Rows { get; } = rows;

    /// <summary>How the windows lie along the columns.</summary>
    public WindowGeometry Columns { get; } = columns;
}

/// <summary>output[y, x, o] = bias[o] + sum over a window's taps and the channels of o's group of input * weight: a convolution.</summary>
internal sealed class WindowProduct(
    Tensor input,
    ParameterTensor weight,
    ParameterTensor? bias,
    Tensor output,
    WindowGeometry rows,
    WindowGeometry columns,
    int groups,
    ConvolutionAlgorithm algorithm) : Window(input, output, rows, columns)
{
    public ParameterTensor Weight { get; } = weight;

    public ParameterTensor? Bias { get; } = bias;

    public int Groups { get; } = groups;

    /// <summary>What the user asks for.</summary>
    public ConvolutionAlgorithm Algorithm { get; } = algorithm;

    /// <summary>Where the input is the window of one step, a <see cref="StepHistory"/>: steps from one tap to the next. Taps that lie before the first step are left out. Else 0.</summary>
    public int Dilation { get; init; }

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    public override Kept Kept => Kept.Inputs;

    public override bool CanRectify => true;

    public override bool CanScaleWeights => true;

    /// <summary>Whether windows are pixels and nothing is added around: then it is a matrix product with a row for each pixel.</summary>
    public bool IsMatrixProduct => Groups == 1 && IsPixelwise(Rows) && IsPixelwise(Columns);

    private static bool IsPixelwise(WindowGeometry axis)
        => axis.Kernel == 1 && axis.Stride == 1 && axis.PaddingBefore == 0 && axis.Output == axis.Input;
}

/// <summary>output[y, x, c] = the largest or the mean of channel c in a window: pooling. Padding never counts.</summary>
internal sealed class WindowReduction(bool takesMaximum, Tensor input, Tensor output, WindowGeometry rows, WindowGeometry columns)
    : Window(input, output, rows, columns)
{
    /// <summary>Whether the largest value is taken, or the mean.</summary>
    public bool TakesMaximum { get; } = takesMaximum;

    /// <summary>
    /// Whether windows are bins of different sizes that cover the input: bin i of n along an axis of length L from i * L / n, rounded down, to (i + 1) * L / n,
    /// rounded up. The geometry is then one of about that size.
    /// </summary>
    public bool HasUnequalBins { get; init; }

    /// <summary>How many steps each sample has, where the only window is all of a sequence: the others do not count. Null where all have all.</summary>
    public Tensor? Lengths { get; init; }

    public override IReadOnlyList<Tensor> Inputs => Lengths is null ? base.Inputs : [Input, Lengths];

    public override Kept Kept => TakesMaximum ? Kept.Inputs | Kept.Output : Kept.Nothing;
}

/// <summary>The steps under a window that ends with the step at hand: output[k] is the input of (taps - 1 - k) * dilation steps before.</summary>
/// <param name="input">One step.</param>
/// <param name="output">As many steps as the window has taps.</param>
/// <param name="dilation">Steps from one tap to the next.</param>
internal sealed class StepHistory(Tensor input, Tensor output, int dilation) : Operation
{
    public Tensor Input { get; } = input;

    /// <summary>Steps from one tap to the next.</summary>
    public int Dilation { get; } = dilation;

    /// <summary>Steps from the first tap to the step at hand.</summary>
    public int Reach => (Output.Shape.Positions - 1) * Dilation;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Nothing;
}
