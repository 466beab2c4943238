using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Makes the model of a network from its declaration, or says why there can be none.</summary>
internal static class NetworkModelBuilder
{
    /// <summary>The model, null where there is an error, and everything there is to say about the declaration.</summary>
    /// <param name="declaration">What stands in the code.</param>
    /// <param name="projectUnroll">What holds where the declaration says nothing about unrolling.</param>
    public static NetworkResult Build(NetworkDeclaration declaration, Unroll projectUnroll = Unroll.Auto)
    {
        var findings = new FindingList();
        AttributeDeclaration? network = Find(declaration.Attributes, "Network");

        // One error says it all: nothing in the declaration could mend it. Which version it is the analyzer adds.
        if (network is not null && declaration.Form.Language != LanguageLevel.Newest)
        {
            findings.Error(RuleIds.ToolchainTooOld, network.Index, declaration.Type.Name);
            return new NetworkResult(null, findings.UpTo(network.Index));
        }

        DeclarationChecks.Run(declaration, findings);
        NetworkModel? model = null;

        // Layers in several declarations have no order, so nothing can be said about them.
        if (network is { IsComplete: true } && declaration.Form.AttributeParts <= 1) model = BuildModel(declaration, network, projectUnroll, findings);

        // What the compiler does not know either may have been a layer: what looks wrong behind it perhaps is not.
        int last = declaration.Attributes
            .Where(attribute => attribute.Kind.Length == 0 || !IsComplete(declaration, attribute))
            .Select(attribute => attribute.Block < 0 ? attribute.Index : attribute.Index - 1)
            .DefaultIfEmpty(int.MaxValue)
            .Min();
        return new NetworkResult(model, findings.UpTo(last)) { IsRecoverable = model is null && findings.HasErrorsOnlyOf(ShapeRecovery.Rules) };
    }

    /// <summary>
    /// What the network would be if layers that do not fit their input had one that they fit: for checks that look at nothing but which layers
    /// follow one another. Only where
    /// <see cref="NetworkResult.IsRecoverable"/>; null where nothing sensible comes of it.
    /// </summary>
    public static NetworkModel? Recover(NetworkDeclaration declaration)
        => Find(declaration.Attributes, "Network") is { } network ? BuildModel(declaration, network, Unroll.Auto, new FindingList(), recovers: true) : null;

    private static NetworkModel? BuildModel(
        NetworkDeclaration declaration, AttributeDeclaration network, Unroll projectUnroll, FindingList findings, bool recovers = false)
    {
        IReadOnlyList<NetworkInput> inputs = NetworkInput.ReadAll(declaration, network, findings);
        var arguments = new AttributeArguments(network, findings.For("The network", network.Index, isEditable: true));
        Unroll unroll = arguments.Choice("Unroll", projectUnroll);
        Framework framework = arguments.Choice("Defaults", Framework.NetGen);
        var graph = new GraphBuilder(declaration.Blocks, inputs, findings, recovers);
        graph.AddNetwork(declaration.Attributes);
        bool isComplete = declaration.Attributes.All(attribute => IsComplete(declaration, attribute));
        if (isComplete && graph.Layers.Count == 0 && !findings.HasErrors)
        {
            findings.Error(RuleIds.EmptyNetwork, network.Index, declaration.Type.Name, "has no layers", "Write at least one below [Network], such as [Dense(10)]");
        }

        if (findings.HasErrors || !isComplete || inputs.Any(input => input.Shape is null)) return null;
        if (graph.Outputs.Count == 0) graph.Outputs.Add(graph.Layers.Count - 1);
        HashSet<int> lengths = LengthFlow.Follow(graph, inputs, findings);
        if (!recovers) CheckEnds(graph, inputs, lengths, findings);
        EquatableArray<LayerNode> nodes = CreateNodes(graph, framework, findings);
        CheckSizes(declaration, network, inputs, nodes, graph.Losses.Count > 0, findings);
        if (findings.HasErrors) return null;
        NetworkModel model = new(declaration.Type, inputs.Select(input => input.ToTensor()).ToEquatableArray(), nodes, graph.Losses.ToEquatableArray())
        {
            Outputs = graph.Outputs.ToEquatableArray(),
            Unroll = unroll,
            Weights = arguments.Choice("Weights", WeightPrecision.Float32),
            Activations = arguments.Choice("Activations", ActivationPrecision.Float32),
            Recomputes = arguments.Flag("Recompute", false),
            IsStreamed = arguments.Flag("Stream", false),
            AttributeIndex = network.Index,
        };
        if (model.Activations == ActivationPrecision.Int8 && model.Weights != WeightPrecision.Int8)
        {
            arguments.Reject(
                "Activations = ActivationPrecision.Int8 asks for products of bytes, and the weights have more bits",
                "Write Weights = WeightPrecision.Int8 too, or leave it out",
                new AttributeEdit(AttributeEditKind.RemoveArgument, -1, "Activations"));
        }

        if (model.IsStreamed) CheckStream(StepAnalysis.Of(model), arguments);
        if (!recovers) model = model with { Scaling = WidthPairing.Pair(declaration, model, findings) };
        return findings.HasErrors ? null : model;
    }

