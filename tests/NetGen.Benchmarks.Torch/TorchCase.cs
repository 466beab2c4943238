using System.Diagnostics;

using NetGen.Benchmarks.Peers.Protocol;

using static TorchSharp.torch;

namespace NetGen.Benchmarks.Torch;

/// <summary>A network that libtorch has compiled from TorchScript, with its parameters and a batch.</summary>
internal sealed class TorchCase : ServedCase
{
    private readonly IReadOnlyList<PeerParameter> _declared;
    private readonly jit.CompilationUnit _code;
    private readonly Tensor[] _parameters;
    private readonly Tensor _inputs;
    private readonly Tensor _targets;
    private readonly Dictionary<string, Variant> _variants = new(StringComparer.Ordinal);

    /// <summary>Takes up what a request describes.</summary>
    public TorchCase(PeerRequest request)
    {
        set_num_threads(request.Threads);
        _declared = request.Parameters;
        _code = jit.compile(PeerServer.Required(request.Code));
        _parameters = ReadParameters(PeerServer.ReadValues<float>(request.ParameterFile));
        _inputs = tensor(PeerServer.ReadValues<float>(request.Input), Shape(request.InputShape));
        _targets = request.HasLabels
            ? tensor(Array.ConvertAll(PeerServer.ReadValues<int>(request.Target), static label => (long)label))
            : tensor(PeerServer.ReadValues<float>(request.Target), Shape(request.OutputShape));
    }

    /// <summary>One way of running the case.</summary>
    private abstract class Variant : IDisposable
    {
        /// <summary>Seconds of so many calls.</summary>
        public abstract double Run(int iterations);

        public abstract void Dispose();
    }

    private IEnumerable<Layout> Layouts => _inputs.dim() == 4 ? [Layout.ChannelsFirst, Layout.ChannelsLast] : [Layout.Rows];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Prepare(string mode, PeerOptimizer optimizer)
    {
        Clear();
        foreach (Layout layout in Layouts)
        {
            _variants.Add(layout.Name, mode == "inference" ? new Inference(this, layout) : new Training(this, layout, mode, optimizer, ScalarType.Float32));
        }

        return [.. _variants.Keys];
    }

    /// <inheritdoc/>
    public override double Time(string variant, int iterations) => _variants[variant].Run(iterations);

    /// <inheritdoc/>
    public override float[] Output(string variant)
    {
        // More than once: libtorch compiles a function anew when it has seen what it is called with.
        var inference = (Inference)_variants[variant];
        inference.Run(3);
        return inference.Output();
    }

    /// <inheritdoc/>
    public override ServedTraining Train(string mode, PeerOptimizer optimizer, int steps, bool isDouble)
    {
        using var training = new Training(this, Layouts.First(), mode, optimizer, isDouble ? ScalarType.Float64 : ScalarType.Float32);
        float[] losses = [.. Enumerable.Range(0, steps).Select(_ => training.Step())];
        return new ServedTraining(losses, training.Parameters());
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Clear();
        foreach (Tensor parameter in _parameters) parameter.Dispose();
        _inputs.Dispose();
        _targets.Dispose();
        _code.Dispose();
    }

    private static long[] Shape(IReadOnlyList<int> extents) => [.. extents.Select(static extent => (long)extent)];

    private static float[] Values(Tensor tensor)
    {
        using Tensor contiguous = tensor.detach().to(ScalarType.Float32).contiguous();
        return contiguous.data<float>().ToArray();
    }

    private Tensor[] ReadParameters(float[] values)
    {
        int begin = 0;
        return [.. _declared.Select(Next)];

        Tensor Next(PeerParameter parameter)
        {
            int size = parameter.Shape.Aggregate(1, static (product, extent) => product * extent);
            begin += size;
            return tensor(values[(begin - size)..begin], Shape(parameter.Shape));
        }
    }

    private void Clear()
    {
        foreach (Variant variant in _variants.Values) variant.Dispose();
        _variants.Clear();
    }

    /// <summary>Calls of the function for inference, on parameters that are folded once.</summary>
    private sealed class Inference : Variant
    {
        private readonly jit.CompilationUnit _code;
        private readonly object[] _arguments;

        public Inference(TorchCase owner, Layout layout)
        {
            _code = owner._code;
            using var mode = inference_mode();
            var folded = (Tensor[])_code.invoke("fold", [.. owner._parameters]);
            _arguments = [.. folded.Select(layout.Place), layout.Place(owner._inputs)];
        }

        public override double Run(int iterations)
        {
            using var mode = inference_mode();
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++) Call().Dispose();
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        public float[] Output()
        {
            using var mode = inference_mode();
            using Tensor output = Call();
            return Values(output);
        }

        public override void Dispose()
        {
            foreach (object argument in _arguments) ((Tensor)argument).Dispose();
        }

        private Tensor Call() => (Tensor)_code.invoke("infer", _arguments);
    }

    /// <summary>Steps of training: the loss, its gradients, the fused update.</summary>
    private sealed class Training : Variant
    {
        private readonly jit.CompilationUnit _code;
        private readonly object[] _arguments;
        private readonly Tensor[] _trained;
        private readonly TorchUpdate _update;

        public Training(TorchCase owner, Layout layout, string mode, PeerOptimizer optimizer, ScalarType precision)
        {
            _code = owner._code;
            Tensor[] parameters = [.. owner._parameters.Select(Place)];
            _trained = [.. parameters.Zip(owner._declared).Where(static pair => pair.Second.IsTrained).Select(static pair => pair.First.requires_grad_())];
            if (_trained.Length == 0) throw new NotSupportedException("There is nothing to train.");
            _arguments = [.. parameters, Place(owner._inputs), owner._targets.is_floating_point() ? Place(owner._targets) : owner._targets.clone()];
            _update = new TorchUpdate(mode, optimizer, _trained);

            Tensor Place(Tensor tensor)
            {
                using Tensor converted = tensor.to(precision, copy: true);
                return layout.Place(converted);
            }
        }

        public override double Run(int iterations)
        {
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < iterations; i++) Step(isReported: false);
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        /// <summary>One step.</summary>
        /// <returns>The loss before it; 0 if nobody wants to know.</returns>
        public float Step(bool isReported = true)
        {
            using var loss = (Tensor)_code.invoke("loss", _arguments);
            loss.backward();
            _update.Apply();
            return isReported ? (float)loss.to(ScalarType.Float64).item<double>() : 0;
        }

        public IReadOnlyList<float[]> Parameters() => [.. _arguments.SkipLast(2).Select(static parameter => Values((Tensor)parameter))];

        public override void Dispose()
        {
            _update.Dispose();
            foreach (object argument in _arguments) ((Tensor)argument).Dispose();
        }
    }
}
