namespace NetGen.Generator.Layers;

/// <summary>Whether a layer can work on a sequence that is given one step at a time, and how long.</summary>
internal sealed record StepRule
{
    private StepRule(string? obstacle, string remedy, bool isBounded) => (Obstacle, Remedy, IsBounded) = (obstacle, remedy, isBounded);

    /// <summary>What a step gives follows from that step and those before it, however many they are.</summary>
    public static StepRule Endless { get; } = new(null, string.Empty, isBounded: false);

    /// <summary>The same, but it has memory or parameters for so many steps as the declaration says, and no more.</summary>
    public static StepRule Bounded { get; } = new(null, string.Empty, isBounded: true);

    /// <summary>Why it cannot, behind the layer's name; null where it can.</summary>
    public string? Obstacle { get; }

    /// <summary>What to write instead.</summary>
    public string Remedy { get; }

    /// <summary>Whether it ends with the declared number of steps.</summary>
    public bool IsBounded { get; }

    /// <summary>It needs steps that are still to come, or all of them.</summary>
    /// <param name="obstacle">Why, as in 'runs in both directions'.</param>
    /// <param name="remedy">What to write instead, as in 'Remove Bidirectional'.</param>
    public static StepRule Impossible(string obstacle, string remedy) => new(obstacle, remedy, isBounded: false);
}
