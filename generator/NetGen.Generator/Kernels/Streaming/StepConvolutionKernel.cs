using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A convolution of one step's window. While the window begins before the sequence does, the taps that lie there are left out.</summary>
internal sealed class StepConvolutionKernel : Kernel
{
    private readonly Kernel _whole;
    private readonly StepWindow _window;

    /// <param name="whole">The convolution of a window all of whose taps lie in the sequence. This kernel takes its name.</param>
    /// <param name="window">What windows are like.</param>
    public StepConvolutionKernel(Kernel whole, StepWindow window)
        : base(whole.Name)
    {
        (_whole, _window) = (whole, window);
        Operands = [.. whole.Operands, ScalarOperand.Step];
    }

    public override string Formula => _whole.Formula;

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => _whole.WorkPerSample;

    public override string Title => _whole.Title + "Step";

    public override string DescribePlan() => $"{_whole.DescribePlan()}\nin the first {Literals.Count(_window.Reach, "step")}, the taps that lie before the sequence are left out, by a loop over those inside";

    public override void Emit(SourceWriter writer)
    {
        Kernel whole = _whole.Named(Name + "Whole");
        (string window, string weights, string output) = (Operands[0].Name, Operands[1].Name, whole.Operands.OfType<TensorOperand>().Last().Name);
        using (writer.Block($"static void {Name}({Signature})"))
        {
            using (writer.Block($"if (step >= {_window.Reach})"))
            {
                writer.Line($"{whole.Name}({whole.Forwarding});");
                writer.Line("return;");
            }

            writer.Line();
            writer.Line("// Taps before the first step are left out, as they are in the whole sequence.");
            string bias = _window.HasBias ? "bias" : output;
            string first = $"{_window.Taps - 1} - (int)step{(_window.Dilation == 1 ? string.Empty : $" / {_window.Dilation}")}";
            writer.Line($"StepStart.Convolve(ref {window}, {first}, ref {weights}, ref {bias}, ref {output}, {_window.Arguments});");
        }

        writer.Line();
        whole.Emit(writer);
    }
}

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
internal sealed record StepWindow(int Taps, int Dilation, int Pitch, int Depth, int Groups, int Results, PlannedParameter Weights, bool HasBias, bool Rectifies)
{
    /// <summary>Steps until all taps lie in the sequence.</summary>
    public int Reach => (Taps - 1) * Dilation;

    /// <summary>What the library has to know of it.</summary>
    public string Arguments
        => $"new(taps: {Taps}, pitch: {Pitch}, depth: {Depth}, groups: {Groups}, results: {Results}, packedGroups: {Weights.Groups}, panel: {Weights.Panel}, panelStride: {Weights.PanelStride}, "
            + $"groupStride: {Weights.GroupStride}, hasBias: {(HasBias ? "true" : "false")}, rectifies: {(Rectifies ? "true" : "false")})";
}
