using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Blocks: layers that are inserted, each time under names of their own.</summary>
internal sealed partial class GraphBuilder
{
    private const string ShortcutName = "ShortcutName";

    private void AddBlocks(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        // A type argument that the compiler cannot resolve either.
        if (attribute.Block < 0) return;
        BlockDeclaration block = blocks[attribute.Block];
        string? given = Given(attribute, "Name");
        var arguments = new AttributeArguments(attribute, findings.For(string.IsNullOrEmpty(given) ? block.Name : given!, index, IsEditable));
        int repeat = arguments.Positive("Repeat");
        int first = arguments.NotNegative("FirstIndex");
        if (given is null && arguments.Has("FirstIndex") && arguments.IsValid)
        {
            arguments.Reject($"has FirstIndex = {Text.Of(first)}, but no Name that it could stand behind", "Write a Name, such as Name = \"layer1\"");
        }

        if (Given(attribute, "Input") is { } above) scope.Current = scope.Find(above, given ?? block.Name, index) ?? UnknownTensor(attribute, index);
        if (!arguments.IsValid || !IsUsable(attribute.Block, index)) return;
        if (attribute.Shortcut >= 0 && !IsUsable(attribute.Shortcut, index)) return;
        bool isCounted = repeat > 1 || arguments.Has("FirstIndex");
        int errors = findings.ErrorCount;
        for (int i = 0; i < repeat && findings.ErrorCount == errors; i++)
        {
            string local = given is null ? scope.NextName("block") : isCounted ? LayerScope.Join(given, Text.Of(first + i)) : given;
            AddBlock(attribute, index, local, scope);
        }

        if (isCounted && !string.IsNullOrEmpty(given)) scope.DefineLast(given!, scope.Current);
    }

    /// <summary>Adds the layers that an attribute stands for.</summary>
    private void AddComposite(AttributeDeclaration attribute, int index, CompositeRow row, LayerScope outer)
    {
        string? given = Given(attribute, "Name");
        string local = given ?? outer.NextName(row.DefaultName);
        string name = LayerScope.Join(outer.Path, local);
        _names.Take(name, given, index, IsEditable, findings);
        var arguments = new AttributeArguments(attribute, findings.For(name, index, IsEditable));
        int? read = Given(attribute, "Input") is { } above ? outer.Find(above, name, index) : outer.Current;
        outer.Current = read ?? UnknownTensor(attribute, index);
        EquatableArray<LayerPart> parts = row.Create(arguments, ShapeOf(outer.Current));
        if (parts.Count == 0)
        {
            outer.Current = UnknownTensor(attribute, index);
            Layers[outer.Current].TakesInitializers = true;
        }

        LayerScope scope = outer.Open(local, Layers.Count);
        foreach (LayerPart part in parts) AddPart(part, index, scope);
        outer.Current = scope.Current;
        outer.DefineInner(local, scope);
    }

    private void AddPart(LayerPart part, int index, LayerScope scope)
    {
        // The attribute's arguments are those of its layers, but what is written below it is meant for one of them.
        var draft = new LayerDraft(part.Layer.Kind, scope.OwnName(part.Name), index)
        {
            Layer = part.Layer,
            IsInBlock = IsInBlock,
            IsEditable = IsEditable && part.TakesInitializers,
            TakesInitializers = part.TakesInitializers,
        };
        _names.Take(draft.Name, null, index, IsEditable, findings);
        List<int?> read = [scope.Current];
        if (part.With is { } with) read.Add(with == LayerPart.Begin ? scope.Input : scope.Find(with, draft.Name, index));
        Connect(draft, read, findings.For(draft.Name, index, IsEditable));
        scope.Current = Layers.Count - 1;
        scope.Define(part.Name, scope.Current);
    }

    private void AddBlock(AttributeDeclaration attribute, int index, string local, LayerScope outer)
    {
        string? written = Given(attribute, "Name");
        if (local.Length > 0) _names.Take(outer.Prefix + local, string.IsNullOrEmpty(written) ? null : written, index, IsEditable, findings);
        LayerScope scope = AddLayers(attribute.Block, index, local, outer);
        if (string.Equals(attribute.Kind, "Residual", StringComparison.Ordinal)) AddSum(attribute, index, scope);
        outer.Current = scope.Current;
        outer.DefineInner(local, scope);
    }

