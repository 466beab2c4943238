using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Turns attributes into a list of connected layers: inserts blocks, resolves names, infers shapes.</summary>
internal sealed class GraphBuilder(EquatableArray<BlockDeclaration> blocks, Shape? input, FindingList findings)
{
    private readonly LayerNames _names = new();
    private readonly Stack<int> _openBlocks = new();
    private EquatableArray<AttributeDeclaration> _attributes;

    public List<LayerDraft> Layers { get; } = [];

    /// <summary>What ends the network, or null.</summary>
    public LossKind? Loss { get; private set; }

    public int LossIndex { get; private set; } = -1;

    /// <summary>Whether the attribute at hand stands on a block's class.</summary>
    private bool IsInBlock => _openBlocks.Count > 0;

    /// <summary>Adds the layers of a network.</summary>
    public void AddNetwork(EquatableArray<AttributeDeclaration> attributes)
    {
        _attributes = attributes;
        var scope = new LayerScope(string.Empty, input: -1, first: 0);
        foreach (AttributeDeclaration attribute in attributes)
        {
            // What is half typed is the compiler's to report, and what follows cannot be understood.
            if (!attribute.IsComplete) break;
            if (Loss is not null) ReportBehindLoss(attribute);
            else if (LossCatalog.Find(attribute.Kind) is { } loss) (Loss, LossIndex) = (loss, attribute.Index);
            else Add(attribute, attribute.Index, scope);
        }

        scope.ReportUnknown(findings);
    }

    /// <param name="index">The attribute on the network's class that leads here: that of the outermost block.</param>
    private void Add(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        if (LayerCatalog.Find(attribute.Kind) is { } row) AddLayer(attribute, index, row, scope);
        else if (InitializerCatalog.Contains(attribute.Kind)) AddInitializer(attribute, index, scope);
        else if (attribute.Kind is "Use" or "Residual") AddBlocks(attribute, index, scope);
    }

    private void AddLayer(AttributeDeclaration attribute, int index, LayerRow row, LayerScope scope)
    {
        string? given = Given(attribute, "Name");
        string local = given ?? scope.NextName(row.DefaultName);
        string name = scope.Prefix + local;
        _names.Take(name, given, index, IsInBlock, findings);
        var draft = new LayerDraft(attribute.Kind, name, index) { TakesInitializers = row.HasWeights, IsInBlock = IsInBlock };
        ILayerFindings report = findings.For(name, index, IsInBlock);
        var arguments = new AttributeArguments(attribute, report);
        draft.Layer = row.Create(arguments);
        Connect(draft, ReadInputs(attribute, arguments, name, index, scope), report);
        scope.Current = Layers.Count - 1;
        scope.Define(local, scope.Current);
    }

    /// <summary>The tensor above or <c>Input</c>, and behind it the names that a merge lists.</summary>
    private static List<int?> ReadInputs(AttributeDeclaration attribute, AttributeArguments arguments, string name, int index, LayerScope scope)
    {
        var inputs = new List<int?> { Given(attribute, "Input") is { } above ? scope.Find(above, name, index) : scope.Current };
        if (attribute.Find("inputs") is not { } others) return inputs;
        if (others.Items.Count == 0)
        {
            arguments.Reject("names no layer to join with the one above", $"Write the name of a layer, such as [{attribute.Kind}(\"conv1\")]");
        }

        foreach (string other in arguments.Words("inputs")) inputs.Add(scope.Find(other, name, index));
        return inputs;
    }

    private void Connect(LayerDraft draft, IReadOnlyList<int?> inputs, ILayerFindings report)
    {
        Layers.Add(draft);
        if (draft.Layer is null || inputs.Any(tensor => tensor is null)) return;
        draft.Inputs = [.. inputs.Select(tensor => tensor!.Value)];
        List<Shape?> shapes = [.. draft.Inputs.Select(ShapeOf)];
        if (shapes.Exists(shape => shape is null)) return;
        draft.InputShapes = shapes.Select(shape => shape!.Value).ToEquatableArray();
        draft.OutputShape = draft.Layer.InferShape(draft.InputShapes, report);
    }

    private Shape? ShapeOf(int tensor) => tensor < 0 ? input : Layers[tensor].OutputShape;

