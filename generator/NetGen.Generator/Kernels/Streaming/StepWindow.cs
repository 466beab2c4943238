using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The window of a step, and how weights are packed for it.</summary>
/// <param name="Taps">Steps that it sees.</param>
/// <param name="Dilation">Steps from one tap to the next.</param>
/// <param name="Pitch">Floats from one of them to the next.</param>
/// <param name="Depth">Input channels of a group.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Results">Results of a group.</param>
/// <param name="Weights">As they are packed.</param>
/// <param name="HasBias">Whether sums begin with a bias.</param>
/// <param name="Rectifies">Whether a ReLU is applied before the store.</param>
/// <param name="IsTapByTap">Whether a result sums all channels of one tap, then those of the next, and not all taps channel by channel.</param>
internal sealed record StepWindow(
    int Taps, int Dilation, int Pitch, int Depth, int Groups, int Results,
    PlannedParameter Weights, bool HasBias, bool Rectifies, bool IsTapByTap)
{
    /// <summary>Steps until all taps lie in the sequence.</summary>
    public int Reach => (Taps - 1) * Dilation;

    /// <summary>What the library has to know of it.</summary>
    private string Arguments
        => $"new(taps: {Taps}, pitch: {Pitch}, depth: {Depth}, groups: {Groups}, results: {Results}, packedGroups: {Weights.Groups}, "
            + $"panel: {Weights.Panel}, panelStride: {Weights.PanelStride}, groupStride: {Weights.GroupStride}, hasBias: {(HasBias ? "true" : "false")}, "
            + $"rectifies: {(Rectifies ? "true" : "false")}, isTapByTap: {(IsTapByTap ? "true" : "false")})";

    /// <summary>In words.</summary>
    public string DescribeStart() => $"in the first {Literals.Count(Reach, "step")}, the taps that lie before the sequence are left out, by a loop over those inside";

    /// <summary>Prints what is done, in the place of all else, while the window begins before the sequence does.</summary>
    public void EmitStart(SourceWriter writer, string window, string weights, string output)
    {
        string first = $"{Taps - 1} - (int)step{(Dilation == 1 ? string.Empty : $" / {Dilation}")}";
        using (writer.Block($"if (step < {Reach})"))
        {
            writer.Line("// Taps before the first step are left out, as they are in the whole sequence.");
            writer.Line($"StepStart.Convolve(ref {window}, {first}, ref {weights}, ref {(HasBias ? "bias" : output)}, ref {output}, {Arguments});");
            writer.Line("return;");
        }

        writer.Line();
    }
}
