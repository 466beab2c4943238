namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// Long short-term memory, as PyTorch's nn.LSTM: gates i, f, g, o one below the other, i, f, o through the logistic function, g through tanh,
/// c[t] = f c[t - 1] + i g, h[t] = o tanh(c[t]).
/// </summary>
internal sealed class LSTM(int features, int units, RecurrenceOptions options) : Recurrence(features, units, gates: 4, options, hasCell: true)
{
    protected override Step Take(Step step)
    {
        double[] values = new double[4 * Units];
        (double[] cell, double[] state) = (new double[Units], new double[Units]);
        for (int o = 0; o < Units; o++)
        {
            (int i, int f, int g, int u) = (o, Units + o, (2 * Units) + o, (3 * Units) + o);
            foreach (int gate in (int[])[i, f, u]) values[gate] = Rounding(Sigmoid(Rounding(step.Given[gate] + step.Products[gate])));
            values[g] = Rounding(Math.Tanh(Rounding(step.Given[g] + step.Products[g])));
            cell[o] = Rounding((values[f] * step.CellBefore[o]) + Rounding(values[i] * values[g]));
            state[o] = Rounding(values[u] * Rounding(Math.Tanh(cell[o])));
        }

        return step with { Values = values, Cell = cell, State = state };
    }

    protected override StepGradient TakeBack(Step step, double[] dstate, double[] dcell)
    {
        double[] dsums = new double[4 * Units];
        double[] dcellBefore = new double[Units];
        double[] v = step.Values;
        for (int o = 0; o < Units; o++)
        {
            (int i, int f, int g, int u) = (o, Units + o, (2 * Units) + o, (3 * Units) + o);
            double shown = Rounding(Math.Tanh(step.Cell[o]));
            double dc = Rounding(dcell[o] + Rounding(dstate[o] * v[u] * (1 - (shown * shown))));
            dsums[i] = dc * v[g] * v[i] * (1 - v[i]);
            dsums[f] = dc * step.CellBefore[o] * v[f] * (1 - v[f]);
            dsums[g] = dc * v[i] * (1 - (v[g] * v[g]));
            dsums[u] = dstate[o] * shown * v[u] * (1 - v[u]);
            dcellBefore[o] = dc * v[f];
        }

        return new StepGradient(dsums, dsums, new double[Units], dcellBefore);
    }
}
