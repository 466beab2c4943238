using System.Globalization;
using System.Text;

using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading;

/// <summary>The class that comes of a model, layer by layer.</summary>
internal sealed class Declaration
{
    private readonly List<string> _attributes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<Weights> _parameters = [];

    /// <summary>What the next attribute reads unless it says otherwise.</summary>
    public string Last { get; private set; } = string.Empty;

    public IReadOnlyList<Weights> Parameters => _parameters;

    /// <summary>The network's input, or a further one.</summary>
    /// <param name="wish">What it would be called.</param>
    /// <param name="shape">Of one sample.</param>
    /// <param name="vocabulary">Of indices, how many there are to choose from; else 0.</param>
    /// <param name="isFirst">Whether it is the first.</param>
    /// <returns>Its name.</returns>
    public string AddInput(string wish, IReadOnlyList<long> shape, int vocabulary, bool isFirst)
    {
        string name = NewName(string.Concat(wish.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')) is [>= 'A', ..] and var usual ? usual : "input_" + wish.Length.ToString(CultureInfo.InvariantCulture));
        List<string> arguments = [.. shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture))];
        if (!isFirst) arguments.Insert(0, Quoted(name));
        else if (name != "input") arguments.Add($"InputName = {Quoted(name)}");
        if (vocabulary > 0) arguments.Add($"Vocabulary = {vocabulary.ToString(CultureInfo.InvariantCulture)}");
        _attributes.Add($"[{(isFirst ? "Network" : "Input")}({string.Join(", ", arguments)})]");
        if (isFirst) Last = name;
        return name;
    }

    /// <summary>A layer.</summary>
    /// <param name="kind">The attribute.</param>
    /// <param name="wish">What it would be called.</param>
    /// <param name="reads">What it reads first.</param>
    /// <param name="arguments">Its arguments, as they are written.</param>
    /// <returns>Its name.</returns>
    public string AddLayer(string kind, string wish, string reads, params IEnumerable<string> arguments)
    {
        string name = NewName(wish == "input" ? "input_1" : wish);
        IEnumerable<string> all = [.. arguments, $"Name = {Quoted(name)}", .. string.Equals(reads, Last, StringComparison.Ordinal) ? [] : new[] { $"Input = {Quoted(reads)}" }];
        _attributes.Add($"[{kind}({string.Join(", ", all)})]");
        Last = name;
        return name;
    }

    /// <summary>What is no layer: a loss, an output.</summary>
    public void Add(string attribute) => _attributes.Add(attribute);

    /// <summary>A parameter of a layer, in the file convention.</summary>
    public void AddParameter(string layer, string name, Weights weights) => _parameters.Add(weights with { Name = $"{layer}.{name}" });

    public string ToSource(string? space, string name)
    {
        StringBuilder text = new("#pragma warning disable format // one line per layer\nusing NetGen;\n\n");
        if (space is not null) text.Append(CultureInfo.InvariantCulture, $"namespace {space};\n\n");
        foreach (string attribute in _attributes) text.Append(attribute).Append('\n');
        return text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {name};\n").ToString();
    }

    /// <summary>A literal of a string.</summary>
    public static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char letter in text)
        {
            if (letter is '"' or '\\') quoted.Append('\\').Append(letter);
            else if (letter is < ' ' or > '~') quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"); // names come from files: nothing in them ends the literal
            else quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A literal of a number; of one that is a float as short as tells it from other floats.</summary>
    public static string Written(double number)
        => (float)number == number ? ((float)number).ToString("R", CultureInfo.InvariantCulture) : double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : throw new NotSupportedException($"{number} is no setting of a layer");

    private string NewName(string wish)
    {
        string name = wish;
        for (int number = 2; !_names.Add(name); number++) name = $"{wish}_{number.ToString(CultureInfo.InvariantCulture)}";
        return name;
    }
}
