namespace NetGen;

/// <summary>What was the first to be NaN or infinite in a step that diverged, in the order in which a step computes.</summary>
public enum DivergenceCause
{
    /// <summary>A value of the batch's inputs.</summary>
    Input,

    /// <summary>A value of the batch's targets.</summary>
    Target,

    /// <summary>A parameter, before the step.</summary>
    Parameter,

    /// <summary>The output of a layer.</summary>
    Output,

    /// <summary>The loss, computed from outputs that are finite.</summary>
    Loss,

    /// <summary>The gradient of a parameter, though the loss is finite.</summary>
    Gradient,

    /// <summary>A parameter or what the optimiser keeps for it, after the update: the learning rate, another setting or the gradient is too large.</summary>
    Update,
}
