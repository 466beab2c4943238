namespace NetGen.Generator.Model;

/// <summary>What an activation was made for: which initialiser is customary in front of it, and what a network gives that ends with it.</summary>
internal enum ActivationFamily
{
    /// <summary>Lets positive values through and holds negative ones back: ReLU and what was made after it.</summary>
    Rectifying,

    /// <summary>Squashes every number into a range with two ends: hidden units that saturate, and outputs of a limited range.</summary>
    Squashing,

    /// <summary>Makes every number positive, with a slope everywhere: outputs that are rates or sizes.</summary>
    Positive,

    /// <summary>Keeps mean 0 and variance 1 by itself, in front of weights of variance 1 / fan-in.</summary>
    SelfNormalizing,

    /// <summary>Grows faster than its input, so that no gain keeps a variance.</summary>
    Superlinear,
}
