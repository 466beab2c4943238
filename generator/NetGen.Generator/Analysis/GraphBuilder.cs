using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Turns attributes into a list of connected layers: inserts blocks, resolves names, infers shapes.</summary>
/// <param name="inputs">The network's.</param>
internal sealed partial class GraphBuilder(EquatableArray<BlockDeclaration> blocks, IReadOnlyList<NetworkInput> inputs, FindingList findings)
{
    private const string ShortcutName = "ShortcutName";

    private readonly LayerNames _names = new();
    private readonly Stack<int> _openBlocks = new();
    private EquatableArray<AttributeDeclaration> _attributes;

    public List<LayerDraft> Layers { get; } = [];

    /// <summary>What ends the network or its heads.</summary>
    public List<LossTerm> Losses { get; } = [];

    /// <summary>What is given to the caller, in the order of the attributes: what losses read, and what [Output] names.</summary>
    public List<int> Outputs { get; } = [];

    /// <summary>Whether the attribute at hand stands on a block's class.</summary>
    private bool IsInBlock => _openBlocks.Count > 0;

    /// <summary>Adds the layers of a network.</summary>
    public void AddNetwork(EquatableArray<AttributeDeclaration> attributes)
    {
        _attributes = attributes;
        var scope = new LayerScope(path: string.Empty, input: -1, first: 0);
        for (int input = 0; input < inputs.Count; input++) DefineInput(inputs[input].Name, -1 - input, scope);
        AttributeDeclaration? ended = null;
        foreach (AttributeDeclaration attribute in attributes)
        {
            // What is half typed is the compiler's to report, and what follows cannot be understood.
            if (!attribute.IsComplete) break;
            bool isLoss = LossCatalog.Find(attribute.Kind) is not null;

            // The next head begins with a layer, or a loss, that says what it reads.
            bool isNamed = Given(attribute, "Input") is not null;
            if (ended is not null && !isNamed && attribute.Kind is not ("Input" or "Output"))
            {
                ReportBehindLoss(attribute, ended);
                continue;
            }

            if (isLoss) AddLoss(attribute, scope);
            else if (attribute.Kind is "Output") AddOutput(attribute, scope);
            else Add(attribute, attribute.Index, scope);
            if (attribute.Kind is not ("Input" or "Output")) ended = isLoss ? attribute : null;
        }

        scope.ReportUnknown(findings);
    }

    /// <summary>By its own name; that of every first input, 'input', is known already.</summary>
    private void DefineInput(string name, int tensor, LayerScope scope)
    {
        if (string.Equals(name, LayerNames.Input, StringComparison.Ordinal)) return;
        _names.TakeChecked(name);
        scope.Define(name, tensor);
    }

    private void AddLoss(AttributeDeclaration attribute, LayerScope scope)
    {
        string label = $"[{attribute.Kind}]";
        var arguments = new AttributeArguments(attribute, findings.For(label, attribute.Index, isInBlock: false));
        double weight = arguments.PositiveNumber("Weight", 1, "1");
        int? read = Given(attribute, "Input") is { } name ? scope.Find(name, label, attribute.Index) : scope.Current;
        if (read is not { } node || (node < 0 && Layers.Count == 0)) return;
        if (node < 0)
        {
            findings.Error(RuleIds.LossNotLast, attribute.Index, label, "reads an input of the network, which no layer can change", "Name a layer");
            return;
        }

        if (Losses.Exists(other => other.Node == node))
        {
            findings.Error(RuleIds.LossNotLast, attribute.Index, label, $"reads {Layers[node].Name}, as another loss does", "Keep one of them, or give each a layer of its own");
            return;
        }

        Losses.Add(new LossTerm(LossCatalog.Find(attribute.Kind)!.Read(arguments), node, weight, attribute.Index));
        AddOutput(node);
    }

    private void AddOutput(AttributeDeclaration attribute, LayerScope scope)
    {
        string name = Given(attribute, "layer") ?? string.Empty;
        if (scope.Find(name, $"[Output(\"{name}\")]", attribute.Index) is not { } node) return;
        if (node >= 0) AddOutput(node);
        else findings.Error(RuleIds.UnknownInput, attribute.Index, $"[Output(\"{name}\")]", "names an input of the network, which the caller has", "Name a layer");
    }

    /// <summary>The attribute of an input other than the first.</summary>
    public int AttributeOfInput(int input) => _attributes.Where(attribute => attribute.Kind is "Input").ElementAt(input - 1).Index;

    private void AddOutput(int node)
    {
        if (!Outputs.Contains(node)) Outputs.Add(node);
    }

    /// <param name="index">The attribute on the network's class that leads here: that of the outermost block.</param>
    private void Add(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        if (LayerCatalog.Find(attribute.Kind) is { } row) AddLayer(attribute, index, row, scope);
        else if (InitializerCatalog.Contains(attribute.Kind)) AddInitializer(attribute, index, scope);
        else if (ReparameterizationCatalog.Contains(attribute.Kind)) AddReparameterization(attribute, index, scope);
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
        if (ReportIndices(draft, report)) return;
        draft.OutputShape = draft.Layer.InferShape(draft.InputShapes, report);
    }