    private void AddInitializer(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        LayerDraft? target = null;
        for (int i = Layers.Count - 1; i >= scope.First && target is null; i--)
        {
            if (Layers[i].TakesInitializers) target = Layers[i];
        }

        if (target is null)
        {
            findings.Error(
                RuleIds.ModifierWithoutLayer,
                index,
                IsInBlock ? null : MoveDown(attribute),
                $"[{attribute.Kind}]",
                "stands above every layer with weights, so there is nothing it could initialise",
                "Move it below the layer that it is meant for, such as [Conv2D] or [Dense]");
            return;
        }

        var arguments = new AttributeArguments(attribute, findings.For($"[{attribute.Kind}] of {target.Name}", index, IsInBlock));
        InitializerRule rule = InitializerCatalog.Create(attribute.Kind, arguments);
        var declared = new DeclaredInitializer(InitializerTarget.Read(arguments), rule, index);
        if (!arguments.IsValid) return;
        DeclaredInitializer? earlier = target.Initializers.Find(initializer => initializer.Target == declared.Target);
        if (earlier is not null)
        {
            SeveralInitializers.Report(findings, target.Name, earlier, declared);
            target.Initializers.Remove(earlier);
        }

        target.Initializers.Add(declared);
    }

    /// <summary>A fix that moves an initialiser below the first layer with weights; null where there is none, or it has one already.</summary>
    private AttributeFix? MoveDown(AttributeDeclaration initializer)
    {
        AttributeDeclaration? layer = null;
        foreach (AttributeDeclaration below in _attributes.Skip(initializer.Index + 1))
        {
            // What a block consists of is written elsewhere, and its last layer may not be the one that is meant.
            if (layer is null && below.Kind is "Use" or "Residual") return null;
            if (layer is not null && LayerCatalog.Find(below.Kind) is { HasWeights: true }) break;
            if (below.Kind is "Conv2D" or "Dense") layer ??= below;
            else if (layer is not null && InitializerCatalog.Contains(below.Kind) && TargetOf(below) == TargetOf(initializer)) return null;
        }

        if (layer is null) return null;
        return new AttributeFix(
            $"Move [{initializer.Kind}] below [{layer.Kind}]",
            EquatableArray.Of(
                new AttributeEdit(AttributeEditKind.Remove, initializer.Index, string.Empty),
                new AttributeEdit(AttributeEditKind.InsertRemoved, layer.Index, string.Empty)));

        static (long Kind, string? Name) TargetOf(AttributeDeclaration attribute)
            => (attribute.Find("Target")?.Integer ?? 0, attribute.Find("TargetName")?.Text);
    }

    private void AddBlocks(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        // A type argument that the compiler cannot resolve either.
        if (attribute.Block < 0) return;
        BlockDeclaration block = blocks[attribute.Block];
        string? given = Given(attribute, "Name");
        var arguments = new AttributeArguments(attribute, findings.For(given ?? block.Name, index, IsInBlock));
        int repeat = arguments.Positive("Repeat");
        if (Given(attribute, "Input") is { } above) scope.Current = scope.Find(above, given ?? block.Name, index) ?? UnknownTensor(attribute, index);
        if (!arguments.IsValid || !IsUsable(block, attribute.Block, index)) return;
        _openBlocks.Push(attribute.Block);
        int errors = findings.ErrorCount;
        for (int i = 0; i < repeat && findings.ErrorCount == errors; i++)
        {
            string local = given is null ? scope.NextName("block") : repeat == 1 ? given : $"{given}.{Text.Of(i)}";
            AddBlock(attribute, index, block, local, given, scope);
        }

        _openBlocks.Pop();
        if (given is not null && repeat > 1) scope.Define(given, scope.Current);
    }

    private void AddBlock(AttributeDeclaration attribute, int index, BlockDeclaration block, string local, string? given, LayerScope outer)
    {
        string name = outer.Prefix + local;
        _names.Take(name, given, index, _openBlocks.Count > 1, findings);
        var scope = new LayerScope(name + ".", outer.Current, Layers.Count);
        foreach (AttributeDeclaration inner in block.Attributes)
        {
            if (Layers.Count >= SizeLimits.MaximumLayers)
            {
                findings.Error(
                    RuleIds.TooLarge, index, name, $"brings the network to more than {Text.Grouped(SizeLimits.MaximumLayers)} layers", "Write a smaller Repeat");
                return;
            }

            if (!inner.IsComplete) break;
            if (LossCatalog.Find(inner.Kind) is not null)
            {
                findings.Error(RuleIds.LossNotLast, index, $"[{inner.Kind}]", $"stands in the block {block.Name}", "Move it to the end of the network that uses the block");
                continue;
            }

            Add(inner, index, scope);
        }

        scope.ReportUnknown(findings);
        if (string.Equals(attribute.Kind, "Residual", StringComparison.Ordinal)) AddShortcut(attribute, index, scope, name);
        outer.Current = scope.Current;
        outer.Define(local, outer.Current);
        outer.DefineInner(local, scope);
    }

