using System.Globalization;
using System.Text;

namespace NetGen.Benchmarks.Graphs;

/// <summary>
/// A network as TorchScript, which libtorch compiles itself, and which is Python too. Four functions: <c>forward</c> as in training;
/// <c>loss</c> on top of it; <c>fold</c>, which makes the parameters of inference, normalisation over the batch put into the layer in front of it;
/// and <c>infer</c> on those. Straight code: nothing is interpreted between two layers but the call of the next.
/// </summary>
internal sealed class TorchScript
{
    private readonly NetworkGraph _graph;
    private readonly IReadOnlyList<string> _parameters;
    private readonly Dictionary<string, string> _argumentOf;
    private readonly Dictionary<int, FoldedNorm> _folded = [];

    private TorchScript(NetworkGraph graph, IReadOnlyList<string> parameters)
    {
        _graph = graph;
        _parameters = parameters;
        _argumentOf = parameters.Select(static (name, index) => (name, Local: Invariant($"p{index}"))).ToDictionary(static pair => pair.name, static pair => pair.Local, StringComparer.Ordinal);
        for (int index = 0; index < graph.Layers.Count; index++)
        {
            if (graph.Layers[index] is BatchNormLayer norm && Producer(norm.Inputs[0]) is ConvolutionLayer or DenseLayer && IsReadOnce(norm.Inputs[0])) _folded.Add(norm.Inputs[0], new FoldedNorm(index + 1, norm));
        }
    }

    /// <summary>A normalisation that the layer in front of it takes up.</summary>
    private sealed record FoldedNorm(int Value, BatchNormLayer Norm);

    /// <summary>The text of the four functions.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Names of all its parameters, in the order of the functions' arguments.</param>
    /// <param name="hasLabels">Whether the loss is softmax cross-entropy; mean squared error otherwise.</param>
    public static string Write(NetworkGraph graph, IReadOnlyList<string> parameters, bool hasLabels)
    {
        var script = new TorchScript(graph, parameters);
        var text = new StringBuilder();
        script.AppendForward(text);
        script.AppendLoss(text, hasLabels);
        script.AppendFold(text);
        return text.ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string List(params IEnumerable<int> values) => $"[{string.Join(", ", values)}]";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().IndexOfAny('.', 'E', 'e') < 0 ? text + ".0" : text;

    private static string Arguments(IEnumerable<string> names) => string.Concat(names.Select(static name => $"{name}: Tensor, "));

    private static string Values(IEnumerable<string> names) => string.Concat(names.Select(static name => $"{name}, "));

    private GraphLayer? Producer(int value) => value == 0 ? null : _graph.Layers[value - 1];

    private bool IsReadOnce(int value) => value != _graph.Layers.Count && _graph.Layers.Sum(layer => layer.Inputs.Count(input => input == value)) == 1;

    private void AppendForward(StringBuilder text)
    {
        text.Append(Invariant($"def forward({Arguments(_argumentOf.Values)}v0: Tensor):\n"));
        var lines = new TorchScriptLines(name => _argumentOf[name], isTraining: true);
        for (int index = 0; index < _graph.Layers.Count; index++) AppendLayer(text, lines, index, Invariant($"v{index + 1}"));
        text.Append(Invariant($"    return v{_graph.Layers.Count}\n\n"));
    }

    private void AppendLoss(StringBuilder text, bool hasLabels)
    {
        text.Append(Invariant($"def loss({Arguments(_argumentOf.Values)}v0: Tensor, targets: Tensor):\n"));
        text.Append(Invariant($"    return torch.{(hasLabels ? "cross_entropy_loss" : "mse_loss")}(forward({Values(_argumentOf.Values)}v0), targets)\n\n"));
    }

    private void AppendFold(StringBuilder text)
    {
        text.Append(Invariant($"def fold({string.Join(", ", _argumentOf.Values.Select(static name => $"{name}: Tensor"))}):\n"));
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in _parameters.Except(_folded.Values.SelectMany(static fold => fold.Norm.Parameters))) folded.Add(name, _argumentOf[name]);
        foreach ((int value, FoldedNorm fold) in _folded) AppendFolded(text, folded, Invariant($"_{value}"), Producer(value)!, fold.Norm);
        text.Append(Invariant($"    return [{string.Join(", ", folded.Values)}]\n\n"));

        string[] arguments = [.. Enumerable.Range(0, folded.Count).Select(static index => Invariant($"f{index}"))];
        Dictionary<string, string> local = folded.Keys.Zip(arguments).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
        text.Append(Invariant($"def infer({Arguments(arguments)}v0: Tensor):\n"));
        var lines = new TorchScriptLines(name => local[name], isTraining: false);
        for (int index = 0; index < _graph.Layers.Count; index++)
        {
            if (!_folded.Values.Any(fold => fold.Value == index + 1)) AppendLayer(text, lines, index, Invariant($"v{index + 1}"));
            else text.Append(Invariant($"    v{index + 1} = v{_graph.Layers[index].Inputs[0]}\n"));
        }

        text.Append(Invariant($"    return v{_graph.Layers.Count}\n"));
    }

