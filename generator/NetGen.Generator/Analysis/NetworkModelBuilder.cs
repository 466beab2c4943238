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
            .Where(attribute => attribute.Kind.Length == 0 || !attribute.IsComplete)
            .Select(attribute => attribute.Index)
            .DefaultIfEmpty(int.MaxValue)
            .Min();
        return new NetworkResult(model, findings.UpTo(last));
    }

    private static NetworkModel? BuildModel(NetworkDeclaration declaration, AttributeDeclaration network, Unroll projectUnroll, FindingList findings)
    {
        NetworkInput input = NetworkInput.Read(declaration, network, projectUnroll, findings);
        var graph = new GraphBuilder(declaration.Blocks, input.Shape, findings);
        graph.AddNetwork(declaration.Attributes);
        bool isComplete = declaration.Attributes.All(attribute => attribute.IsComplete);
        if (isComplete && graph.Layers.Count == 0 && !findings.HasErrors)
        {
            findings.Error(RuleIds.EmptyNetwork, network.Index, declaration.Type.Name, "has no layers", "Write at least one below [Network], such as [Dense(10)]");
        }

        if (findings.HasErrors || !isComplete || input.Shape is not { } shape) return null;
        CheckEnd(graph, findings);
        EquatableArray<LayerNode> nodes = CreateNodes(graph, findings);
        CheckSizes(declaration, network, nodes, findings);
        if (findings.HasErrors) return null;
        return new NetworkModel(declaration.Type, shape, input.Mean, input.Std, nodes, graph.Loss)
        {
            IsInputScaleKnown = input.IsScaleKnown,
            InputCorrelation = input.Correlation,
            Unroll = input.Unroll,
            AttributeIndex = network.Index,
            LossAttributeIndex = graph.LossIndex,
        };
    }

    private static EquatableArray<LayerNode> CreateNodes(GraphBuilder graph, FindingList findings)
    {
        var parameters = new ParameterResolver(graph.Layers, findings);
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
            })
            .ToEquatableArray();
    }

    /// <summary>Every layer but the last is read by another, and the loss can work on the last.</summary>
    private static void CheckEnd(GraphBuilder graph, FindingList findings)
    {
        List<LayerDraft> layers = graph.Layers;
        var read = new HashSet<int>(layers.SelectMany(layer => layer.Inputs));
        for (int i = 0; i < layers.Count - 1; i++)
        {
            if (read.Contains(i)) continue;
            findings.Error(
                RuleIds.UnusedLayer,
                layers[i].AttributeIndex,
                layers[i].Name,
                "is read by no layer, so it would be computed for nothing",
                "Join it to the network, as with [Add] or [Concat], or remove it");
        }

        LayerDraft end = layers[layers.Count - 1];
        if (graph.Loss == LossKind.SoftmaxCrossEntropy && end.OutputShape is { } shape && shape.Rank != ShapeRank.Vector)
        {
            // The channels of a convolution at the end are its classes; of a sequence's features nothing is known.
            string vector = shape.Rank == ShapeRank.Image ? "GlobalAveragePool2D" : "Flatten";
            findings.Error(
                RuleIds.MissingFlatten,
                graph.LossIndex,
                AttributeFix.Of(new AttributeEdit(AttributeEditKind.InsertBefore, graph.LossIndex, vector), $"Insert [{vector}]"),
                "[SoftmaxCrossEntropy]",
                $"reads {Text.Of(shape)}, but works on a vector with one number per class",
                shape.Rank == ShapeRank.Image ? "Put [Flatten] and [Dense], or [GlobalAveragePool2D], above it" : "Put [Flatten] and [Dense] above it");
        }
    }

    private static void CheckSizes(NetworkDeclaration declaration, AttributeDeclaration network, EquatableArray<LayerNode> nodes, FindingList findings)
    {
        long parameters = 0;
        long values = 0;
        foreach (LayerNode node in nodes)
        {
            foreach (ParameterSpec parameter in node.Parameters) parameters = SizeLimits.Sum(parameters, parameter.Count);
            values = SizeLimits.Sum(values, node.OutputShape.Size);
        }

        Check(parameters, "parameters");
        Check(values, "values in its tensors per sample");

        void Check(long count, string what)
        {
            if (count <= SizeLimits.MaximumElements) return;
            findings.Error(
                RuleIds.TooLarge,
                network.Index,
                declaration.Type.Name,
                $"has {Text.Grouped(count)} {what}, more than the {Text.Grouped(SizeLimits.MaximumElements)} that a network may have",
                "Use smaller layers");
        }
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
internal sealed record NetworkResult(NetworkModel? Model, EquatableArray<Finding> Findings);
