namespace NetGen;

/// <summary>How large an optimiser's steps are: what decides how its learning rate carries over to a wider network.</summary>
public enum UpdateScale
{
    /// <summary>Not known, or none of the others, as where steps are measured by the norm of the parameter.</summary>
    Unknown,

    /// <summary>In proportion to the gradient, as those of <see cref="Sgd"/>.</summary>
    Gradient,

    /// <summary>The same for each value whatever the size of the gradient, as those of <see cref="Adam"/>.</summary>
    Unit,
}