    /// <summary>A stream can be made only of a network in which no step waits for a later one.</summary>
    private static void CheckStream(StepAnalysis steps, AttributeArguments arguments)
    {
        if (steps.Obstacle is not { } obstacle) return;
        arguments.Reject($"{obstacle}, so it cannot be given a sequence step by step, as Stream = true asks", steps.Remedy, new AttributeEdit(AttributeEditKind.RemoveArgument, -1, "Stream"));
    }

    /// <summary>Whether the compiler understands an attribute, and those of the blocks behind it.</summary>
    private static bool IsComplete(NetworkDeclaration declaration, AttributeDeclaration attribute)
    {
        var seen = new HashSet<int>();
        return IsComplete(attribute);

        bool IsComplete(AttributeDeclaration inner)
            => inner.IsComplete && (inner.Block < 0 || !seen.Add(inner.Block) || declaration.Blocks[inner.Block].Attributes.All(IsComplete));
    }

    private static EquatableArray<LayerNode> CreateNodes(GraphBuilder graph, Framework framework, FindingList findings)
    {
        var parameters = new ParameterResolver(graph.Layers, graph.Losses, framework, findings);
        return graph.Layers
            .Select((draft, index) => new LayerNode(
                draft.Layer!,
                draft.Name,
                draft.Inputs.ToEquatableArray(),
                draft.InputShapes,
                draft.OutputShape!.Value,
                parameters.Resolve(index),
                draft.AttributeIndex)
            {
                IsInBlock = draft.IsInBlock,
                IsEditable = draft.IsEditable,
                InputLengths = draft.InputLengths.ToEquatableArray(),
                OutputLengths = draft.OutputLengths,
                Reparameterization = draft.Reparameterization,
            })
            .ToEquatableArray();
    }

    /// <summary>Every layer and every input is read by a layer or given to the caller, and losses can work on what they read.</summary>
    private static void CheckEnds(GraphBuilder graph, IReadOnlyList<NetworkInput> inputs, HashSet<int> usedLengths, FindingList findings)
    {
        List<LayerDraft> layers = graph.Layers;
        var read = new HashSet<int>(layers.SelectMany(layer => layer.Inputs).Concat(graph.Outputs));
        for (int i = 0; i < layers.Count; i++)
        {
            if (read.Contains(i)) continue;
            findings.Error(
                RuleIds.UnusedLayer,
                layers[i].AttributeIndex,
                layers[i].Name,
                "is read by no layer, so it would be computed for nothing",
                "Join it to the network, as with [Add] or [Concat], make it an output with [Output], or remove it");
        }

        for (int i = 1; i < inputs.Count; i++)
        {
            if (read.Contains(-1 - i) || usedLengths.Contains(i)) continue;
            if (inputs[i].LengthsOf is not null)
            {
                findings.Error(
                    RuleIds.UnusedLayer, graph.AttributeOfInput(i), $"The input {inputs[i].Name}", "changes nothing: no layer and no loss works on the steps that a sample has", "Remove it, or let one, such as [LSTM], [Last] or [GlobalAveragePool1D], read the sequence");
                continue;
            }

            findings.Error(
                RuleIds.UnusedLayer, graph.AttributeOfInput(i), $"The input {inputs[i].Name}", "is read by no layer", "Let a layer read it by its name, as with [Concat] or Input, or remove it");
        }

        foreach (LossTerm term in graph.Losses)
        {
            CheckLoss(term, layers[term.Node], findings);
            if (layers[term.Node].OutputShape is { } shape && term.Loss.Misfit(shape) is { } misfit)
                findings.Error(RuleIds.InvalidArgument, term.AttributeIndex, $"[{term.Loss.Kind}]", misfit.Problem, misfit.Remedy);
        }
    }

