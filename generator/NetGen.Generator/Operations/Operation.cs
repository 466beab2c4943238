namespace NetGen.Generator.Operations;

/// <summary>
/// One step of a network's mathematics: what is computed from which tensors and parameters, and what its gradient needs. Layers lower to
/// operations; Planning chooses the kernels that compute them.
/// </summary>
internal abstract class Operation
{
    /// <summary>The tensors that it reads. The same one may stand there twice.</summary>
    public abstract IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>The tensor that it makes; null for a loss, whose result is a number for each sample, and for what makes parameters.</summary>
    public abstract Tensor? Output { get; }

    /// <summary>The parameters that it reads or keeps.</summary>
    public virtual IReadOnlyList<ParameterTensor> Parameters => [];

    /// <summary>What its gradient is made of besides the gradient of its output; so what must be kept for the backward pass.</summary>
    public abstract Kept Kept { get; }

    /// <summary>Whether a ReLU costs one more instruction where its result is stored.</summary>
    public virtual bool CanRectify => false;

    /// <summary>Whether each output channel is a sum of products with weights of its own, so that whoever scales the one may scale the other.</summary>
    public virtual bool CanScaleWeights => false;

    /// <summary>Whether its output is, in training or in inference, its input's memory: then nobody may overwrite the one for the other.</summary>
    public virtual bool SharesMemory => false;
}

/// <summary>What the backward pass reads of the forward pass.</summary>
[Flags]
internal enum Kept
{
    Nothing = 0,
    Inputs = 1,
    Output = 2,
}
