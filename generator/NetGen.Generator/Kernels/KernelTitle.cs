using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The words of which kernels' titles are made: what a kernel does and on what sizes, as a method's name can hold it.</summary>
internal static class KernelTitle
{
    /// <summary>What is added where a kernel adds to a gradient that another has written.</summary>
    public static string Added(Kernel kernel) => kernel.Accumulates ? "Added" : "";

    /// <summary>Dense100To10, or Convolution1x1From16To32On8x8 where a row is a pixel.</summary>
    public static string Product(int inputs, int outputs, Shape rows)
        => rows.Positions == 1 ? $"Dense{Literals.Integer(inputs)}To{Literals.Integer(outputs)}" : $"Convolution1x1{FromTo(inputs, outputs)}On{Extents(rows)}";

    /// <summary>Convolution3x3From16To32On32x32, with the result's extents where they differ.</summary>
    /// <param name="kind">Convolution, Winograd.</param>
    public static string Convolution(string kind, int rows, int columns, Shape input, Shape output)
        => $"{kind}{Literals.Integer(rows)}x{Literals.Integer(columns)}{FromTo(input.Channels, output.Channels)}On{Between(input, output)}";

    /// <summary>A convolution whose results gather inputs through taps; for an input's gradient with the extents of the forward pass.</summary>
    public static string Gathering(string kind, ConvolutionSizes sizes, bool isGradient)
    {
        (Shape input, Shape output) = isGradient ? (sizes.Output.Shape, sizes.Input.Shape) : (sizes.Input.Shape, sizes.Output.Shape);
        if (sizes.AreMirrored != isGradient) kind = "Transposed" + kind;
        return Convolution(kind, sizes.KernelRows, sizes.KernelColumns, input, output) + (isGradient ? "InputGradient" : "");
    }

    /// <summary>32x32, or 32x32To16x16.</summary>
    public static string Between(Shape input, Shape output)
        => Extents(input) == Extents(output) ? Extents(input) : $"{Extents(input)}To{Extents(output)}";

    /// <summary>From16To32.</summary>
    public static string FromTo(int inputs, int outputs) => $"From{Literals.Integer(inputs)}To{Literals.Integer(outputs)}";

    /// <summary>32x32x16, or 100.</summary>
    public static string Values(Shape shape) => shape.Positions == 1 ? Literals.Integer(shape.Channels) : $"{Extents(shape)}x{Literals.Integer(shape.Channels)}";

    /// <summary>LeakyReLU, of the expression that makes the run-time library's activation: 'new LeakyReLUActivation(0.01f)', 'default(TanhActivation)'.</summary>
    public static string Activation(string expression)
    {
        int end = expression.IndexOf("Activation", StringComparison.Ordinal);
        return expression.Substring(0, end).Split(' ', '(').Last();
    }

    private static string Extents(Shape shape)
        => shape.IsSequence ? Literals.Integer(shape.Width) : $"{Literals.Integer(shape.Height)}x{Literals.Integer(shape.Width)}";
}
