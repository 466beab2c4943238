using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Collects what is wrong with a network, and what is merely worth saying.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _errors = new(StringComparer.Ordinal);

    /// <summary>Whether anything was found that no network can be made of.</summary>
    public bool HasErrors => ErrorCount > 0;

    public int ErrorCount { get; private set; }

    /// <summary>Whether there are errors, and all of them are of these rules.</summary>
    public bool HasErrorsOnlyOf(IReadOnlyCollection<string> rules) => HasErrors && _errors.IsSubsetOf(rules);

    /// <summary>Something that no network can be made of.</summary>
    public void Error(string rule, int attributeIndex, params string[] arguments)
        => Error(rule, attributeIndex, fix: null, arguments);

    /// <summary>Something that no network can be made of, and what would mend it.</summary>
    public void Error(string rule, int attributeIndex, AttributeFix? fix, params string[] arguments)
    {
        ErrorCount++;
        _errors.Add(rule);
        Note(rule, attributeIndex, fix, arguments);
    }

    /// <summary>Something to say about a network that can be made.</summary>
    public void Note(string rule, int attributeIndex, params string[] arguments)
        => Note(rule, attributeIndex, fix: null, arguments);

    /// <summary>Something to say, and what would make it unnecessary.</summary>
    public void Note(string rule, int attributeIndex, AttributeFix? fix, params string[] arguments)
        => _findings.Add(new Finding(rule, attributeIndex, EquatableArray.Of(arguments)) { Fix = fix });

    /// <summary>Where the layer of an attribute reports errors.</summary>
    /// <param name="isEditable">Whether the attribute can be edited, and is the layer's own.</param>
    public ILayerFindings For(string layer, int attributeIndex, bool isEditable) => new LayerFindings(this, layer, attributeIndex, isEditable);

    /// <summary>Everything but what concerns attributes behind <paramref name="lastAttribute"/>, in their order.</summary>
    public EquatableArray<Finding> UpTo(int lastAttribute)
        => _findings.Where(finding => finding.AttributeIndex <= lastAttribute).OrderBy(finding => finding.AttributeIndex).ToEquatableArray();

    private sealed class LayerFindings(FindingList list, string layer, int attributeIndex, bool isEditable) : ILayerFindings
    {
        public void Report(string rule, params string[] arguments) => Report(rule, [], arguments);

        public void Report(string rule, IReadOnlyList<AttributeEdit> edits, params string[] arguments)
        {
            AttributeFix? fix = !isEditable || edits.Count == 0
                ? null
                : new AttributeFix(AttributeFix.Describe(edits), edits.Select(edit => edit with { AttributeIndex = attributeIndex }).ToEquatableArray());
            list.Error(rule, attributeIndex, fix, [layer, .. arguments]);
        }
    }
}
