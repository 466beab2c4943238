namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A gated recurrent unit, as PyTorch's nn.GRU: gates r, z, n one below the other, r and z through the logistic function, n = tanh(W_in x + b_in + r (W_hn h + b_hn)),
/// h[t] = (1 - z) n + z h[t - 1]. With an early reset, as in the article, n = tanh(W_in x + b_in + W_hn (r h) + b_hn).
/// </summary>
internal sealed class GRU(int features, int units, RecurrenceOptions options) : Recurrence(features, units, gates: 3, options)
{
    private readonly bool _resetsEarly = options.ResetsEarly;

    protected override int FirstLateRow => _resetsEarly ? 2 * Units : int.MaxValue;

    protected override Step Take(Step step)
    {
        if (_resetsEarly) return TakeEarly(step);
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
        if (_resetsEarly) return TakeEarlyBack(step, dstate, dcell);
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

    private Step TakeEarly(Step step)
    {
        double[] values = new double[3 * Units];
        (double[] gated, double[] state) = (new double[Units], new double[Units]);
        for (int o = 0; o < 2 * Units; o++) values[o] = Rounding(Sigmoid(Rounding(step.Given[o] + step.Products[o])));
        for (int o = 0; o < Units; o++) gated[o] = Rounding(values[o] * step.Before[o]);
        for (int o = 0; o < Units; o++)
        {
            (int z, int n) = (Units + o, (2 * Units) + o);
            double sum = step.Given[n] + step.Products[n];
            for (int k = 0; k < Units; k++) sum += gated[k] * step.Weight[n, k];
            values[n] = Rounding(Math.Tanh(Rounding(sum)));
            state[o] = Rounding(values[n] + (values[z] * Rounding(step.Before[o] - values[n])));
        }

        return step with { Values = values, Gated = gated, State = state, Cell = step.CellBefore };
    }

    private StepGradient TakeEarlyBack(Step step, double[] dstate, double[] dcell)
    {
        (double[] dsums, double[] dgated, double[] dbefore) = (new double[3 * Units], new double[Units], new double[Units]);
        double[] v = step.Values;
        for (int o = 0; o < Units; o++)
        {
            (int z, int n) = (Units + o, (2 * Units) + o);
            dsums[n] = Rounding(dstate[o] * (1 - v[z]) * (1 - (v[n] * v[n])));
            dsums[z] = dstate[o] * Rounding(step.Before[o] - v[n]) * v[z] * (1 - v[z]);
            for (int k = 0; k < Units; k++) dgated[k] += dsums[n] * step.Weight[n, k];
        }

        for (int o = 0; o < Units; o++)
        {
            dsums[o] = Rounding(dgated[o]) * step.Before[o] * v[o] * (1 - v[o]);
            dbefore[o] = (dstate[o] * v[Units + o]) + (Rounding(dgated[o]) * v[o]);
        }

        return new StepGradient(dsums, dsums, dbefore, dcell);
    }
}
