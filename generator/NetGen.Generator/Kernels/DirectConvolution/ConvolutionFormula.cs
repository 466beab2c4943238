using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>What a convolution computes, said alike by all kernels that compute one.</summary>
internal static class ConvolutionFormula
{
    /// <param name="operands">Input and weights first, then the bias if there is one; the output is the last tensor.</param>
    /// <param name="sizes">Which taps touch which inputs.</param>
    /// <param name="hasBias">Whether the sums begin with a bias.</param>
    /// <param name="channels">Which input channels an output sees, where not all: 'c in o's group'.</param>
    public static string Of(IReadOnlyList<Operand> operands, ConvolutionSizes sizes, bool hasBias, string? channels = null)
    {
        string y = sizes.AreMirrored ? Gathered("y", sizes.Rows) : Scattered("y", sizes.Rows[0]);
        string x = sizes.AreMirrored ? Gathered("x", sizes.Columns) : Scattered("x", sizes.Columns[0]);
        string text = IsGradient(operands) ? OfGradient(operands, y, x, channels, sizes.AreMirrored) : OfForward(operands, hasBias, y, x, channels);
        return sizes.AreMirrored && sizes.Rows.Count * sizes.Columns.Count > 1 ? text + ", wherever that is whole" : text;
    }

    /// <summary>The gradient of weights: what the kernel reads first is what windows lie on, then come the values of each window.</summary>
    public static string OfWeights(IReadOnlyList<Operand> operands, string y, string x, bool isDepthwise = false, string sample = "", string limits = "")
    {
        // In a transposed convolution, windows lie on the output, and its gradient comes first.
        bool isTransposed = operands[0] is TensorOperand { IsGradient: true };
        (string window, string value) = isDepthwise ? ("c", "c") : isTransposed ? ("o", "c") : ("c", "o");
        string over = sample.Length > 0 ? "n, y, x" : "samples and pixels";
        string weight = isDepthwise ? "c" : $"{value}, {window}";
        return $"weightGradient[{weight}, ky, kx] = sum over {over} of {operands[0].Name}[{sample}{y}, {x}, {window}] * {operands[1].Name}[{sample}y, x, {value}]{limits}";
    }

    /// <summary>For a convolution of stride 1 without groups, of which the padding alone has to be known.</summary>
    public static string Of(IReadOnlyList<Operand> operands, bool hasBias, int taps, int paddingTop, int paddingLeft)
        => IsGradient(operands)
            ? OfGradient(operands, Mirrored("y", taps - 1 - paddingTop), Mirrored("x", taps - 1 - paddingLeft), null, areMirrored: true)
            : OfForward(operands, hasBias, Position("y", 1, 1, -paddingTop), Position("x", 1, 1, -paddingLeft), null);

    /// <summary>The input position under a kernel tap: y + ky - 2.</summary>
    public static string Position(string axis, int stride, int dilation, int offset)
        => Expressions.Plus(Expressions.Times(axis, stride), Expressions.Times("k" + axis, dilation), Literals.Integer(offset));

    private static bool IsGradient(IReadOnlyList<Operand> operands) => operands.OfType<TensorOperand>().Last().IsGradient;

    private static string OfForward(IReadOnlyList<Operand> operands, bool hasBias, string y, string x, string? channels)
        => $"{operands.OfType<TensorOperand>().Last().Name}[y, x, o] = {(hasBias ? $"{operands[2].Name}[o] + " : "")}sum over ky, kx, c of "
            + $"{operands[0].Name}[{y}, {x}, c] * {operands[1].Name}[o, c, ky, kx]{Limits(channels)}";

    private static string OfGradient(IReadOnlyList<Operand> operands, string y, string x, string? channels, bool areMirrored)
    {
        string weights = operands[1].Name;
        string order = areMirrored && weights == "weights" ? "o, c" : "c, o";
        return $"{operands.OfType<TensorOperand>().Last().Name}[y, x, c] = sum over ky, kx, o of {operands[0].Name}[{y}, {x}, o] * {weights}[{order}, ky, kx]{Limits(channels)}";
    }

    private static string Limits(string? channels) => channels is null ? "" : $", {channels}";

    /// <summary>The input under a tap of a result.</summary>
    private static string Scattered(string axis, AxisTaps taps) => Position(axis, taps.InputStep, taps.TapStep, taps.InputOffset);

    /// <summary>The result that a position had a part in through a tap: y - ky + 2; for a stride (y - ky + 1) / 2, wherever that is whole.</summary>
    private static string Gathered(string axis, EquatableArray<AxisTaps> sets)
    {
        int stride = sets.Count;
        AxisTaps some = sets.OrderByDescending(set => set.Taps).First();

        // Position First + i * stride met result i + InputOffset through tap KernelFirst, and the next one through the next.
        int dilation = some.Taps > 1 ? -some.TapStep * stride / some.KernelStep : 1;
        string distance = Mirrored(axis, (some.InputOffset * stride) + (some.KernelFirst * dilation) - some.First, dilation);
        return stride == 1 ? distance : $"({distance}) / {stride}";
    }

    private static string Mirrored(string axis, int offset, int dilation = 1)
    {
        string distance = Expressions.Minus(axis, Expressions.Times("k" + axis, dilation));
        return offset == 0 ? distance : offset > 0 ? $"{distance} + {offset}" : $"{distance} - {-offset}";
    }
}
