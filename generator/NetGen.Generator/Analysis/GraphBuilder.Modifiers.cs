using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <content>What is said of the nearest layer above that has weights: how it begins, and what its weights are computed from.</content>
internal sealed partial class GraphBuilder
{
    private void AddInitializer(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        if (FindTarget(attribute, index, "initialise", scope) is not { } target) return;
        var arguments = new AttributeArguments(attribute, findings.For($"[{attribute.Kind}] of {target.Name}", index, IsEditable));
        InitializerRule rule = InitializerCatalog.Create(attribute.Kind, arguments);
        var declared = new DeclaredInitializer(InitializerTarget.Read(arguments, rule.Target), rule, index, _openBlocks.Count > 0 ? _openBlocks.Peek() : -1);
        if (!arguments.IsValid) return;
        DeclaredInitializer? earlier = target.Initializers.Find(initializer => initializer.Target == declared.Target);
        if (earlier is not null)
        {
            SeveralInitializers.Report(findings, target.Name, earlier, declared);
            target.Initializers.Remove(earlier);
        }

        target.Initializers.Add(declared);
    }

    /// <summary>The nearest layer above that has weights; null, and a finding, where there is none.</summary>
    /// <param name="verb">What would be done with it.</param>
    private LayerDraft? FindTarget(AttributeDeclaration attribute, int index, string verb, LayerScope scope)
    {
        for (int i = Layers.Count - 1; i >= scope.First; i--)
        {
            if (Layers[i].TakesInitializers) return Layers[i];
        }

        findings.Error(
            RuleIds.ModifierWithoutLayer,
            index,
            IsEditable ? MoveDown(attribute) : null,
            $"[{attribute.Kind}]",
            $"stands above every layer with weights, so there is nothing it could {verb}",
            "Move it below the layer that it is meant for, such as [Conv2D] or [Dense]");
        return null;
    }

    private void AddReparameterization(AttributeDeclaration attribute, int index, LayerScope scope)
    {
        if (FindTarget(attribute, index, "normalise", scope) is not { } target) return;
        var arguments = new AttributeArguments(attribute, findings.For($"[{attribute.Kind}] of {target.Name}", index, IsEditable));
        Reparameterization declared = ReparameterizationCatalog.Create(attribute.Kind, arguments);
        if (!arguments.IsValid || !WeightChecks.TakesReparameterization(target, declared, index, findings)) return;
        target.Reparameterization = declared.On(target.Layer!);
    }

    /// <summary>A fix that moves an initialiser below the first layer with weights; null where there is none, or it has one already.</summary>
    private AttributeFix? MoveDown(AttributeDeclaration initializer)
    {
        AttributeDeclaration? layer = null;
        foreach (AttributeDeclaration below in _attributes.SkipWhile(above => above.Index <= initializer.Index))
        {
            // What a block consists of is written elsewhere, and its last layer may not be the one that is meant.
            if (layer is null && DeclarationChecks.MakesLayers(below.Kind) && LayerCatalog.Find(below.Kind) is null) return null;
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
}
