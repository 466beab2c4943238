using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>The inside of the network or of one inserted block: what its layers can see.</summary>
/// <param name="path">The block's name with all around it, empty where its layers are named without one.</param>
/// <param name="input">The tensor that its first layer reads.</param>
/// <param name="first">The index of its first layer.</param>
internal sealed class LayerScope(string path, int input, int first)
{
    /// <summary>Names in a message; the rest of a deep network would only hide them.</summary>
    private const int MostSuggestions = 12;

    private readonly Dictionary<string, int> _tensors = new(StringComparer.Ordinal) { [LayerNames.Input] = input };
    private readonly HashSet<string> _lasts = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Layer, int AttributeIndex, string Known)> _unknown = [];
    private readonly List<(string Layer, int AttributeIndex)> _inputReaders = [];
    private Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private bool _isNamed = true;
    private int? _layerNamedInput;

    public string Path { get; } = path;

    /// <summary>Stands in front of the names of its layers: empty, or the block's name and a dot.</summary>
    public string Prefix { get; } = path.Length == 0 ? path : path + ".";

    public int Input { get; } = input;

    public int First { get; } = first;

    /// <summary>The tensor that the next layer reads unless it says otherwise.</summary>
    public int Current { get; set; } = input;

    /// <summary>The next default name: conv1, conv2 ...</summary>
    public string NextName(string kind)
    {
        _counts.TryGetValue(kind, out int count);
        _counts[kind] = ++count;
        return kind + Text.Of(count);
    }

    /// <summary>The name of a layer that comes with a block: <c>block1.sum</c>, or, where the block has no name, <c>sum1</c> as one among several.</summary>
    public string OwnName(string kind) => Prefix + (_isNamed ? kind : NextName(kind));

    /// <summary>The block's name for messages: its class's where it has none of its own.</summary>
    public string NameOr(string type) => _isNamed ? Path : type;

    /// <summary>A name inside another; either may be empty.</summary>
    public static string Join(string outer, string inner) => outer.Length == 0 ? inner : inner.Length == 0 ? outer : $"{outer}.{inner}";

    /// <summary>The inside of a block that reads the current tensor. One without a name counts its layers on with those around it.</summary>
    public LayerScope Open(string local, int first)
    {
        var scope = new LayerScope(Join(Path, local), Current, first);
        if (local.Length == 0) (scope._counts, scope._isNamed) = (_counts, false);
        return scope;
    }

    /// <summary>Makes a tensor known to the layers below.</summary>
    public void Define(string name, int tensor)
    {
        // Who reads the network's input by that name, above or below, is told that it has two meanings.
        if (string.Equals(name, LayerNames.Input, StringComparison.Ordinal)) _layerNamedInput ??= tensor;

        // The first of two equal names stays; the second has been reported.
        else if (!_tensors.ContainsKey(name)) _tensors.Add(name, tensor);
    }

    /// <summary>Makes the last of several blocks known under the name that they share; blocks that are counted on from there take its place.</summary>
    public void DefineLast(string name, int tensor)
    {
        if (_tensors.ContainsKey(name) && !_lasts.Contains(name)) return;
        _tensors[name] = tensor;
        _lasts.Add(name);
    }

    /// <summary>Makes a block's output and its layers known to the layers below it, under the block's name.</summary>
    public void DefineInner(string block, LayerScope inner)
    {
        if (block.Length > 0) Define(block, inner.Current);
        foreach (KeyValuePair<string, int> tensor in inner._tensors)
        {
            if (!string.Equals(tensor.Key, LayerNames.Input, StringComparison.Ordinal)) Define(Join(block, tensor.Key), tensor.Value);
        }

        if (inner._layerNamedInput is { } layer) Define(Join(block, LayerNames.Input), layer);
    }

    /// <summary>The tensor of a name. An unknown one is reported by <see cref="ReportUnknown"/>, when all names are known.</summary>
    public int? Find(string name, string layer, int attributeIndex)
    {
        if (string.Equals(name, LayerNames.Input, StringComparison.Ordinal)) _inputReaders.Add((layer, attributeIndex));
        if (_tensors.TryGetValue(name, out int tensor)) return tensor;
        string more = _tensors.Count > MostSuggestions ? ", ..." : string.Empty;
        _unknown.Add((name, layer, attributeIndex, string.Join(", ", _tensors.Keys.Take(MostSuggestions)) + more));
        return null;
    }

    public void ReportUnknown(FindingList findings)
    {
        foreach ((string layer, int attributeIndex) in _layerNamedInput is null ? [] : _inputReaders)
        {
            findings.Error(
                RuleIds.DuplicateName,
                attributeIndex,
                layer,
                $"reads \"{LayerNames.Input}\", which here is the name of a layer and of what the network or block reads",
                "Give the layer another Name, or leave out that Input where the layer stands first");
        }

        foreach ((string name, string layer, int attributeIndex, string known) in _unknown)
        {
            if (_tensors.ContainsKey(name))
            {
                bool isItself = string.Equals(Prefix + name, layer, StringComparison.Ordinal);
                findings.Error(
                    RuleIds.InputBelow,
                    attributeIndex,
                    layer,
                    isItself ? "reads itself" : $"reads {name}, which stands below it",
                    "Read a layer above, or move this one down: layers run in the order in which they are written");
            }
            else
            {
                findings.Error(
                    RuleIds.UnknownInput,
                    attributeIndex,
                    layer,
                    $"reads \"{name}\", and no layer has that name",
                    "Write one of these: " + known);
            }
        }
    }
}
