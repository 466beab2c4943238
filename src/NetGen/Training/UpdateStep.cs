namespace NetGen;

/// <summary>What a rule is to know of the update that it makes ready for.</summary>
/// <param name="Updates">Updates made before this one.</param>
/// <param name="LearningRate">The step size, with all factors that a trainer puts on it.</param>
public readonly record struct UpdateStep(long Updates, float LearningRate)
{
    /// <summary>The weight decay that a trainer asks for in the optimiser's place.</summary>
    internal double? WeightDecay { get; init; }

    /// <summary>Factor that a trainer puts on the weight decay.</summary>
    internal double WeightDecayFactor { get; init; } = 1;

    /// <summary>Strength of the weight decay: what a trainer asks for, or else the optimiser's own, with all factors that a trainer puts on it.</summary>
    public double WeightDecayOr(double own) => (WeightDecay ?? own) * WeightDecayFactor;
}
