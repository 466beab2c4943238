namespace NetGen.Kernels.Tests.Reference;

/// <summary>(x - mean) * scale of each channel, both given.</summary>
internal sealed class Standardize : SingleInputLayer
{
    private readonly FileOrder _order;
    private readonly ReferenceParameter _mean; // [c], in the order of files
    private readonly ReferenceParameter _scale; // [c]

    public Standardize(int channels, FileOrder? order = null)
    {
        _order = order ?? FileOrder.Same;
        _mean = new ReferenceParameter("mean", new Tensor(channels), IsTrained: false);
        _scale = new ReferenceParameter("scale", new Tensor(channels), IsTrained: false);
        Array.Fill(_scale.Value.Values, 1);
        Parameters = [_mean, _scale];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        Tensor output = input.ZerosLike();
        for (int i = 0; i < input.Values.Length; i++) output.Values[i] = (input.Values[i] - _mean.Value[Channel(input, i)]) * _scale.Value[Channel(input, i)];
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int i = 0; i < input.Values.Length; i++) dinput.Values[i] = doutput.Values[i] * _scale.Value[Channel(input, i)];
        return dinput;
    }

    private int Channel(Tensor input, int element) => _order.Of(element % input.Channels, input.Channels);
}
