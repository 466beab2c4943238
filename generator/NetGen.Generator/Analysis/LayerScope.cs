using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>The inside of the network or of one inserted block: what its layers can see.</summary>
/// <param name="prefix">Stands in front of the names of its layers: empty, or the block's name and a dot.</param>
/// <param name="input">The tensor that its first layer reads.</param>
/// <param name="first">The index of its first layer.</param>
internal sealed class LayerScope(string prefix, int input, int first)
{
    /// <summary>Names in a message; the rest of a deep network would only hide them.</summary>
    private const int MostSuggestions = 12;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _tensors = new(StringComparer.Ordinal) { [LayerNames.Input] = input };
    private readonly List<(string Name, string Layer, int AttributeIndex, string Known)> _unknown = [];

    public string Prefix { get; } = prefix;

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

    /// <summary>Makes a tensor known to the layers below.</summary>
    public void Define(string name, int tensor)
    {
        // The first of two equal names stays; the second has been reported.
        if (!_tensors.ContainsKey(name)) _tensors.Add(name, tensor);
    }

    /// <summary>Makes a block's layers known to the layers below it, under the block's name.</summary>
    public void DefineInner(string block, LayerScope inner)
    {
        foreach (KeyValuePair<string, int> tensor in inner._tensors)
        {
            if (!string.Equals(tensor.Key, LayerNames.Input, StringComparison.Ordinal)) Define($"{block}.{tensor.Key}", tensor.Value);
        }
    }

    /// <summary>The tensor of a name. An unknown one is reported by <see cref="ReportUnknown"/>, when all names are known.</summary>
    public int? Find(string name, string layer, int attributeIndex)
    {
        if (_tensors.TryGetValue(name, out int tensor)) return tensor;
        string more = _tensors.Count > MostSuggestions ? ", ..." : string.Empty;
        _unknown.Add((name, layer, attributeIndex, string.Join(", ", _tensors.Keys.Take(MostSuggestions)) + more));
        return null;
    }

    public void ReportUnknown(FindingList findings)
    {
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
