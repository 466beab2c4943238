namespace NetGen;

/// <summary>A stretch of the packed block whose parameters are treated alike.</summary>
/// <param name="First">Its first float.</param>
/// <param name="End">The float behind its last; padding behind the last parameter is part of it.</param>
/// <param name="Treatment">How its parameters are trained.</param>
internal sealed record UpdateSegment(int First, int End, ParameterTreatment Treatment)
{
    /// <summary>The parameter that it is, where it is one alone.</summary>
    public ParameterInfo? Parameter { get; init; }

    /// <summary>What becomes of gradients; changes from step to step.</summary>
    public GradientScale Scale { get; set; } = GradientScale.None;

    /// <summary>The segments of a network, in the order in which they lie.</summary>
    /// <param name="info">The network.</param>
    /// <param name="options">What says how parameters are treated.</param>
    /// <param name="isByParameter">Whether each parameter has one of its own; else neighbours that are treated alike share one.</param>
    public static UpdateSegment[] Of(NetworkInfo info, TrainerOptions options, bool isByParameter)
    {
        ParameterInfo[] parameters = [.. info.Parameters.Where(static parameter => parameter.IsTrained).OrderBy(static parameter => parameter.Layout.Offset)];
        List<UpdateSegment> segments = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            int end = i + 1 < parameters.Length ? parameters[i + 1].Layout.Offset : info.TrainedPackedSize;
            ParameterTreatment treatment = ParameterTreatment.Of(parameters[i], options);
            if (!isByParameter && segments.Count > 0 && segments[^1].Treatment == treatment) segments[^1] = segments[^1] with { End = end, Parameter = null };
            else segments.Add(new(parameters[i].Layout.Offset, end, treatment) { Parameter = parameters[i] });
        }

        return [.. segments];
    }
}

/// <summary>How a parameter is trained.</summary>
/// <param name="RateFactor">Factor of the learning rate.</param>
/// <param name="WeightDecay">Weight decay in the place of the optimiser's; null for that.</param>
/// <param name="IsFrozen">Whether it stays as it is.</param>
internal readonly record struct ParameterTreatment(float RateFactor, double? WeightDecay, bool IsFrozen)
{
    /// <summary>Factor of the weight decay.</summary>
    public double WeightDecayFactor { get; init; } = 1;

    /// <summary>What all groups that hold for a parameter say together.</summary>
    public static ParameterTreatment Of(ParameterInfo parameter, TrainerOptions options)
    {
        double factor = 1;
        double decayFactor = 1;
        double? decay = options.DecayBiasesAndNorms || parameter.Shape.Count > 1 ? null : 0;
        bool isFrozen = false;
        foreach (ParameterGroup group in options.Groups)
        {
            if (!group.StandsFor(parameter.Name)) continue;
            factor *= group.LearningRateFactor;
            decay = group.WeightDecay ?? decay;
            decayFactor *= group.WeightDecayFactor;
            isFrozen |= group.IsFrozen;
        }

        return new((float)factor, decay, isFrozen) { WeightDecayFactor = decayFactor };
    }

    /// <summary>Refuses groups that stand for nothing, leave nothing to train, or set what the optimiser has not.</summary>
    public static void Validate(NetworkInfo info, Optimizer optimizer, TrainerOptions options)
    {
        foreach (ParameterGroup group in options.Groups) NamePattern.RequireMatch(info, group.Pattern, "a parameter group");
        string? decay = options.Groups.FirstOrDefault(static group => group.WeightDecay is not null || group.WeightDecayFactor != 1) is { } first
            ? $"the group '{first.Pattern}' sets"
            : options.DecayBiasesAndNorms ? null : "DecayBiasesAndNorms = false takes away";
        if (decay is not null && !optimizer.HasWeightDecay) throw new InvalidOperationException($"{optimizer.GetType().Name} has no weight decay, which {decay}.");
        if (info.Parameters.Any(static parameter => parameter.IsTrained) && info.Parameters.All(parameter => !parameter.IsTrained || Of(parameter, options).IsFrozen))
        {
            throw new InvalidOperationException($"The parameter groups freeze all parameters of {info.Name}: there is nothing to train.");
        }
    }
}
