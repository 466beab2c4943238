namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// Inverted dropout: in training values are dropped where the mask says so, and the others divided by the probability to stay;
/// in inference nothing happens.
/// </summary>
internal sealed class Dropout(double rate) : SingleInputLayer
{
    /// <summary>1 where a value stays and 0 where it is dropped: given, because the reference draws no random numbers.</summary>
    public Tensor? Mask { get; set; }

    /// <summary>Gives the mask of each training pass, for a tensor of a shape.</summary>
    public Func<int[], Tensor>? DrawMask { get; init; }

    protected override Tensor Forward(Tensor input, bool training)
    {
        Tensor output = input.Clone();
        if (!training) return output;
        if (DrawMask is not null) Mask = DrawMask(input.Shape);
        Tensor mask = Mask ?? throw new InvalidOperationException("Dropout needs its mask in training.");
        for (int i = 0; i < output.Values.Length; i++) output.Values[i] *= mask.Values[i] / (1 - rate);
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = doutput.Clone();
        for (int i = 0; i < dinput.Values.Length; i++) dinput.Values[i] *= Mask!.Values[i] / (1 - rate);
        return dinput;
    }
}
