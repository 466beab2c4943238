using static TorchSharp.torch;

namespace NetGen.Benchmarks.Torch;

/// <summary>Calls of a function for inference, on parameters that are folded and placed once.</summary>
/// <param name="code">The network.</param>
/// <param name="function">The function's name.</param>
/// <param name="parameters">Its own from now on.</param>
/// <param name="inputs">Its own from now on.</param>
internal sealed class TorchInference(jit.CompilationUnit code, string function, Tensor[] parameters, Tensor inputs) : TorchVariant
{
    private readonly object[] _arguments = [.. parameters, inputs];

    /// <summary>The output.</summary>
    public float[] Output()
    {
        using IDisposable mode = Begin();
        using Tensor output = Invoke();
        return Values(output);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (object argument in _arguments) ((Tensor)argument).Dispose();
    }

    /// <inheritdoc/>
    protected override IDisposable Begin() => inference_mode();

    /// <inheritdoc/>
    protected override void Call() => Invoke().Dispose();

    private Tensor Invoke() => (Tensor)code.invoke(function, _arguments);
}
