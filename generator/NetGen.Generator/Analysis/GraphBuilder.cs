using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Turns attributes into a list of connected layers: inserts blocks, resolves names, infers shapes.</summary>
/// <param name="inputs">The network's.</param>
/// <param name="recovers">Whether shapes are assumed where a layer does not fit and it is plain what was meant.</param>
internal sealed partial class GraphBuilder(
    EquatableArray<BlockDeclaration> blocks, IReadOnlyList<NetworkInput> inputs, FindingList findings, bool recovers = false)
{
    private readonly LayerNames _names = new();
    private readonly Stack<int> _openBlocks = new();

    /// <summary>Those of the class at hand.</summary>
    private EquatableArray<AttributeDeclaration> _attributes;

    public List<LayerDraft> Layers { get; } = [];

    /// <summary>What ends the network or its heads.</summary>
    public List<LossTerm> Losses { get; } = [];

    /// <summary>What is given to the caller, in the order of the attributes: what losses read, and what [Output] names.</summary>
    public List<int> Outputs { get; } = [];

    /// <summary>Whether the attribute at hand stands on a block's class.</summary>
    private bool IsInBlock => _openBlocks.Count > 0;

    /// <summary>Whether the attribute at hand can be edited: it stands in the network's own project.</summary>
    private bool IsEditable => _openBlocks.All(block => blocks[block].IsInProject);

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
            if (ended is not null && !isNamed && attribute.Kind is not ("Input" or "Lengths" or "Output"))
            {
                ReportBehindLoss(attribute, ended);
                continue;
            }

            if (isLoss) AddLoss(attribute, scope);
            else if (attribute.Kind is "Output") AddOutput(attribute, scope);
            else Add(attribute, attribute.Index, scope);
            if (attribute.Kind is not ("Input" or "Lengths" or "Output")) ended = isLoss ? attribute : null;
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
        var arguments = new AttributeArguments(attribute, findings.For(label, attribute.Index, isEditable: true));
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
    public int AttributeOfInput(int input) => _attributes.Where(attribute => NetworkInput.IsDeclaredBy(attribute.Kind)).ElementAt(input - 1).Index;

    private void AddOutput(int node)
    {
        if (!Outputs.Contains(node)) Outputs.Add(node);
    }

    /// <param name="index">Where findings are shown: at the attribute, or at the one that uses a block of another project.</param>
    private void Add(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        if (LayerCatalog.Find(attribute.Kind) is { } row) AddLayer(attribute, index, row, scope);
        else if (CompositeCatalog.Find(attribute.Kind) is { } composite) AddComposite(attribute, index, composite, scope);
        else if (InitializerCatalog.Contains(attribute.Kind)) AddInitializer(attribute, index, scope);
        else if (ReparameterizationCatalog.Contains(attribute.Kind)) AddReparameterization(attribute, index, scope);
        else if (attribute.Kind is "Use" or "Residual") AddBlocks(attribute, index, scope);
    }

    private void AddLayer(AttributeDeclaration attribute, int index, LayerRow row, LayerScope scope)
    {
        string? given = Given(attribute, "Name");
        string local = given ?? scope.NextName(row.DefaultName);
        string name = scope.Prefix + local;
        _names.Take(name, given, index, IsEditable, findings);
        var draft = new LayerDraft(attribute.Kind, name, index) { TakesInitializers = row.HasWeights, IsInBlock = IsInBlock, IsEditable = IsEditable };
        ILayerFindings report = findings.For(name, index, IsEditable);
        var arguments = new AttributeArguments(attribute, report);
        draft.Layer = row.Create(arguments);
        Connect(draft, ReadInputs(attribute, arguments, name, index, scope), report);
        scope.Current = Layers.Count - 1;
        scope.Define(local, scope.Current);
    }

    /// <summary>Arguments that name a further input, in the order in which layers read them: what attention attends to, and what a recurrent layer begins with.</summary>
    private static readonly string[] FurtherInputs = ["Memory", StateStart.State, StateStart.Cell];

    /// <summary>The tensor above or <c>Input</c>, and behind it those of arguments of their own, or the names that a merge lists.</summary>
    private static List<int?> ReadInputs(AttributeDeclaration attribute, AttributeArguments arguments, string name, int index, LayerScope scope)
    {
        var inputs = new List<int?> { Given(attribute, "Input") is { } above ? scope.Find(above, name, index) : scope.Current };
        foreach (string further in FurtherInputs)
        {
            if (Given(attribute, further) is { } given) inputs.Add(scope.Find(given, name, index));
        }

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
        if (recovers && ShapeRecovery.Find(draft.Layer, draft.InputShapes) is { } assumed)
        {
            (draft.InputShapes, draft.OutputShape) = assumed;
            return;
        }

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
