using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A convolution of one step's window by a kernel for any number of windows. While the window begins before the sequence does, the taps that lie there are left out.</summary>
internal sealed class StepStartKernel : Kernel
{
    private readonly Kernel _whole;
    private readonly StepWindow _window;

    /// <param name="whole">The convolution of a window all of whose taps lie in the sequence. This kernel takes its name.</param>
    /// <param name="window">What windows are like.</param>
    public StepStartKernel(Kernel whole, StepWindow window)
        : base(whole.Name)
    {
        (_whole, _window) = (whole, window);
        Operands = [.. whole.Operands, ScalarOperand.Step];
    }

    public override string Formula => _whole.Formula;

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => _whole.WorkPerSample;

    public override string Title => _whole.Title + "Step";

    public override string DescribePlan() => $"{_whole.DescribePlan()}\n{_window.DescribeStart()}";

    public override void Emit(SourceWriter writer)
    {
        Kernel whole = _whole.Named(Name + "Whole");
        (string window, string weights, string output) = (Operands[0].Name, Operands[1].Name, whole.Operands.OfType<TensorOperand>().Last().Name);
        writer.Line(KernelDispatch.Optimized);
        using (writer.Block($"static void {Name}({Signature})"))
        {
            _window.EmitStart(writer, window, weights, output);
            writer.Line($"{whole.Name}({whole.Forwarding});");
        }

        writer.Line();
        whole.Emit(writer);
    }
}
