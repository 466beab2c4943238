using System.Globalization;

using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// A network described once, of which both the attributes and the reference are made, so that the two cannot differ by a slip.
/// Each method appends a layer, which reads the one before it unless <see cref="From"/> came in between.
/// </summary>
internal sealed partial class NetworkDescription
{
    private readonly List<DescribedLayer> _layers = [];
    private readonly List<DescribedValue> _values = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal) { ["input"] = -1 };
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly int[] _declaredShape;
    private Func<ReferenceLoss>? _loss;
    private string? _lossAttribute;
    private string? _next;
    private readonly List<string> _blocks = [];

    /// <param name="shape">Features, or time steps and features, or height, width, channels.</param>
    public NetworkDescription(params int[] shape)
    {
        _declaredShape = shape;
        Input = shape.Length switch
        {
            1 => new DescribedValue([1, 1, shape[0]], ValueForm.Vector, FileOrder.Same),
            2 => new DescribedValue([shape[0], 1, shape[1]], ValueForm.Sequence, FileOrder.Same),
            _ => new DescribedValue(shape, ValueForm.Image, FileOrder.Same),
        };
    }

    /// <summary>A network that reads indices.</summary>
    /// <param name="places">Of a sample.</param>
    /// <param name="vocabulary">Indices are below.</param>
    public static NetworkDescription OfIndices(int places, int vocabulary)
        => new(places) { Vocabulary = vocabulary, Input = new DescribedValue([1, 1, places], ValueForm.Indices, FileOrder.Same) };

    /// <summary>What a sample is.</summary>
    public DescribedValue Input { get; private init; }

    /// <summary>Above 0: the input is indices below this.</summary>
    public int Vocabulary { get; private init; }

    /// <summary>What the last layer gives.</summary>
    public DescribedValue Output => ValueOf(_layers.Count - 1);

    /// <summary>Height, width, channels; a vector has height and width 1.</summary>
    public int[] InputShape => Input.Shape;

    /// <summary>Shape of the last layer's output.</summary>
    public int[] OutputShape => Output.Shape;

    /// <summary>The most pixels that a layer's output has.</summary>
    public int MostPixels => _values.Max(value => value.Shape[0] * value.Shape[1]);

    /// <summary>The attributes of its layers, without arguments.</summary>
    public IEnumerable<string> Kinds => _layers.Select(layer => layer.Kind);

    /// <summary>The attribute of the last layer, without arguments.</summary>
    public string LastKind => _layers[^1].Kind;

    /// <summary>The attribute of the loss.</summary>
    public string LossKind => _lossAttribute!.Trim('[', ']').Split('(')[0];

    /// <summary>Whether targets are class labels.</summary>
    public bool HasLabels { get; private set; }

    /// <summary>A target that the loss is made for; null where any number is one.</summary>
    public Func<TestRandom, double>? DrawTarget { get; private set; }

    /// <summary>Draws the targets of a sample, whose values hang together; null where each is drawn by itself.</summary>
    public Action<TestRandom, double[]>? DrawTargets { get; private set; }

    /// <summary>Target values of a sample; null for as many as outputs.</summary>
    public int? TargetSize { get; private set; }

    /// <summary>Whether targets are shares of classes.</summary>
    public bool HasShares { get; private set; }

    /// <summary>How samples of different lengths are read; null where all have the same.</summary>
    public OwnSteps? OwnSteps { get; private set; }

    /// <summary>Whether the last layer gives a sequence whose steps a sample does not have are without meaning.</summary>
    public bool GivesOwnSteps => OwnSteps is not null && Output.Shape[0] == MostSteps && Output.Form == ValueForm.Sequence;

    /// <summary>Samples have lengths of their own; before the first layer.</summary>
    public NetworkDescription WithLengths()
    {
        OwnSteps = Vocabulary > 0 ? new OwnSteps(_declaredShape[0], 0) : new OwnSteps(_declaredShape[0], _declaredShape[1]);
        return this;
    }

    private int MostSteps => _declaredShape[0];

    /// <summary>The next layer reads this one instead of the one before it.</summary>
    public NetworkDescription From(string name)
    {
        _next = name;
        return this;
    }

    public NetworkDescription Conv2D(int filters, WindowSettings window, int groups = 1, bool bias = true, string? name = null)
    {
        int[] input = NextInputShape();
        string arguments = $"{Number(filters)}, {Number(window.Width)}{window.ToArguments("Kernel")}";
        if (groups > 1) arguments += $", Groups = {Number(groups)}";
        if (!bias) arguments += ", UseBias = false";
        (Window rows, Window columns) = window.ToReference(input, isPooling: false);
        return Append("Conv2D", arguments, "conv", name, () => new Conv2D(input[2], filters, rows, columns, groups, bias));
    }

    public NetworkDescription Dense(int units, bool bias = true, string? name = null)
    {
        DescribedValue input = NextInput();
        string arguments = Number(units) + (bias ? "" : ", UseBias = false");
        return Append("Dense", arguments, "dense", name, () => new Dense(input.Shape[2], units, bias, input.Order));
    }

    public NetworkDescription Embedding(int features, string? name = null, int? mask = null)
        => Append("Embedding", Number(features) + (mask is { } index ? $", Mask = {Number(index)}" : ""), "embedding", name, () => new Embedding(Vocabulary, features, mask));

    public NetworkDescription MaxPool2D(WindowSettings window, string? name = null)
    {
        (Window rows, Window columns) = window.ToReference(NextInputShape(), isPooling: true);
        return Append("MaxPool2D", Number(window.Width) + window.ToArguments("Window"), "maxpool", name, () => new MaxPool2D(rows, columns));
    }

    public NetworkDescription AveragePool2D(WindowSettings window, string? name = null)
    {
        (Window rows, Window columns) = window.ToReference(NextInputShape(), isPooling: true);
        return Append("AveragePool2D", Number(window.Width) + window.ToArguments("Window"), "avgpool", name, () => new AveragePool2D(rows, columns));
    }

    public NetworkDescription GlobalAveragePool2D(string? name = null) => Append("GlobalAveragePool2D", "", "gap", name, () => new GlobalAveragePool2D());

    public NetworkDescription GlobalMaxPool2D(string? name = null) => Append("GlobalMaxPool2D", "", "gmp", name, () => new GlobalMaxPool2D());

    public NetworkDescription Flatten(string? name = null) => Append("Flatten", "", "flatten", name, () => OwnSteps is null ? new Flatten() : new Filled(new Flatten(), MostSteps));


    public NetworkDescription Softmax(string? name = null) => Append("Softmax", "", "softmax", name, () => new Softmax());

    public NetworkDescription LogSoftmax(string? name = null) => Append("LogSoftmax", "", "logsoftmax", name, () => new LogSoftmax());

    public NetworkDescription BatchNorm(string? name = null, double epsilon = 1e-5, double momentum = 0.1)
    {
        DescribedValue input = NextInput();
        List<string> arguments = [];
        if (epsilon != 1e-5) arguments.Add("Epsilon = " + Number(epsilon));
        if (momentum != 0.1) arguments.Add("Momentum = " + Number(momentum));
        return Append("BatchNorm", string.Join(", ", arguments), "bn", name, () => new BatchNorm(input.Shape[2], epsilon, momentum, input.Order));
    }

    public NetworkDescription Standardize(string? name = null)
    {
        DescribedValue input = NextInput();
        return Append("Standardize", "", "standardize", name, () => new Standardize(input.Shape[2], input.Order));
    }

    /// <param name="shared">Whether there is one slope for all channels.</param>
    public NetworkDescription PReLU(string? name = null, double slope = 0.25, bool shared = false)
    {
        DescribedValue input = NextInput();
        List<string> arguments = [];
        if (slope != 0.25) arguments.Add("InitialSlope = " + Number(slope));
        if (shared) arguments.Add("Shared = true");
        return Append("PReLU", string.Join(", ", arguments), "prelu", name, () => new PReLU(shared ? 1 : input.Shape[2], slope, input.Order));
    }

    /// <param name="shared">Whether there is one factor for all channels.</param>
    public NetworkDescription Scale(double initial = 1, bool shared = false, string? name = null)
    {
        DescribedValue input = NextInput();
        List<string> arguments = [];
        if (initial != 1) arguments.Add("Initial = " + Number(initial));
        if (shared) arguments.Add("Shared = true");
        return Append("Scale", string.Join(", ", arguments), "scale", name, () => new Scale(shared ? 1 : input.Shape[2], initial, input.Order));
    }

    /// <summary>An activation by its attribute's name; <paramref name="argument"/> is its constant.</summary>
    public NetworkDescription Activation(string kind, double? argument = null, string? name = null)
        => kind == "Activation" ? OwnActivation(name) : Append(kind, argument is { } value ? Number(value) : "", kind, name, () => ActivationCatalog.Create(kind, argument));

    /// <summary>The function of <see cref="Activations.Activation"/>, as a user writes it.</summary>
    private NetworkDescription OwnActivation(string? name)
    {
        const string Struct = """
            public readonly struct {0}Bend : IActivationFunction
            {
                private const float Steepness = 1.5f;

                public static float Value(float x)
                {
                    float gate = 1 / (1 + System.MathF.Exp(-Steepness * x));
                    if (x > 2) return x * gate + Corner(x);
                    return System.MathF.Max(-0.5f, x) * gate + Corner(x);
                }

                private static float Corner(float x) => x < 0.75f ? 0 : 0.25f * System.MathF.Abs(x - 0.75f);
            }


            """;
        if (!_blocks.Contains(Struct)) _blocks.Add(Struct);
        return Append("Activation", "typeof({0}Bend)", "activation", name, Activations.Activation);
    }

    public NetworkDescription Add(params string[] others) => Join("Add", others, null, () => new Add());

    public NetworkDescription Subtract(params string[] others) => Join("Subtract", others, null, () => new Subtract());

    public NetworkDescription Average(params string[] others) => Join("Average", others, null, () => new Average());

    public NetworkDescription Maximum(params string[] others) => Join("Maximum", others, null, () => new Maximum());

    public NetworkDescription Minimum(params string[] others) => Join("Minimum", others, null, () => new Minimum());

    public NetworkDescription Multiply(params string[] others) => Join("Multiply", others, null, () => new Multiply());

    /// <param name="normalize">Whether it is the cosine of the angle.</param>
    public NetworkDescription Dot(string other, bool normalize = false)
        => Append("Dot", $"\"{other}\"{(normalize ? ", Normalize = true" : "")}", "dot", null, () => new Dot(normalize), other);

    public NetworkDescription Concat(params string[] others) => Join("Concat", others, null, () => new Concat());

    /// <summary>Two blocks that read the same and whose outputs are added; both are described on the shape of what they read.</summary>
    public NetworkDescription Residual(string name, NetworkDescription branch, NetworkDescription shortcut, string shortcutName)
    {
        string number = Number(_blocks.Count / 2);
        _blocks.Add($"[Block]\n{branch.Attributes}\npublic sealed class {{0}}Branch{number};\n");
        _blocks.Add($"[Block]\n{shortcut.Attributes}\npublic sealed class {{0}}Shortcut{number};\n");
        string names = $"Name = \"{name}\", ShortcutName = \"{shortcutName}\"";
        string input = _next is null ? "" : $", Input = \"{_next}\"";
        int source = _next is null ? _layers.Count - 1 : _indices[_next];
        int end = Inline(branch, name, source);
        int shortcutEnd = Inline(shortcut, $"{name}.{shortcutName}", source);
        _next = null;
        _layers.Add(new DescribedLayer("", "", "", $"{name}.sum", true, null, [end, shortcutEnd], () => new Add())
        {
            Text = $"[Residual<{{0}}Branch{number}, {{0}}Shortcut{number}>({names}{input})]",
        });
        _values.Add(ValueOf(end));
        _indices.Add(name, _layers.Count - 1);
        return this;
    }

    /// <summary>Gives the layer just appended a name, so that others can read it.</summary>
    public NetworkDescription As(string name)
    {
        DescribedLayer last = _layers[^1];
        _indices.Remove(last.Name);
        if (!last.HasGivenName) _counts[last.Prefix]--;
        _layers[^1] = last with { Name = name, HasGivenName = true };
        _indices.Add(name, _layers.Count - 1);
        return this;
    }

    /// <summary>The weights of the layer just appended are computed.</summary>
    public NetworkDescription WeightNorm()
    {
        DescribedLayer last = _layers[^1];
        _layers[^1] = last with { Create = () => new WeightNorm(last.Create()), Modifier = " [WeightNorm]" };
        return this;
    }

    /// <summary>The weights of the layer just appended are computed.</summary>
    /// <param name="kind">WeightNorm or SpectralNorm.</param>
    public NetworkDescription Reparameterized(string kind) => kind == "WeightNorm" ? WeightNorm() : SpectralNorm();

    /// <summary>The weights of the layer just appended are computed.</summary>
    public NetworkDescription SpectralNorm(int iterations = 1)
    {
        DescribedLayer last = _layers[^1];
        string arguments = iterations == 1 ? "" : $"(Iterations = {Number(iterations)})";
        _layers[^1] = last with { Create = () => new SpectralNorm(last.Create(), iterations), Modifier = $" [SpectralNorm{arguments}]" };
        return this;
    }

    /// <summary>The declaration of a class with these layers.</summary>
    /// <param name="className">The class.</param>
    /// <param name="loss">Stands in the place of its own loss, if given.</param>
    /// <param name="hasLengths">Whether lengths are declared where the description has some.</param>
    /// <param name="isPlain">Whether what does not change a result in float is left out: fewer bits, and less memory in training.</param>
    public string ToSource(string className, string? loss = null, bool hasLengths = true, bool isPlain = false)
    {
        string shape = string.Join(", ", _declaredShape.Select(Number));
        string lengths = hasLengths && OwnSteps is not null ? " [Lengths]" : "";
        return $"{string.Concat(_blocks)}[Network({shape}{Options(isPlain)})]{lengths}\n{Attributes}\n{(loss is null ? _lossAttribute : $"[{loss}]")}\npublic sealed partial class {{0}};\n"
            .Replace("{0}", className, StringComparison.Ordinal);
    }

    /// <summary>The layers' attributes; {0} stands for the name of the network's class.</summary>
    private string Attributes => string.Join('\n', _layers.Select(layer => layer.ToText()).Where(text => text.Length > 0));

    /// <summary>Appends a block's layers, which stand on a class of their own.</summary>
    /// <returns>The last of them.</returns>
    private int Inline(NetworkDescription block, string name, int source)
    {
        int first = _layers.Count;
        foreach (DescribedLayer layer in block._layers)
        {
            int[] inputs = [.. layer.Inputs.Select(input => input < 0 ? source : first + input)];
            _layers.Add(layer with { Name = $"{name}.{layer.Name}", Inputs = inputs, Text = "" });
        }

        _values.AddRange(block._values);
        return _layers.Count - 1;
    }

    /// <param name="rounding">See <see cref="ReferenceNetwork.Rounding"/>.</param>
    public ReferenceNetwork CreateReference(Func<double, double>? rounding = null)
    {
        var network = new ReferenceNetwork((_loss ?? throw new InvalidOperationException("No loss."))()) { Rounding = rounding, OwnSteps = OwnSteps, OutputShape = OutputShape };
        foreach (DescribedLayer layer in _layers) network.Add(layer.Name, layer.Create(), layer.Inputs);
        return network;
    }

    private NetworkDescription Join(string kind, string[] others, string? name, Func<ReferenceLayer> create)
        => Append(kind, string.Join(", ", others.Select(other => $"\"{other}\"")), kind, name, create, others);

    private NetworkDescription Append(string kind, string arguments, string prefix, string? name, Func<ReferenceLayer> create, params string[] others)
    {
        string fullName = name ?? NextDefaultName(prefix);
        int[] inputs = [_next is null ? _layers.Count - 1 : _indices[_next], .. others.Select(other => _indices[other])];
        _layers.Add(new DescribedLayer(kind, arguments, prefix, fullName, name is not null, _next, inputs, create));
        // The reference itself says what shape the layer's output has.
        Tensor[] zeros = [.. inputs.Select(input => new Tensor([1, .. ValueOf(input).Shape]))];
        _values.Add(ValueOf(inputs[0]).Through(kind, create().Forward(zeros, training: false).SampleShape));
        _indices.Add(fullName, _layers.Count - 1);
        _next = null;
        return this;
    }

    /// <summary>Kind and 1-based count of the layers of the kind that were given no name.</summary>
    private string NextDefaultName(string prefix)
    {
        _counts[prefix] = _counts.GetValueOrDefault(prefix) + 1;
        return prefix + Number(_counts[prefix]);
    }

    private DescribedValue NextInput() => ValueOf(_next is null ? _layers.Count - 1 : _indices[_next]);

    private int[] NextInputShape() => NextInput().Shape;

    private DescribedValue ValueOf(int layer) => layer < 0 ? Input : _values[layer];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private sealed record DescribedLayer(
        string Kind,
        string Arguments,
        string Prefix,
        string Name,
        bool HasGivenName,
        string? InputName,
        int[] Inputs,
        Func<ReferenceLayer> Create)
    {
        /// <summary>What stands in the source in place of an attribute made of the values above; empty inside a block.</summary>
        public string? Text { get; init; }

        /// <summary>What stands behind the attribute.</summary>
        public string Modifier { get; init; } = "";

        public string ToText() => Text is "" ? Text : (Text ?? ToAttribute()) + Modifier;

        private string ToAttribute()
        {
            List<string> arguments = [];
            if (Arguments.Length > 0) arguments.Add(Arguments);
            if (HasGivenName) arguments.Add($"Name = \"{Name}\"");
            if (InputName is not null) arguments.Add($"Input = \"{InputName}\"");
            return arguments.Count == 0 ? $"[{Kind}]" : $"[{Kind}({string.Join(", ", arguments)})]";
        }
    }
}