    private static void CheckLoss(LossTerm term, LayerDraft end, FindingList findings)
    {
        if (!term.Loss.ChoosesClass || end.OutputShape is not { } shape || shape.IsVector || (shape.IsSequence && term.Loss.TakesLabelOfEachStep)) return;

        // The channels of a convolution at the end are its classes; of a sequence's features nothing is known.
        string vector = shape.IsImage ? "GlobalAveragePool2D" : "Flatten";
        findings.Error(
            RuleIds.MissingFlatten,
            term.AttributeIndex,
            AttributeFix.Of(new AttributeEdit(AttributeEditKind.InsertBefore, term.AttributeIndex, vector), $"Insert [{vector}]"),
            $"[{term.Loss.Kind}]",
            $"reads {Text.Of(shape)}, but works on a vector with one number per class",
            shape.IsImage ? "Put [Flatten] and [Dense], or [GlobalAveragePool2D], above it" : "Put [Flatten] and [Dense] above it, or [Last] or [GlobalAveragePool1D] behind layers that work on each step");
    }

    private static void CheckSizes(NetworkDeclaration declaration, AttributeDeclaration network, IReadOnlyList<NetworkInput> inputs, EquatableArray<LayerNode> nodes, bool isTrained, FindingList findings)
    {
        long parameters = 0;
        long packed = 0;
        long values = inputs.Sum(input => SizeLimits.Padded(input.Shape!.Value));
        foreach (LayerNode node in nodes)
        {
            foreach (ParameterSpec parameter in node.Parameters)
            {
                parameters = SizeLimits.Sum(parameters, parameter.Count);

                // Weights that are computed from a parameter lie beside it.
                int copies = parameter.IsWeight && node.Reparameterization is not null ? 2 : 1;
                packed = SizeLimits.Sum(packed, copies * SizeLimits.Packed(parameter));
            }

            values = SizeLimits.Sum(values, (isTrained ? 2 : 1) * SizeLimits.Padded(node.OutputShape));
        }

        if (packed > SizeLimits.MaximumParameters)
        {
            string padding = packed > parameters ? $", {Text.Grouped(packed)} with their padding" : string.Empty;
            Report($"has {Text.Grouped(parameters)} parameters{padding}, more than the {Text.Grouped(SizeLimits.MaximumParameters)} that a network may have");
        }

        if (values > SizeLimits.MaximumWorkspace)
        {
            string gradients = isTrained ? "gradients and padding" : "padding";
            Report($"needs memory for {Text.Grouped(values)} values per sample, {gradients} included, more than the {Text.Grouped(SizeLimits.MaximumWorkspace)} that a network may have");
        }

        void Report(string problem) => findings.Error(RuleIds.TooLarge, network.Index, declaration.Type.Name, problem, "Use smaller layers");
    }

    private static AttributeDeclaration? Find(EquatableArray<AttributeDeclaration> attributes, string kind)
    {
        foreach (AttributeDeclaration attribute in attributes)
        {
            if (string.Equals(attribute.Kind, kind, StringComparison.Ordinal)) return attribute;
        }

        return null;
    }
}

/// <summary>A network's model, or null, and what there is to say about it, in the order of the attributes.</summary>
internal sealed record NetworkResult(NetworkModel? Model, EquatableArray<Finding> Findings)
{
    /// <summary>
    /// Whether there is no model only because layers do not fit their input, and it is plain what was meant: <see
    /// cref="NetworkModelBuilder.Recover"/>.
    /// </summary>
    public bool IsRecoverable { get; init; }
}
