using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>What a convolution computes, said alike by all kernels that compute one.</summary>
internal static class ConvolutionFormula
{
    /// <param name="operands">Input and weights first, then the bias if there is one; the output is the last tensor.</param>
    /// <param name="hasBias">Whether the sums begin with a bias.</param>
    /// <param name="channels">Which input channels an output sees, where not all: 'c in o's group'.</param>
    public static string Of(IReadOnlyList<Operand> operands, bool hasBias, string? channels = null)
    {
        TensorOperand output = operands.OfType<TensorOperand>().Last();
        string start = hasBias ? $"{operands[2].Name}[o] + " : "";
        string limits = channels is null ? "" : $", {channels}";
        return output.IsGradient
            ? $"{output.Name}[y, x, c] = sum over ky, kx, o of {operands[0].Name}[y - ky, x - kx, o] * weights[o, c, ky, kx]{limits}"
            : $"{output.Name}[y, x, o] = {start}sum over ky, kx, c of {operands[0].Name}[y + ky, x + kx, c] * {operands[1].Name}[o, c, ky, kx]{limits}";
    }
}