    /// <summary>Weights and bias of a layer with the normalisation behind it: (w x + b - mean) scale + shift.</summary>
    private void AppendFolded(StringBuilder text, Dictionary<string, string> folded, string suffix, GraphLayer layer, BatchNormLayer norm)
    {
        (string weight, string? bias, string column) = layer switch
        {
            ConvolutionLayer convolution => (convolution.Weight, convolution.Bias, "[-1, 1, 1, 1]"),
            DenseLayer dense => (dense.Weight, dense.Bias, "[-1, 1]"),
            _ => throw new InvalidOperationException("Nothing else takes up a normalisation."),
        };
        text.Append(Invariant($"    scale{suffix} = {_argumentOf[norm.Weight]} / torch.sqrt({_argumentOf[norm.Variance]} + {Number(norm.Epsilon)})\n"));
        text.Append(Invariant($"    weight{suffix} = {_argumentOf[weight]} * scale{suffix}.view({column})\n"));
        string shifted = bias is null ? $"-{_argumentOf[norm.Mean]}" : $"({_argumentOf[bias]} - {_argumentOf[norm.Mean]})";
        text.Append(Invariant($"    bias{suffix} = {shifted} * scale{suffix} + {_argumentOf[norm.Bias]}\n"));
        folded[weight] = $"weight{suffix}";
        folded[bias ?? norm.Bias] = $"bias{suffix}";
    }

    private void AppendLayer(StringBuilder text, TorchScriptLines lines, int index, string target)
    {
        GraphLayer layer = _graph.Layers[index];
        string[] sources = [.. layer.Inputs.Select(static input => Invariant($"v{input}"))];

        // What nobody else reads, and no view of something, can be changed in its place.
        bool isOwned = IsReadOnce(layer.Inputs[0]) && Producer(layer.Inputs[0]) is ConvolutionLayer or DenseLayer or AddLayer or BatchNormLayer;
        string? bias = _folded.TryGetValue(index + 1, out FoldedNorm? fold) ? fold.Norm.Bias : null;
        foreach (string line in lines.Write(layer, target, sources, isOwned, bias)) text.Append(Invariant($"    {line}\n"));
    }

    /// <summary>The statements of single layers.</summary>
    /// <param name="parameter">The local name of a parameter.</param>
    /// <param name="isTraining">Whether dropout drops and normalisation looks at the batch.</param>
    private sealed class TorchScriptLines(Func<string, string> parameter, bool isTraining)
    {
        private string Training => isTraining ? "True" : "False";

        /// <summary>The statements of one layer.</summary>
        /// <param name="layer">The layer.</param>
        /// <param name="target">The name of its value.</param>
        /// <param name="sources">Names of what it reads.</param>
        /// <param name="isOwned">Whether the first of them may be written over.</param>
        /// <param name="normBias">The bias of a normalisation that inference has put into this layer.</param>
        public IEnumerable<string> Write(GraphLayer layer, string target, string[] sources, bool isOwned, string? normBias) => layer switch
        {
            ConvolutionLayer convolution => Convolution(convolution, target, sources[0], normBias),
            DenseLayer dense => [$"{target} = torch.linear({sources[0]}, {parameter(dense.Weight)}, {Bias(dense.Bias, normBias)})"],
            RectifierLayer => [$"{target} = torch.relu{(isOwned ? "_" : string.Empty)}({sources[0]})"],
            MaxPoolLayer pool => MaxPool(pool, target, sources[0]),
            GlobalAverageLayer => [$"{target} = torch.flatten(torch.adaptive_avg_pool2d({sources[0]}, [1, 1]), 1)"],
            FlattenLayer => [$"{target} = torch.flatten({sources[0]}, 1)"],
            DropoutLayer dropout => [isTraining ? $"{target} = torch.dropout({sources[0]}, {Number(dropout.Rate)}, True)" : $"{target} = {sources[0]}"],
            AddLayer => [$"{target} = torch.add({sources[0]}, {sources[1]})"],
            BatchNormLayer norm => [BatchNorm(norm, target, sources[0])],
            GeluLayer => [$"{target} = torch.gelu({sources[0]})"],
            LayerNormLayer norm => [$"{target} = torch.layer_norm({sources[0]}, {List(norm.Features)}, {parameter(norm.Weight)}, {parameter(norm.Bias)}, {Number(norm.Epsilon)})"],
            RecurrentLayer recurrent => Recurrent(recurrent, target, sources[0]),
            AttentionLayer attention => Attention(attention, target, sources[0]),
            _ => throw new NotSupportedException($"{layer.GetType().Name} has no words in TorchScript."),
        };

