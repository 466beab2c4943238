namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A layer that changes values at random in training, and leaves them in inference. What is drawn is given, because the reference draws no random
/// numbers.
/// </summary>
internal abstract class RandomLayer : SingleInputLayer
{
    /// <summary>What is drawn for each value.</summary>
    public Tensor? Drawn { get; set; }

    /// <summary>Gives what is drawn in each training pass, for a tensor of a shape.</summary>
    public Func<int[], Tensor>? Draw { get; init; }

    protected sealed override Tensor Forward(Tensor input, bool training)
    {
        Tensor output = input.Clone();
        if (!training) return output;
        if (Draw is not null) Drawn = Draw(input.Shape);
        Tensor drawn = Drawn ?? throw new InvalidOperationException($"{GetType().Name} needs what is drawn in training.");
        for (int i = 0; i < output.Values.Length; i++) output.Values[i] = (Factor(drawn.Values[i]) * output.Values[i]) + Offset(drawn.Values[i]);
        return output;
    }

    protected sealed override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = doutput.Clone();
        for (int i = 0; i < dinput.Values.Length; i++) dinput.Values[i] *= Factor(Drawn!.Values[i]);
        return dinput;
    }

    protected abstract double Factor(double drawn);

    protected virtual double Offset(double drawn) => 0;
}

/// <summary>Adds noise; drawn are standard normal numbers.</summary>
internal sealed class GaussianNoise(double std) : RandomLayer
{
    protected override double Factor(double drawn) => 1;

    protected override double Offset(double drawn) => std * drawn;
}

/// <summary>Multiplies with noise of mean 1; drawn are standard normal numbers.</summary>
internal sealed class GaussianDropout(double rate) : RandomLayer
{
    protected override double Factor(double drawn) => 1 + (Math.Sqrt(rate / (1 - rate)) * drawn);
}

/// <summary>PyTorch's alpha dropout, in the way in which it is written there; drawn is 1 for what stays and 0 for what is dropped.</summary>
internal sealed class AlphaDropout(double rate) : RandomLayer
{
    private readonly double _alpha = 1.0507009873554804934193349852946 * 1.6732632423543772848170429916717;

    private double A => 1 / Math.Sqrt(((_alpha * _alpha * rate) + 1) * (1 - rate));

    protected override double Factor(double drawn) => drawn * A;

    protected override double Offset(double drawn) => ((drawn - 1) * _alpha * A) + (_alpha * A * rate);
}

/// <summary>Dropout of whole channels; drawn is 1 for what stays and 0 for what is dropped, the same at every pixel.</summary>
internal sealed class SpatialDropout2D(double rate) : RandomLayer
{
    protected override double Factor(double drawn) => drawn / (1 - rate);
}

/// <summary>Dropout of whole samples; drawn is 1 for what stays and 0 for what is dropped, the same for a sample's values.</summary>
internal sealed class StochasticDepth(double rate) : RandomLayer
{
    protected override double Factor(double drawn) => drawn / (1 - rate);
}
