using System.Globalization;
using System.Text;

using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading;

/// <summary>The class that comes of a model, layer by layer.</summary>
internal sealed class Declaration
{
    private readonly List<string> _inputs = [];
    private readonly List<Entry> _layers = [];
    private readonly List<string> _ends = [];
    private readonly Dictionary<string, string> _quoted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Layer, Weights Weights)> _parameters = [];
    private string _first = string.Empty;

    /// <summary>What the next attribute reads unless it says otherwise.</summary>
    public string Last => _layers.Count > 0 ? _layers[^1].Name : _first;

    public IReadOnlyList<Weights> Parameters => [.. _parameters.Select(parameter => parameter.Weights)];

    /// <summary>The network's input, or a further one.</summary>
    /// <param name="wish">What it would be called.</param>
    /// <param name="shape">Of one sample.</param>
    /// <param name="vocabulary">Of indices, how many there are to choose from; else 0.</param>
    /// <returns>Its name.</returns>
    public string AddInput(string wish, IReadOnlyList<long> shape, int vocabulary)
    {
        bool isFirst = _inputs.Count == 0;
        string letters = string.Concat(wish.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        string name = NewName(letters is [>= 'A', ..] ? letters : "input_" + wish.Length.ToString(CultureInfo.InvariantCulture));
        List<string> arguments = [.. shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture))];
        if (!isFirst) arguments.Insert(0, Quoted(name));
        else if (name != "input") arguments.Add($"InputName = {Quoted(name)}");
        if (vocabulary > 0) arguments.Add($"Vocabulary = {vocabulary.ToString(CultureInfo.InvariantCulture)}");
        _inputs.Add($"[{(isFirst ? "Network" : "Input")}({string.Join(", ", arguments)})]");
        if (isFirst) _first = name;
        return name;
    }

    /// <summary>A layer.</summary>
    /// <param name="kind">The attribute.</param>
    /// <param name="wish">What it would be called.</param>
    /// <param name="reads">What it reads first.</param>
    /// <param name="arguments">Its arguments, as they are written; what else it reads is a name in quotes at the end of one.</param>
    /// <returns>Its name.</returns>
    public string AddLayer(string kind, string wish, string reads, params IEnumerable<string> arguments)
    {
        string name = NewName(wish == "input" ? "input_1" : wish);
        _layers.Add(new Entry(kind, name, reads, [.. arguments]));
        return name;
    }

    /// <summary>What is no layer: a loss, an output.</summary>
    public void Add(string attribute) => _ends.Add(attribute);

    /// <summary>A parameter of a layer, in the file convention.</summary>
    public void AddParameter(string layer, string name, Weights weights) => _parameters.Add((layer, weights with { Name = $"{layer}.{name}" }));

    /// <summary>Leaves out the layers that nothing needs for what the network gives.</summary>
    public void KeepFor(IEnumerable<string> outputs)
    {
        HashSet<string> needed = new(outputs, StringComparer.Ordinal);
        for (int index = _layers.Count - 1; index >= 0; index--)
        {
            if (!needed.Contains(_layers[index].Name)) _layers.RemoveAt(index);
            else needed.UnionWith(_layers[index].Arguments.Select(ReadBy).OfType<string>().Append(_layers[index].Reads));
        }

        _parameters.RemoveAll(parameter => !needed.Contains(parameter.Layer));
    }

    /// <summary>The class as C#.</summary>
    public string ToSource(string? space, string name, string access)
    {
        StringBuilder text = new("#pragma warning disable format // one line per layer\nusing NetGen;\n\n");
        if (space is not null) text.Append(CultureInfo.InvariantCulture, $"namespace {space};\n\n");
        foreach (string input in _inputs) text.Append(input).Append('\n');
        string last = _first;
        foreach (Entry layer in _layers)
        {
            string[] input = string.Equals(layer.Reads, last, StringComparison.Ordinal) ? [] : [$"Input = {Quoted(layer.Reads)}"];
            text.Append(CultureInfo.InvariantCulture, $"[{layer.Kind}({string.Join(", ", [.. layer.Arguments, $"Name = {Quoted(layer.Name)}", .. input])})]\n");
            last = layer.Name;
        }

        foreach (string end in _ends) text.Append(end).Append('\n');
        return text.Append(CultureInfo.InvariantCulture, $"{access} sealed partial class {name};\n").ToString();
    }

    /// <summary>A literal of a string.</summary>
    public static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char letter in text)
        {
            if (letter is '"' or '\\') quoted.Append('\\').Append(letter);
            // Names come from files: nothing in them ends the literal.
            else if (letter is < ' ' or > '~') quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A literal of a number; of one that is a float as short as tells it from other floats.</summary>
    public static string Written(double number)
        => !double.IsFinite(number) ? throw new NotSupportedException($"{number} is no setting of a layer")
            : (float)number == number ? ((float)number).ToString("R", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The layer that an argument names; null where it names none.</summary>
    private string? ReadBy(string argument) => argument.IndexOf('"') is >= 0 and var start ? _quoted.GetValueOrDefault(argument[start..]) : null;

    private string NewName(string wish)
    {
        string name = wish;
        for (int number = 2; !_names.Add(name); number++) name = $"{wish}_{number.ToString(CultureInfo.InvariantCulture)}";
        _quoted[Quoted(name)] = name;
        return name;
    }

    private sealed record Entry(string Kind, string Name, string Reads, string[] Arguments);
}