        private static bool IsSymmetric(Window window) => window.Top == window.Bottom && window.Left == window.Right;

        private static string Pad(Window window, string source, string value) => Invariant($"torch.constant_pad_nd({source}, {List(window.Left, window.Right, window.Top, window.Bottom)}, {value})");

        private string Bias(string? own, string? ofNorm) => isTraining || ofNorm is null ? own is null ? "None" : parameter(own) : parameter(own ?? ofNorm);

        private IEnumerable<string> Convolution(ConvolutionLayer layer, string target, string source, string? normBias)
        {
            Window window = layer.Window;
            bool isSymmetric = IsSymmetric(window);
            if (!isSymmetric) yield return $"{target} = {Pad(window, source, "0.0")}";
            string padding = isSymmetric ? List(window.Top, window.Left) : "[0, 0]";
            string settings = Invariant($"{List(window.StrideHeight, window.StrideWidth)}, {padding}, {List(layer.Dilation, layer.Dilation)}, {layer.Groups}");
            yield return $"{target} = torch.conv2d({(isSymmetric ? source : target)}, {parameter(layer.Weight)}, {Bias(layer.Bias, normBias)}, {settings})";
        }

        private static IEnumerable<string> MaxPool(MaxPoolLayer layer, string target, string source)
        {
            Window window = layer.Window;
            bool isPadded = window.Top + window.Left + window.Bottom + window.Right > 0;
            if (isPadded) yield return $"{target} = {Pad(window, source, "float('-inf')")}";
            yield return $"{target} = torch.max_pool2d({(isPadded ? target : source)}, {List(window.Height, window.Width)}, {List(window.StrideHeight, window.StrideWidth)})";
        }

        private string BatchNorm(BatchNormLayer norm, string target, string source)
        {
            string parameters = string.Join(", ", norm.Parameters.Select(parameter));
            return $"{target} = torch.batch_norm({source}, {parameters}, {Training}, {Number(norm.Momentum)}, {Number(norm.Epsilon)}, False)";
        }

        private IEnumerable<string> Recurrent(RecurrentLayer layer, string target, string source)
        {
            string zeros = Invariant($"{source}.new_zeros([1, {source}.size(0), {layer.Units}])");
            (string state, string function) = layer.Kind == "LSTM" ? ($"[{zeros}, {zeros}]", "lstm") : (zeros, "gru");
            yield return $"{target} = torch.{function}({source}, {state}, [{string.Join(", ", layer.Parameters.Select(parameter))}], True, 1, 0.0, {Training}, False, True)[0]";
            if (layer.IsLastStepOnly) yield return $"{target} = torch.select({target}, 1, -1)";
        }

        private IEnumerable<string> Attention(AttentionLayer layer, string target, string source)
        {
            int size = layer.Features / layer.Heads;
            string[] names = [.. layer.Parameters.Select(parameter)];
            yield return Invariant($"{target} = torch.linear({source}, {names[0]}, {names[1]}).view([-1, {layer.Steps}, 3, {layer.Heads}, {size}]).permute([2, 0, 3, 1, 4])");
            yield return $"{target} = torch.scaled_dot_product_attention({target}[0], {target}[1], {target}[2], None, 0.0, {(layer.IsCausal ? "True" : "False")})";
            yield return Invariant($"{target} = torch.linear({target}.transpose(1, 2).reshape([-1, {layer.Steps}, {layer.Features}]), {names[2]}, {names[3]})");
        }
    }
}
