using static TorchSharp.torch;

namespace NetGen.Benchmarks.Torch;

/// <summary>Steps of training: the loss, its gradients, the fused update.</summary>
/// <param name="code">The network.</param>
/// <param name="parameters">All of them; its own from now on.</param>
/// <param name="inputs">Its own from now on.</param>
/// <param name="targets">Its own from now on.</param>
/// <param name="update">Of those that are trained.</param>
internal sealed class TorchTraining(jit.CompilationUnit code, Tensor[] parameters, Tensor inputs, Tensor targets, TorchUpdate update) : TorchVariant
{
    private readonly object[] _arguments = [.. parameters, inputs, targets];

    /// <summary>One step.</summary>
    /// <returns>The loss before it.</returns>
    public float Step()
    {
        using Tensor loss = Train();
        using Tensor exact = loss.to(ScalarType.Float64);
        return (float)exact.item<double>();
    }

    /// <summary>The parameters as they are.</summary>
    public IReadOnlyList<float[]> Parameters() => [.. parameters.Select(Values)];

    /// <inheritdoc/>
    public override void Dispose()
    {
        update.Dispose();
        foreach (object argument in _arguments) ((Tensor)argument).Dispose();
    }

    /// <inheritdoc/>
    protected override IDisposable Begin() => enable_grad();

    /// <inheritdoc/>
    protected override void Call() => Train().Dispose();

    private Tensor Train()
    {
        var loss = (Tensor)code.invoke("loss", _arguments);
        loss.backward();
        update.Apply();
        return loss;
    }
}
