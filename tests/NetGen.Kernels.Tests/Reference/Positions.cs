namespace NetGen.Kernels.Tests.Reference;

/// <summary>A vector for each time step, the same for every sample, added to it.</summary>
internal abstract class AddedTable : SingleInputLayer
{
    protected abstract double At(int step, int feature);

    protected virtual void Add(int step, int feature, double gradient)
    {
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        Tensor output = input.ZerosLike();
        foreach ((int n, int t, int c) in Places(input)) output[n, t, 0, c] = input[n, t, 0, c] + At(t, c);
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        foreach ((int n, int t, int c) in Places(input)) Add(t, c, doutput[n, t, 0, c]);
        return doutput.Clone();
    }

    private static IEnumerable<(int N, int Step, int Feature)> Places(Tensor input)
        => from n in Enumerable.Range(0, input.Samples) from t in Enumerable.Range(0, input.Height) from c in Enumerable.Range(0, input.Channels) select (n, t, c);
}

/// <summary>Positions that are trained.</summary>
internal sealed class Positions : AddedTable
{
    private readonly ReferenceParameter _weight; // [steps, features]

    public Positions(int steps, int features)
    {
        _weight = new ReferenceParameter("weight", new Tensor(steps, features));
        Parameters = [_weight];
    }

    protected override double At(int step, int feature) => _weight.Value[step, feature];

    protected override void Add(int step, int feature, double gradient) => _weight.Gradient[step, feature] += gradient;
}

/// <summary>Positions of Vaswani et al. 2017: sines and cosines, which are state of the network.</summary>
internal sealed class SinusoidalPositions : AddedTable
{
    private readonly ReferenceParameter _table; // [steps, features]

    public SinusoidalPositions(int steps, int features)
    {
        _table = new ReferenceParameter("pe", new Tensor(steps, features), IsTrained: false);
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; 2 * i < features; i++)
            {
                double angle = t / Math.Pow(10_000, 2.0 * i / features);
                _table.Value[t, 2 * i] = Math.Sin(angle);
                if ((2 * i) + 1 < features) _table.Value[t, (2 * i) + 1] = Math.Cos(angle);
            }
        }

        Parameters = [_table];
    }

    protected override double At(int step, int feature) => _table.Value[step, feature];
}
