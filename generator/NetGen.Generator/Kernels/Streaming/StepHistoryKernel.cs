using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// window[k] = the input of (taps - 1 - k) * dilation steps before. The steps lie in a ring, of which the step at hand takes the oldest one's place: those under
/// the taps are copied, and none is moved.
/// </summary>
/// <param name="dilation">Steps from one tap to the next.</param>
/// <param name="history">As many steps as the window spans.</param>
internal sealed class StepHistoryKernel(string name, int dilation, TensorOperand input, TensorOperand history, TensorOperand window) : Kernel(name)
{
    private int Taps => window.Tensor.Shape.Positions;

    private string Distance => dilation == 1 ? $"({Taps - 1} - k)" : $"({dilation} * ({Taps - 1} - k))";

    private int Slots => history.Tensor.Shape.Positions;

    public override string Formula => $"window[k] = input[step - {Distance}]";

    public override IReadOnlyList<Operand> Operands { get; } = [input, history, window, ScalarOperand.Step];

    public override long WorkPerSample => MultiplyAddsPerFloat * (long)window.Tensor.Extent;

    public override string Title => $"History{Literals.Integer(Taps)}Of{Literals.Integer(Slots)}x{Literals.Integer(window.Tensor.Shape.Channels)}";

    public override string DescribePlan() => $"a ring of {Literals.Count(Slots, "step")}, of which {Literals.Count(Taps, "tap")} are read; where the sequence has no steps yet, they are zeros";

    public override void Emit(SourceWriter writer)
    {
        int channels = input.Tensor.Shape.Channels;
        writer.Line(KernelDispatch.Optimized);
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        writer.Line($"DelayLine.Push(ref {input.Name}, {channels}, ref {history.Name}, {history.Tensor.Pitch}, {Slots}, step);");
        writer.Line(
            $"DelayLine.Read(ref {input.Name}, {channels}, ref {history.Name}, {history.Tensor.Pitch}, {Slots}, {dilation}, step, "
            + $"ref {window.Name}, {Taps});");
    }
}
