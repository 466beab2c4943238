namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A recurrent layer of Elman's kind, as PyTorch's nn.RNN: h[t] = f(W_ih x[t] + b_ih + W_hh h[t - 1] + b_hh), f tanh or ReLU, with h = 0 in front of the first step.
/// </summary>
internal sealed class SimpleRNN(int features, int units, RecurrenceOptions options) : Recurrence(features, units, gates: 1, options)
{
    private readonly bool _isRectified = options.IsRectified;

    protected override Step Take(Step step)
    {
        double[] state = [.. Enumerable.Range(0, Units).Select(o => Rounding(Value(Rounding(step.Given[o] + step.Products[o]))))];
        return step with { State = state, Cell = step.CellBefore };
    }

    protected override StepGradient TakeBack(Step step, double[] dstate, double[] dcell)
    {
        double[] dsum = [.. Enumerable.Range(0, Units).Select(o => dstate[o] * Slope(step.State[o]))];
        return new StepGradient(dsum, dsum, new double[Units], dcell);
    }

    private double Value(double sum) => _isRectified ? Math.Max(0, sum) : Math.Tanh(sum);

    private double Slope(double state) => !_isRectified ? 1 - (state * state) : state > 0 ? 1 : 0;
}
