using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Gives every parameter its initialiser: the one declared, or the layer's own, or for weights the one that the next activation asks for.</summary>
internal sealed class ParameterResolver(IReadOnlyList<LayerDraft> layers, IReadOnlyList<LossTerm> losses, Framework framework, FindingList findings)
{
    private readonly ResidualBranches _branches = new(layers);

    public EquatableArray<ParameterSpec> Resolve(int index)
    {
        LayerDraft draft = layers[index];
        List<ParameterSpec> specs = [.. draft.Layer!.DeclareParameters(draft.InputShapes, draft.OutputShape!.Value)
            .SelectMany(spec => spec.IsWeight && draft.Reparameterization is { } made ? made.Replace(spec) : [spec])];
        foreach (DeclaredInitializer declared in draft.Initializers)
        {
            if (!specs.Exists(declared.Target.Means)) ReportMissing(draft, declared, specs);
        }

        foreach (ParameterSpec spec in specs) ReportSeveral(draft, spec);

        ActivationFunction? activation = specs.Exists(spec => spec.FanIn > 0) ? FindActivation(index) : null;
        Loss? loss = losses.FirstOrDefault(term => term.Node == index)?.Loss;
        bool isTransposed = draft.Layer.Affine is { IsTransposed: true };
        ResidualPlace? residual = draft.Initializers.Exists(initializer => initializer.Rule.ReadsBranch) ? _branches.Find(index) : null;
        List<ParameterSpec> resolved = [.. specs.Select(spec => Resolve(draft, specs, new InitializerSite(spec, activation, loss, isTransposed) { Residual = residual }))];
        if (draft.Reparameterization is not null) CompleteWeights(draft, resolved);
        return resolved.ToEquatableArray();
    }

    /// <summary>Completes the parameters from which a layer's weights are computed: those before its bias.</summary>
    private void CompleteWeights(LayerDraft draft, List<ParameterSpec> parameters)
    {
        int count = parameters.TakeWhile(parameter => parameter.Kind != Parameter.Bias).Count();
        WeightChecks.CheckStart(draft, parameters[0], findings);
        IReadOnlyList<ParameterSpec> complete = draft.Reparameterization!.Complete(parameters.GetRange(0, count));
        parameters.RemoveRange(0, count);
        parameters.InsertRange(0, complete);
    }

    /// <summary>
    /// The activation that the layer's output comes to, through layers that keep its form: normalisation, pooling, dropout, merges. Null
    /// where another layer with weights, or the end, comes first.
    /// </summary>
    private ActivationFunction? FindActivation(int index)
    {
        for (int at = index + 1; at < layers.Count; at++)
        {
            if (!layers[at].Inputs.Contains(index)) continue;
            if (layers[at].Layer?.Activation is { } activation) return activation;
            if (layers[at].Layer is { Affine: not null } or { IsOpaque: true }) return null;
            index = at;
        }

        return null;
    }

    /// <summary>Chooses the initialiser and remembers where it comes from.</summary>
    private ParameterSpec Resolve(LayerDraft draft, IReadOnlyList<ParameterSpec> specs, InitializerSite site)
    {
        ParameterSpec spec = site.Spec;
        if (draft.FindInitializer(spec) is not { } declared)
        {
            return FrameworkDefaults.Find(framework, draft.Layer!, specs, site) is { } standard ? ChooseDefault(draft, site, standard) : spec with { Initializer = Choose(draft, site) };
        }

        spec = spec with { Initializer = Choose(draft, site) };
        double fan = declared.Rule.Mode is { } mode ? new Fans(spec.FanIn, spec.FanOut).Select(mode) : 0;
        return spec with
        {
            Source = new InitializerSource(declared.Rule.Kind, declared.AttributeIndex, spec.Initializer.Std * spec.Initializer.Std * fan)
            {
                Mode = declared.Rule.Mode,
                GivesStd = declared.Rule.GivesStd,
                Gain = declared.Rule.Gain,
            },
        };
    }