    /// <summary>Adds a block's input, projected where that is asked for and needed, to its output.</summary>
    private void AddShortcut(AttributeDeclaration attribute, int index, LayerScope scope, string name)
    {
        int shortcut = scope.Input;
        if (ShapeOf(scope.Input) is { } from && ShapeOf(scope.Current) is { } to && from != to)
        {
            bool wantsProjection = attribute.Find("Projection") is { Integer: 1 };
            Layer? projection = Projection.Create(from, to);
            if (!wantsProjection || projection is null)
            {
                // Here the block itself is open: one more, and [Residual] stands on another class.
                AttributeFix? fix = projection is null || _openBlocks.Count > 1
                    ? null
                    : AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, index, "Projection = true"), "Write Projection = true");
                findings.Error(
                    RuleIds.ShapeMismatch,
                    index,
                    fix,
                    name,
                    $"turns {Text.Of(from)} into {Text.Of(to)}, so its input cannot be added to its output",
                    projection is null ? "Give the block strides and padding whose outputs a 1x1 convolution can match" : "Write Projection = true, or a block that keeps the shape");
                return;
            }

            // Not a target of initialisers: none that stands below the block is meant for it.
            AddOwn(new LayerDraft(projection.Kind, name + ".projection", index) { Layer = projection, IsInBlock = true }, [scope.Input]);
            shortcut = Layers.Count - 1;
        }

        AddOwn(new LayerDraft("Add", name + ".sum", index) { Layer = new MergeLayer(MergeKind.Add), IsInBlock = true }, [scope.Current, shortcut]);
        scope.Current = Layers.Count - 1;
    }

    private void AddOwn(LayerDraft draft, IReadOnlyList<int?> inputs)
    {
        _names.Take(draft.Name, null, draft.AttributeIndex, isInBlock: true, findings);
        Connect(draft, inputs, findings.For(draft.Name, draft.AttributeIndex, isInBlock: true));
    }

    private bool IsUsable(BlockDeclaration block, int blockIndex, int index)
    {
        string? problem = null;
        string remedy = "Give it [Block] and at least one layer";
        if (!block.IsBlock) problem = "is used as a block, but has no [Block]";
        else if (!block.Attributes.Any(attribute => LayerCatalog.Find(attribute.Kind) is not null || attribute.Kind is "Use" or "Residual"))
        {
            problem = "is a block without layers";
        }
        else if (block.AttributeParts > 1)
        {
            findings.Error(RuleIds.SplitDeclaration, index, block.Name);
            return false;
        }
        else if (_openBlocks.Contains(blockIndex))
        {
            problem = "is a block that uses itself, so it would have no end";
            remedy = "Take the inner use away, or write Repeat where the block is used";
        }

        if (problem is not null) findings.Error(RuleIds.InvalidBlock, index, block.Name, problem, remedy);
        return problem is null;
    }

    /// <summary>A stand-in for a tensor that was not found, so that the layers behind it are not reported as well.</summary>
    private int UnknownTensor(AttributeDeclaration attribute, int index)
    {
        Layers.Add(new LayerDraft(attribute.Kind, string.Empty, index));
        return Layers.Count - 1;
    }

    private void ReportBehindLoss(AttributeDeclaration attribute)
    {
        bool isLoss = LossCatalog.Find(attribute.Kind) is not null;
        if (!DeclarationChecks.IsPart(attribute.Kind)) return;
        findings.Error(
            RuleIds.LossNotLast,
            attribute.Index,
            $"[{attribute.Kind}]",
            $"stands below the loss [{Loss}], which ends the network",
            isLoss ? "Keep one loss" : "Move it above the loss");
    }

    private static string? Given(AttributeDeclaration attribute, string name)
        => attribute.Find(name) is { Kind: ArgumentKind.Text } value ? value.Text : null;
}
