namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A recurrent layer of Elman's kind, as PyTorch's nn.RNN: h[t] = tanh(W_ih x[t] + b_ih + W_hh h[t - 1] + b_hh), with h = 0 in front of the first step.
/// </summary>
internal sealed class SimpleRNN(int features, int units, RecurrenceOptions options) : Recurrence(features, units, gates: 1, options)
{
    protected override Step Take(Step step)
    {
        double[] state = [.. Enumerable.Range(0, Units).Select(o => Rounding(Math.Tanh(Rounding(step.Given[o] + step.Products[o]))))];
        return step with { State = state, Cell = step.CellBefore };
    }

    protected override StepGradient TakeBack(Step step, double[] dstate, double[] dcell)
    {
        double[] dsum = [.. Enumerable.Range(0, Units).Select(o => dstate[o] * (1 - (step.State[o] * step.State[o])))];
        return new StepGradient(dsum, dsum, new double[Units], dcell);
    }
}
