using NetGen.Benchmarks.Peers.Protocol;

using static TorchSharp.torch;

namespace NetGen.Benchmarks.Torch;

/// <summary>
/// An optimiser's update of all parameters by libtorch's fused function: one pass over memory for each tensor. TorchSharp's own optimisers call libtorch a
/// dozen times for each tensor.
/// </summary>
internal sealed class TorchUpdate : IDisposable
{
    private const string Code =
        """
        def sgd(values: List[Tensor], gradients: List[Tensor], rate: float):
            torch._fused_sgd_(values, gradients, [], weight_decay=0.0, momentum=0.0, lr=rate, dampening=0.0, nesterov=False, maximize=False, is_first_step=False)
            return len(values)

        def adam(values: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], rate: float, epsilon: float, decay: float):
            torch._foreach_add_(steps, 1)
            torch._fused_adam_(values, gradients, means, squares, [], steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=epsilon, amsgrad=False, maximize=False)
            return len(values)

        def adamw(values: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], rate: float, epsilon: float, decay: float):
            torch._foreach_add_(steps, 1)
            torch._fused_adamw_(values, gradients, means, squares, [], steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
            return len(values)


        """;

    private readonly jit.CompilationUnit _code = jit.compile(Code);
    private readonly string _function;
    private readonly Tensor[] _values;
    private readonly Tensor[] _gradients;
    private readonly Tensor[][] _state;
    private readonly object[] _arguments;

    /// <summary>An optimiser at its beginning.</summary>
    /// <param name="mode"><c>step-sgd</c>, <c>step-adam</c> or <c>step-adamw</c>.</param>
    /// <param name="optimizer">Its settings.</param>
    /// <param name="values">What it trains.</param>
    public TorchUpdate(string mode, PeerOptimizer optimizer, Tensor[] values)
    {
        _function = mode["step-".Length..];
        _values = values;
        _gradients = new Tensor[values.Length];
        _state = _function == "sgd" ? [] : [Zeros(), Zeros(), [.. values.Select(static _ => zeros([]))]];
        _arguments = _function == "sgd"
            ? [_values, _gradients, optimizer.Rate]
            : [_values, _gradients, .. _state, optimizer.Rate, optimizer.Epsilon, optimizer.Decay];

        Tensor[] Zeros() => [.. values.Select(static value => zeros_like(value, requires_grad: false))];
    }

    /// <summary>Changes the parameters by their gradients, which are gone then: the next ones are written and not added.</summary>
    public void Apply()
    {
        using var mode = no_grad();
        for (int i = 0; i < _values.Length; i++) _gradients[i] = _values[i].grad ?? throw new InvalidOperationException("A parameter has no gradient.");
        _code.invoke(_function, _arguments);
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i].grad = null;
            _gradients[i].Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _state.SelectMany(static tensors => tensors)) tensor.Dispose();
        _code.Dispose();
    }
}
