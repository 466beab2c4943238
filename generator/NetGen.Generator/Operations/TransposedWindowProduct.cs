using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>
/// output = bias + what each pixel of the input adds to a window of the output, by weights: a transposed convolution. Of the convolution that leads from its
/// output to its input it is the gradient of the input.
/// </summary>
/// <param name="weight">That convolution's: its outputs are the input's channels, its inputs the output's.</param>
/// <param name="rows">How that convolution's windows lie along the rows: on the output, one for each row of the input.</param>
/// <param name="columns">Likewise along the columns.</param>
internal sealed class TransposedWindowProduct(
    Tensor input, ParameterTensor weight, ParameterTensor? bias, Tensor output, WindowGeometry rows, WindowGeometry columns, int groups) : Operation
{
    public Tensor Input { get; } = input;

    public ParameterTensor Weight { get; } = weight;

    public ParameterTensor? Bias { get; } = bias;

    public WindowGeometry Rows { get; } = rows;

    public WindowGeometry Columns { get; } = columns;

    public int Groups { get; } = groups;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input];

    public override Tensor Output { get; } = output;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    public override Kept Kept => Kept.Inputs;

    public override bool CanRectify => true;

    /// <summary>Whether every channel has one filter of its own.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == Input.Shape.Channels && Groups == Output.Shape.Channels;
}
