using System.Runtime.InteropServices;

using NetGen.Benchmarks.Peers.Protocol;

using static TorchSharp.torch;

namespace NetGen.Benchmarks.Torch;

/// <summary>A network that libtorch has compiled from TorchScript, with its parameters and a batch.</summary>
internal sealed class TorchCase : ServedCase
{
    private readonly IReadOnlyList<PeerParameter> _declared;
    private readonly string _text;
    private readonly jit.CompilationUnit _code;
    private readonly Tensor[] _parameters;
    private readonly Tensor _inputs;
    private readonly Tensor _targets;
    private readonly Dictionary<string, TorchVariant> _variants = new(StringComparer.Ordinal);
    private jit.CompilationUnit? _withOneDnn;

    /// <summary>Takes up what a request describes.</summary>
    public TorchCase(PeerRequest request)
    {
        set_num_threads(request.Threads);
        _declared = request.Parameters;
        _text = PeerServer.Required(request.Code);
        _code = jit.compile(_text);
        _parameters = ReadParameters(PeerServer.ReadValues<float>(request.ParameterFile));
        _inputs = tensor(PeerServer.ReadValues<float>(request.Input), Shape(request.InputShape));
        _targets = request.HasLabels
            ? tensor(Array.ConvertAll(PeerServer.ReadValues<int>(request.Target), static label => (long)label))
            : tensor(PeerServer.ReadValues<float>(request.Target), Shape(request.OutputShape));
    }

    private IEnumerable<Layout> Layouts => _inputs.dim() == 4 ? [Layout.ChannelsFirst, Layout.ChannelsLast] : [Layout.Rows];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Prepare(string mode, PeerOptimizer optimizer)
    {
        Clear();
        foreach (Layout layout in Layouts)
        {
            _variants.Add(layout.Name, mode == "inference" ? new TorchInference(_code, "infer", Folded(layout.Place), layout.Place(_inputs)) : CreateTraining(layout, mode, optimizer, ScalarType.Float32));
        }

        if (mode == "inference") AddOneDnn();
        return [.. _variants.Keys];
    }

    /// <inheritdoc/>
    public override double Time(string variant, int iterations) => _variants[variant].Run(iterations);

    /// <inheritdoc/>
    public override float[] Output(string variant)
    {
        // More than once: libtorch compiles a function anew when it has seen what it is called with.
        var inference = (TorchInference)_variants[variant];
        inference.Run(3);
        return inference.Output();
    }

    /// <inheritdoc/>
    public override ServedTraining Train(string mode, PeerOptimizer optimizer, int steps, bool isDouble)
    {
        using TorchTraining training = CreateTraining(Layouts.First(), mode, optimizer, isDouble ? ScalarType.Float64 : ScalarType.Float32);
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
        _withOneDnn?.Dispose();
    }

    private static long[] Shape(IReadOnlyList<int> extents) => [.. extents.Select(static extent => (long)extent)];

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

    /// <summary>The parameters of inference, each placed in memory.</summary>
    private Tensor[] Folded(Func<Tensor, Tensor> place)
    {
        using var mode = inference_mode();
        return [.. ((Tensor[])_code.invoke("fold", [.. _parameters])).Select(place)];
    }

    private TorchTraining CreateTraining(Layout layout, string mode, PeerOptimizer optimizer, ScalarType precision)
    {
        Tensor[] parameters = [.. _parameters.Select(Place)];
        Tensor[] trained = [.. parameters.Zip(_declared).Where(static pair => pair.Second.IsTrained).Select(static pair => pair.First.requires_grad_())];
        if (trained.Length == 0) throw new NotSupportedException("There is nothing to train.");
        Tensor targets = _targets.is_floating_point() ? Place(_targets) : _targets.clone();
        return new TorchTraining(_code, parameters, Place(_inputs), targets, new TorchUpdate(mode, optimizer, trained));

        Tensor Place(Tensor tensor)
        {
            using Tensor converted = tensor.to(precision, copy: true);
            return layout.Place(converted);
        }
    }

    /// <summary>
    /// All layers in the memory formats of oneDNN, which knows AVX-512 on every maker's processors: MKL, which multiplies matrices otherwise, does so on
    /// Intel's alone. Where a layer has no such form, there is no such variant; nor where libtorch pads: of a tensor in such a format that ends the
    /// process, and is no exception; nor where the result is not libtorch's own, as that of libtorch 2.10 on two threads for a convolutional network.
    /// </summary>
    private void AddOneDnn()
    {
        if (_text.Contains("constant_pad_nd", StringComparison.Ordinal)) return;
        Tensor[] folded = Folded(static tensor => tensor.alias());
        string[] names = [.. folded.Select(static (_, index) => FormattableString.Invariant($"f{index}"))];
        string wrapper =
            $"""


            def pack(v0: Tensor):
                return v0.to_mkldnn()

            def onednn({string.Concat(names.Select(static name => $"{name}: Tensor, "))}v0: Tensor):
                return infer({string.Concat(names.Select(static name => $"{name}, "))}v0.to_mkldnn()).to_dense()


            """.ReplaceLineEndings("\n");
        _withOneDnn ??= jit.compile(_text + wrapper);
        TorchInference? variant = null;
        try
        {
            using (inference_mode()) folded = [.. folded.Select(tensor => (Tensor)_withOneDnn.invoke("pack", tensor))];
            variant = new TorchInference(_withOneDnn, "onednn", folded, _inputs.alias());
            string usual = Layouts.First().Name;
            if (IsSame(Output(usual), variant)) _variants.Add($"{usual}, oneDNN", variant);
            else variant.Dispose();
        }
        catch (ExternalException)
        {
            variant?.Dispose();
        }
    }

    private static bool IsSame(float[] expected, TorchInference variant)
    {
        const float MostOfLargest = 1e-3f;
        variant.Run(3);
        float allowed = MostOfLargest * expected.Max(Math.Abs);
        return variant.Output().Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= allowed);
    }

    private void Clear()
    {
        foreach (TorchVariant variant in _variants.Values) variant.Dispose();
        _variants.Clear();
    }
}