    /// <summary>What another library would begin with.</summary>
    private ParameterSpec ChooseDefault(LayerDraft draft, InitializerSite site, InitializerRule rule)
    {
        Initializer chosen = rule.Resolve(site);
        if (site.Spec.FanIn > 0) findings.Note(RuleIds.DefaultInitializer, draft.AttributeIndex, draft.Name, chosen.Description, Text.Rounded(chosen.Std));
        double scale = rule.Mode is { } mode ? chosen.Std * chosen.Std * site.Fans.Select(mode) : 0;
        return site.Spec with
        {
            Initializer = chosen,
            Source = new InitializerSource(rule.Kind, draft.AttributeIndex, scale) { Mode = rule.Mode, Gain = rule.Gain, IsDefault = true },
        };
    }

    private Initializer Choose(LayerDraft draft, InitializerSite site)
    {
        ParameterSpec spec = site.Spec;
        DeclaredInitializer? declared = draft.FindInitializer(spec);
        if (declared is null)
        {
            if (spec.FanIn == 0) return spec.Initializer;

            // Where the activation is the layer's own, the layer knows what suits it.
            bool isAffine = draft.Layer!.Affine is not null;
            Initializer chosen = isAffine ? InitializerCatalog.Auto.Resolve(site) : spec.Initializer;
            AttributeFix? fix = isAffine && draft.TakesInitializers && draft.IsEditable
                ? AttributeFix.Of(new AttributeEdit(AttributeEditKind.InsertAfter, draft.AttributeIndex, InitializerCatalog.Auto.Kind), "Write [Auto]")
                : null;
            findings.Note(RuleIds.DefaultInitializer, draft.AttributeIndex, fix, draft.Name, chosen.Description, Text.Rounded(chosen.Std));
            return chosen;
        }

        string attribute = $"[{declared.Rule.Kind}] of {draft.Name}";
        if (declared.Rule.NeedsFans && spec.FanIn == 0)
        {
            findings.Error(
                RuleIds.UnsuitableInitializer,
                declared.AttributeIndex,
                attribute,
                $"divides by a fan, and {draft.Name}.{spec.Name} has none because it connects nothing",
                draft.Layer is { Normalizes: true } normalization
                    ? $"Move it above [{normalization.Kind}], directly below the layer that it is meant for"
                    : "Write [Zeros], [Constant], [Normal] or [Uniform]");
            return spec.Initializer;
        }

        if (declared.Rule.FindFault(site) is { } fault)
        {
            findings.Error(RuleIds.UnsuitableInitializer, declared.AttributeIndex, attribute, $"{fault.Problem} ({draft.Name}.{spec.Name})", fault.Remedy);
            return spec.Initializer;
        }

        Initializer resolved = declared.Rule.Resolve(site);
        if (!IsSingle(resolved.First) || !IsSingle(resolved.Second))
        {
            findings.Error(
                RuleIds.InvalidArgument, declared.AttributeIndex, attribute, "gives values beyond what a float can hold", "Write a smaller scale");
        }

        return resolved;
    }

    private void ReportMissing(LayerDraft draft, DeclaredInitializer declared, List<ParameterSpec> specs)
    {
        string parameters = Text.List(specs.Select(spec => spec.Name));
        findings.Error(
            RuleIds.UnsuitableInitializer,
            declared.AttributeIndex,
            $"[{declared.Rule.Kind}] of {draft.Name}",
            $"is meant for its {declared.Target}, but {draft.Name} has only {parameters}",
            declared.Target.IsBias ? "Write UseBias = true on the layer, or remove the initialiser" : "Remove it, or aim it at one of these with Target or TargetName");
    }

    /// <summary>Says where a parameter is meant by its short form and by its name; of two of one form the earlier one is gone by now.</summary>
    private void ReportSeveral(LayerDraft draft, ParameterSpec spec)
    {
        DeclaredInitializer[] meant = [.. draft.Initializers.Where(initializer => initializer.Target.Means(spec))];
        if (meant.Length > 1) SeveralInitializers.Report(findings, draft.Name, meant[0], meant[1]);
    }

    private static bool IsSingle(double value) => Math.Abs(value) <= float.MaxValue;
}
