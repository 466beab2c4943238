namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// An image becomes a vector. The values stay where they are, channels last; only <see cref="Dense"/> cares about their
/// order, and finds it in the shape that this layer therefore keeps.
/// </summary>
internal sealed class Flatten : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training) => input.Clone();

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput) => doutput.Clone();
}