    /// <summary>Reports a layer that computes with indices, or looks numbers up as if they were some.</summary>
    private static bool ReportIndices(LayerDraft draft, ILayerFindings report)
    {
        bool wantsIndices = draft.Layer!.ReadsIndices;
        foreach (Shape shape in draft.InputShapes)
        {
            int vocabulary = shape.Vocabulary;
            if (vocabulary > 0 == wantsIndices) continue;
            report.Report(
                RuleIds.ShapeMismatch,
                wantsIndices ? "looks up indices, but reads numbers" : $"computes with numbers, but reads indices below {Text.Of(vocabulary)}",
                wantsIndices ? "Declare its input with Vocabulary, as in [Network(16, Vocabulary = 1000)]" : "Put an [Embedding] between");
            return true;
        }

        return false;
    }

    private Shape? ShapeOf(int tensor) => tensor < 0 ? inputs[-1 - tensor].Shape : Layers[tensor].OutputShape;

    private void AddBlocks(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        // A type argument that the compiler cannot resolve either.
        if (attribute.Block < 0) return;
        BlockDeclaration block = blocks[attribute.Block];
        string? given = Given(attribute, "Name");
        var arguments = new AttributeArguments(attribute, findings.For(string.IsNullOrEmpty(given) ? block.Name : given!, index, IsInBlock));
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

    private void AddBlock(AttributeDeclaration attribute, int index, string local, LayerScope outer)
    {
        string? written = Given(attribute, "Name");
        if (local.Length > 0) _names.Take(outer.Prefix + local, string.IsNullOrEmpty(written) ? null : written, index, IsInBlock, findings);
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
            if (LossCatalog.Find(inner.Kind) is not null)
            {
                findings.Error(RuleIds.LossNotLast, index, $"[{inner.Kind}]", $"stands in the block {block.Name}", "Move it to the end of the network that uses the block");
                continue;
            }

            Add(inner, index, scope);
        }

        _openBlocks.Pop();
        scope.ReportUnknown(findings);
        return scope;
    }

    /// <summary>Adds to a block's output its input, or what the shortcut makes of that.</summary>
    private void AddSum(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        int? shortcut = attribute.Shortcut >= 0 ? AddShortcut(attribute, index, scope) : AddProjection(attribute, index, scope);
        if (shortcut is null) return;
        AddOwn(new LayerDraft("Add", scope.OwnName("sum"), index) { Layer = LayerCatalog.Sum, IsInBlock = true }, [scope.Current, shortcut]);
        scope.Current = Layers.Count - 1;
    }

    /// <summary>Adds the block that stands on the shortcut.</summary>
    /// <returns>Its output; null, and a finding, where that does not fit.</returns>
    private int? AddShortcut(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        int branch = scope.Current;
        string? written = Given(attribute, ShortcutName);
        string local = written ?? "shortcut";
        if (local.Length > 0) _names.Take(scope.Prefix + local, written, index, IsInBlock, findings, ShortcutName);
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
            AttributeFix? fix = projection is null || IsInBlock
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
        AddOwn(new LayerDraft(projection.Kind, scope.OwnName("projection"), index) { Layer = projection, IsInBlock = true }, [scope.Input]);
        return Layers.Count - 1;
    }

    private void AddOwn(LayerDraft draft, IReadOnlyList<int?> inputs)
    {
        _names.Take(draft.Name, null, draft.AttributeIndex, isInBlock: true, findings);
        Connect(draft, inputs, findings.For(draft.Name, draft.AttributeIndex, isInBlock: true));
    }

    private bool IsUsable(int block, int index) => BlockChecks.IsUsable(blocks[block], _openBlocks.Contains(block), index, findings);

    /// <summary>A stand-in for a tensor that was not found, so that the layers behind it are not reported as well.</summary>
    private int UnknownTensor(AttributeDeclaration attribute, int index)
    {
        Layers.Add(new LayerDraft(attribute.Kind, string.Empty, index));
        return Layers.Count - 1;
    }

    private void ReportBehindLoss(AttributeDeclaration attribute, AttributeDeclaration loss)
    {
        bool isLoss = LossCatalog.Find(attribute.Kind) is not null;
        if (!DeclarationChecks.IsPart(attribute.Kind)) return;
        findings.Error(
            RuleIds.LossNotLast,
            attribute.Index,
            $"[{attribute.Kind}]",
            $"stands below the loss [{loss.Kind}], which ends the network",
            isLoss ? "Keep one loss, or name what it reads with Input" : "Move it above the loss, or let a second head begin with a layer that names what it reads with Input");
    }

    private static string? Given(AttributeDeclaration attribute, string name)
        => attribute.Find(name) is { Kind: ArgumentKind.Text } value ? value.Text : null;
}
