namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A layer as its definition says it: plain loops in double, forward and backward next to each other, no thought given to speed.
/// </summary>
/// <remarks>In comments and names a leading d marks a gradient: dinput = d(loss)/d(input).</remarks>
internal abstract class ReferenceLayer
{
    public IReadOnlyList<ReferenceParameter> Parameters { get; protected init; } = [];

    /// <summary>See <see cref="ReferenceNetwork.Rounding"/>: for layers in which large terms cancel before anything is handed on.</summary>
    public Func<double, double> Rounding { get; set; } = value => value;

    /// <summary>Where in the batch the first sample of the next pass stands: for what is drawn for each.</summary>
    public int FirstSample { get; set; }

    /// <summary>The layer's value for a batch.</summary>
    /// <param name="inputs">One tensor, or several for a layer that joins branches.</param>
    /// <param name="training">Whether layers that behave differently in training are to do so.</param>
    public abstract Tensor Forward(IReadOnlyList<Tensor> inputs, bool training);

    /// <summary>
    /// The gradients of the inputs, from that of the output; adds to the gradients of the parameters. Belongs to the
    /// last <see cref="Forward"/>, which was for training.
    /// </summary>
    public abstract IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput);

    /// <summary>Gives state that follows from parameters values that belong to them; they are floats.</summary>
    public virtual void Settle()
    {
    }

    /// <summary>Takes over what a training step leaves behind apart from gradients: running statistics.</summary>
    public virtual void CommitState()
    {
    }
}

/// <summary>A layer that reads one tensor.</summary>
internal abstract class SingleInputLayer : ReferenceLayer
{
    public sealed override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training) => Forward(inputs.Single(), training);

    public sealed override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
        => [Backward(inputs.Single(), output, doutput)];

    protected abstract Tensor Forward(Tensor input, bool training);

    protected abstract Tensor Backward(Tensor input, Tensor output, Tensor doutput);
}