    /// <summary>Adds the layers of a block.</summary>
    /// <param name="local">The block's name in the scope around it; empty where its layers are named as if they stood there.</param>
    /// <returns>Their scope, which <paramref name="outer"/> does not know yet.</returns>
    private LayerScope AddLayers(int blockIndex, int index, string local, LayerScope outer)
    {
        BlockDeclaration block = blocks[blockIndex];
        LayerScope scope = outer.Open(local, Layers.Count);
        EquatableArray<AttributeDeclaration> around = _attributes;
        _attributes = block.Attributes;
        _openBlocks.Push(blockIndex);
        foreach (AttributeDeclaration inner in block.Attributes)
        {
            if (Layers.Count >= SizeLimits.MaximumLayers)
            {
                findings.Error(
                    RuleIds.TooLarge, index, scope.NameOr(block.Name), $"brings the network to more than {Text.Grouped(SizeLimits.MaximumLayers)} layers", "Write a smaller Repeat");
                break;
            }

            if (!inner.IsComplete) break;

            // What is said of a block of another project can only be said where it is used.
            int place = block.IsInProject ? inner.Index : index;
            if (LossCatalog.Find(inner.Kind) is not null)
            {
                findings.Error(
                    RuleIds.LossNotLast, place, $"[{inner.Kind}]", $"stands in the block {block.Name}",
                    "Move it to the end of the network that uses the block");
                continue;
            }

            Add(inner, place, scope);
        }

        _openBlocks.Pop();
        _attributes = around;
        scope.ReportUnknown(findings);
        return scope;
    }

    /// <summary>Adds to a block's output its input, or what the shortcut makes of that.</summary>
    private void AddSum(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        int? shortcut = attribute.Shortcut >= 0 ? AddShortcut(attribute, index, scope) : AddProjection(attribute, index, scope);
        if (shortcut is null) return;
        AddOwn(new LayerDraft("Add", scope.OwnName("sum"), index) { Layer = LayerCatalog.Sum }, [scope.Current, shortcut]);
        scope.Current = Layers.Count - 1;
    }

    /// <summary>Adds the block that stands on the shortcut.</summary>
    /// <returns>Its output; null, and a finding, where that does not fit.</returns>
    private int? AddShortcut(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        int branch = scope.Current;
        string? written = Given(attribute, ShortcutName);
        string local = written ?? "shortcut";
        if (local.Length > 0) _names.Take(scope.Prefix + local, written, index, IsEditable, findings, ShortcutName);
        scope.Current = scope.Input;
        LayerScope inner = AddLayers(attribute.Shortcut, index, local, scope);
        scope.Current = branch;
        scope.DefineInner(local, inner);

        // Initialisers below are meant for the branch, whose last layer is often to begin with zeros.
        foreach (LayerDraft layer in Layers.Skip(inner.First)) layer.TakesInitializers = false;
        if (ShapeOf(inner.Current) is not { } beside || ShapeOf(branch) is not { } through || beside == through) return inner.Current;
        string block = blocks[attribute.Block].Name;
        string shortcut = blocks[attribute.Shortcut].Name;
        findings.Error(
            RuleIds.ShapeMismatch,
            index,
            scope.NameOr(block),
            $"turns its input into {Text.Of(through)} by {block} and into {Text.Of(beside)} by {shortcut}, which cannot be added",
            $"Give {shortcut} the strides and the number of filters or units of {block}");
        return null;
    }

    /// <summary>Adds the projection of a block's input to the shape of its output, where that is asked for and needed.</summary>
    /// <returns>The input or its projection; null, and a finding, where that does not fit.</returns>
    private int? AddProjection(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        if (ShapeOf(scope.Input) is not { } from || ShapeOf(scope.Current) is not { } to || from == to) return scope.Input;
        bool wantsProjection = attribute.Find("Projection") is { Integer: 1 };
        Layer? projection = Projection.Create(from, to);
        if (!wantsProjection || projection is null)
        {
            AttributeFix? fix = projection is null || !IsEditable
                ? null
                : AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, index, "Projection = true"), "Write Projection = true");
            findings.Error(
                RuleIds.ShapeMismatch,
                index,
                fix,
                scope.NameOr(blocks[attribute.Block].Name),
                $"turns {Text.Of(from)} into {Text.Of(to)}, so its input cannot be added to its output",
                projection is null
                    ? "Give the block strides and padding whose outputs a 1x1 convolution can match, or write [Residual<Branch, Shortcut>]"
                    : "Write Projection = true, [Residual<Branch, Shortcut>], or a block that keeps the shape");
            return null;
        }

        // Not a target of initialisers: none that stands below the block is meant for it.
        AddOwn(new LayerDraft(projection.Kind, scope.OwnName("projection"), index) { Layer = projection }, [scope.Input]);
        return Layers.Count - 1;
    }

    /// <summary>Adds a layer that comes with a block, and has no attribute of its own.</summary>
    private void AddOwn(LayerDraft draft, IReadOnlyList<int?> inputs)
    {
        draft.IsInBlock = IsInBlock;
        draft.IsEditable = false;
        _names.Take(draft.Name, null, draft.AttributeIndex, isEditable: false, findings);
        Connect(draft, inputs, findings.For(draft.Name, draft.AttributeIndex, isEditable: false));
    }

    private bool IsUsable(int block, int index) => BlockChecks.IsUsable(blocks[block], _openBlocks.Contains(block), index, findings);

    /// <summary>A stand-in for a tensor that was not found, so that the layers behind it are not reported as well.</summary>
    private int UnknownTensor(AttributeDeclaration attribute, int index)
    {
        Layers.Add(new LayerDraft(attribute.Kind, string.Empty, index));
        return Layers.Count - 1;
    }
}
