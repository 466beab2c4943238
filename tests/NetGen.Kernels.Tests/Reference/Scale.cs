namespace NetGen.Kernels.Tests.Reference;

/// <summary>x times a factor that is learnt: one for each channel, or one for all.</summary>
internal sealed class Scale : SingleInputLayer
{
    private readonly FileOrder _order;
    private readonly ReferenceParameter _weight; // [c], in the order of files; [1]

    /// <param name="factors">As many as channels, or 1 for all of them.</param>
    public Scale(int factors, double initial = 1, FileOrder? order = null)
    {
        _order = order ?? FileOrder.Same;
        _weight = new ReferenceParameter("weight", new Tensor(factors));
        Array.Fill(_weight.Value.Values, initial);
        Parameters = [_weight];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        Tensor output = input.ZerosLike();
        for (int i = 0; i < input.Values.Length; i++) output.Values[i] = input.Values[i] * _weight.Value[Factor(input, i)];
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int i = 0; i < input.Values.Length; i++)
        {
            dinput.Values[i] = doutput.Values[i] * _weight.Value[Factor(input, i)];
            _weight.Gradient[Factor(input, i)] += doutput.Values[i] * input.Values[i];
        }

        return dinput;
    }

    private int Factor(Tensor input, int element) => _weight.Value.Values.Length == 1 ? 0 : _order.Of(element % input.Channels, input.Channels);
}
