namespace NetGen.Kernels.Tests.Reference;

/// <summary>x where positive, elsewhere x times a slope that is learnt (He et al. 2015): one for each channel, or one for all.</summary>
internal sealed class PReLU : SingleInputLayer
{
    private readonly FileOrder _order;
    private readonly ReferenceParameter _weight; // [c], in the order of files; [1]

    /// <param name="slopes">As many as channels, or 1 for all of them.</param>
    public PReLU(int slopes, double slope = 0.25, FileOrder? order = null)
    {
        _order = order ?? FileOrder.Same;
        _weight = new ReferenceParameter("weight", new Tensor(slopes));
        Array.Fill(_weight.Value.Values, slope);
        Parameters = [_weight];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        Tensor output = input.ZerosLike();
        for (int i = 0; i < input.Values.Length; i++)
        {
            double x = input.Values[i];
            output.Values[i] = x > 0 ? x : x * _weight.Value[Slope(input, i)];
        }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int i = 0; i < input.Values.Length; i++)
        {
            double x = input.Values[i];
            dinput.Values[i] = doutput.Values[i] * (x > 0 ? 1 : _weight.Value[Slope(input, i)]);
            if (x <= 0) _weight.Gradient[Slope(input, i)] += doutput.Values[i] * x;
        }

        return dinput;
    }

    private int Slope(Tensor input, int element) => _weight.Value.Values.Length == 1 ? 0 : _order.Of(element % input.Channels, input.Channels);
}
