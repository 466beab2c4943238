namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A gated recurrent unit, as PyTorch's nn.GRU: gates r, z, n one below the other, r and z through the logistic function, n = tanh(W_in x + b_in + r (W_hn h + b_hn)),
/// h[t] = (1 - z) n + z h[t - 1].
/// </summary>
internal sealed class GRU(int features, int units, RecurrenceOptions options) : Recurrence(features, units, gates: 3, options)
{
    protected override Step Take(Step step)
    {
        double[] values = new double[3 * Units];
        double[] state = new double[Units];
        for (int o = 0; o < Units; o++)
        {
            (int r, int z, int n) = (o, Units + o, (2 * Units) + o);
            values[r] = Rounding(Sigmoid(Rounding(step.Given[r] + step.Products[r])));
            values[z] = Rounding(Sigmoid(Rounding(step.Given[z] + step.Products[z])));
            values[n] = Rounding(Math.Tanh(Rounding(step.Given[n] + (values[r] * step.Products[n]))));
            state[o] = Rounding(values[n] + (values[z] * Rounding(step.Before[o] - values[n])));
        }

        return step with { Values = values, State = state, Cell = step.CellBefore };
    }

    protected override StepGradient TakeBack(Step step, double[] dstate, double[] dcell)
    {
        (double[] dgiven, double[] dproducts, double[] dbefore) = (new double[3 * Units], new double[3 * Units], new double[Units]);
        double[] v = step.Values;
        for (int o = 0; o < Units; o++)
        {
            (int r, int z, int n) = (o, Units + o, (2 * Units) + o);
            dgiven[n] = Rounding(dstate[o] * (1 - v[z]) * (1 - (v[n] * v[n])));
            dgiven[z] = dstate[o] * Rounding(step.Before[o] - v[n]) * v[z] * (1 - v[z]);
            dgiven[r] = dgiven[n] * step.Products[n] * v[r] * (1 - v[r]);
            (dproducts[r], dproducts[z], dproducts[n]) = (dgiven[r], dgiven[z], dgiven[n] * v[r]);
            dbefore[o] = dstate[o] * v[z];
        }

        return new StepGradient(dgiven, dproducts, dbefore, dcell);
    }
}
