using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>
/// A declaration as it would be after fixes: what they do to the text, done to the values, so that it can be asked at every key what a fix would change.
/// </summary>
/// <param name="declaration">As it stands.</param>
/// <param name="read">An attribute as a fix writes it, as values; null where it means nothing.</param>
internal sealed class DeclarationEdits(NetworkDeclaration declaration, Func<string, AttributeDeclaration?> read)
{
    /// <summary>What stands in the place of each attribute that can be edited.</summary>
    private readonly Dictionary<int, List<AttributeDeclaration?>> _slots = declaration.Attributes
        .Concat(declaration.Blocks.Where(block => block.IsInProject).SelectMany(block => block.Attributes))
        .ToDictionary(attribute => attribute.Index, attribute => new List<AttributeDeclaration?> { attribute });

    private readonly HashSet<int> _edited = [];
    private AttributeDeclaration? _removed;

    /// <summary>Whether an initialiser, layer or loss that is put in another's place keeps an argument of it.</summary>
    /// <param name="kind">Of what is put there.</param>
    /// <param name="argument">A property that is set on what stands there.</param>
    public static bool Keeps(string kind, string argument) => argument switch
    {
        "Distribution" => kind is "He" or "Xavier" or "LeCun" or "VarianceScaling",
        "Target" or "TargetName" => true,
        "Name" or "Input" => LossCatalog.Find(kind) is null,
        _ => false,
    };

    /// <summary>Makes a fix, but for what would change again what another has changed.</summary>
    /// <returns>Whether all of it could be done.</returns>
    public bool Apply(AttributeFix fix)
    {
        // Layers of a block that is used several times have one attribute.
        AttributeEdit[] edits = [.. fix.Edits.Distinct().Where(edit => !_edited.Contains(edit.AttributeIndex))];
        _edited.UnionWith(edits.Select(edit => edit.AttributeIndex));
        return edits.All(Apply);
    }

    /// <summary>The declaration after the fixes.</summary>
    /// <returns>It, and for each of its attributes the index of the one in whose place, or beside which, it stands.</returns>
    public (NetworkDeclaration Declaration, IReadOnlyList<int> Origins) Finish()
    {
        var origins = new List<int>();
        BlockDeclaration[] blocks = [.. declaration.Blocks];
        var visited = new HashSet<int>();
        EquatableArray<AttributeDeclaration> attributes = Number(declaration.Attributes);
        return (declaration with { Attributes = attributes, Blocks = EquatableArray.Of(blocks) }, origins);

        // In the order in which the parser reads them.
        EquatableArray<AttributeDeclaration> Number(EquatableArray<AttributeDeclaration> written)
        {
            var numbered = new List<AttributeDeclaration>();
            foreach (AttributeDeclaration attribute in written)
            {
                foreach (AttributeDeclaration? edited in _slots.TryGetValue(attribute.Index, out List<AttributeDeclaration?>? slot) ? slot : [attribute])
                {
                    if (edited is null) continue;
                    numbered.Add(edited with { Index = origins.Count });
                    origins.Add(attribute.Index);
                    NumberBlock(edited.Block);
                    NumberBlock(edited.Shortcut);
                }
            }

            return numbered.ToEquatableArray();
        }

        void NumberBlock(int block)
        {
            if (block >= 0 && visited.Add(block)) blocks[block] = blocks[block] with { Attributes = Number(blocks[block].Attributes) };
        }
    }

    private bool Apply(AttributeEdit edit)
    {
        if (!_slots.TryGetValue(edit.AttributeIndex, out List<AttributeDeclaration?>? slot)) return false;
        int place = slot.FindIndex(attribute => attribute?.Index == edit.AttributeIndex);
        if (place < 0) return false;
        AttributeDeclaration present = slot[place]!;
        switch (edit.Kind)
        {
            case AttributeEditKind.Remove:
                _removed = present;
                slot[place] = null;
                return true;
            case AttributeEditKind.InsertRemoved:
                slot.Add(_removed! with { Index = -1 });
                return true;
            case AttributeEditKind.InsertBefore:
                return Insert(slot, 0, read(edit.Text));
            case AttributeEditKind.InsertAfter or AttributeEditKind.InsertBelow:
                return Insert(slot, slot.Count, read(edit.Text));
            case AttributeEditKind.Replace:
                return read(edit.Text) is { } replacement && Set(Replace(present, replacement));
            case AttributeEditKind.RemoveArgument:
                return Set(present with { Arguments = present.Arguments.Where(argument => argument.Name != edit.Text).ToEquatableArray() });
            case AttributeEditKind.SetArgument:
                return SetArgument(present, edit) is { } changed && Set(changed);
            default:
                return false;
        }

        bool Set(AttributeDeclaration changed)
        {
            slot[place] = changed with { Index = present.Index };
            return true;
        }
    }

    private static bool Insert(List<AttributeDeclaration?> slot, int place, AttributeDeclaration? inserted)
    {
        if (inserted is not null) slot.Insert(place, inserted);
        return inserted is not null;
    }

    private static AttributeDeclaration Replace(AttributeDeclaration present, AttributeDeclaration replacement) => replacement with
    {
        Arguments = replacement.Arguments
            .Concat(present.Arguments.Where(argument => Keeps(replacement.Kind, argument.Name) && replacement.Find(argument.Name) is null))
            .ToEquatableArray(),
    };

    /// <summary>The argument of a property, or of the constructor's parameter that the edit names; without a name, of its first.</summary>
    private AttributeDeclaration? SetArgument(AttributeDeclaration present, AttributeEdit edit)
    {
        string written = edit.Parameter.Length == 0 ? edit.Text : $"{edit.Parameter}: {edit.Text}";
        if (read($"{present.Kind}({written})")?.Arguments is not { Count: > 0 } given) return null;
        string name = edit.Parameter.Length > 0 ? edit.Parameter
            : edit.Text.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var end ? edit.Text.Substring(0, end)
            : given[0].Name;
        if (given.FirstOrDefault(argument => argument.Name == name) is not { } set) return null;
        bool isGiven = present.Arguments.Any(argument => argument.Name == name);
        return present with
        {
            Arguments = isGiven ? present.Arguments.Select(argument => argument.Name == name ? set : argument).ToEquatableArray()
            : present.Arguments.Append(set).ToEquatableArray()
        };
    }
}
