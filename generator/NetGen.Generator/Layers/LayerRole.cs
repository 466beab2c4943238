using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// What a kind of layer is to a signal, and so to everybody outside its folder: checks, predictions and plans ask this, through
/// <see cref="Layer"/>'s traits, and never which kind of layer it is.
/// </summary>
/// <remarks>
/// A new kind has to choose one; the constructor asks for the answers that go with it. Where none fits, it is <see cref="OtherRole"/>: whoever
/// follows a signal stops at it, and nothing wrong is said.
/// </remarks>
internal abstract record LayerRole;

/// <summary>Sums its inputs with weights, and adds a bias if it has one: linear, and a place for an initialiser that depends on fans.</summary>
/// <param name="IsConvolution">Whether the weights are a window that moves over an image or sequence, and not one for every value.</param>
/// <param name="Groups">
/// Into how many parts its channels are divided, each of which sees its own inputs only; 1 as a rule. <see cref="AsManyAsChannels"/> where it has a
/// part for each channel of its input, whatever that is.
/// </param>
/// <param name="Unit">What one of its outputs is called, in the singular: unit, filter.</param>
/// <param name="WidthArgument">The parameter of its attribute that says how many of them there are; null where they follow from the input.</param>
internal sealed record AffineRole(bool IsConvolution, int Groups, string Unit, string? WidthArgument) : LayerRole
{
    /// <summary>Of <see cref="Groups"/>: one for each channel of the input.</summary>
    public const int AsManyAsChannels = 0;

    /// <summary>Whether windows lie on its output, one for each pixel of its input, and not on its input.</summary>
    public bool IsTransposed { get; init; }
}

/// <summary>A function of one number, applied to each.</summary>
internal sealed record ActivationRole(ActivationFunction Function) : LayerRole;

/// <summary>Gives its output a scale of its own, whatever the scale of its input.</summary>
/// <param name="MixesBatch">
/// Whether a sample's output in training depends on the other samples of its batch; in inference remembered statistics then take their place.
/// </param>
/// <param name="TakesAwayBias">Whether it takes the mean of each channel away, and with it every bias in front of it.</param>
internal sealed record NormalizationRole(bool MixesBatch, bool TakesAwayBias) : LayerRole
{
    /// <summary>
    /// Of one that works on each sample by itself: into how many parts its channels are divided, each of which is given the same size. 0 where it is over
    /// samples, or by numbers that are fixed.
    /// </summary>
    public int PartsOfSample { get; init; }

    /// <summary>Of such a one, whether it works on each position by itself, too.</summary>
    public bool IsOfEachPosition { get; init; }

    /// <summary>Of such a one, whether a part's mean is taken away as well.</summary>
    public bool IsCentered { get; init; }
}

/// <summary>Joins branches.</summary>
internal sealed record MergeRole(MergeKind Kind) : LayerRole;

/// <summary>
/// Leaves the distribution of values as it is, or nearly so, and what follows works on them: pooling, dropout, a change of shape.
/// </summary>
/// <param name="IsLinear">Whether it is a linear function of its input: a mean or a copy, but no maximum.</param>
/// <param name="IsPooling">Whether a result is made of all values in a window; <see cref="Layer.Windows"/> says of how many.</param>
/// <param name="DropoutRate">The share of values that it sets to 0 in training; 0 for all but dropout.</param>
internal sealed record PassingRole(bool IsLinear, bool IsPooling, double DropoutRate) : LayerRole
{
    /// <summary>Of a layer that only puts values elsewhere: each of its result is one of its input, or 0. There may be more or fewer of them.</summary>
    public static PassingRole Arrangement { get; } = new(IsLinear: true, IsPooling: false, DropoutRate: 0) { Arranges = true };

    /// <summary>Of a layer whose values lie between neighbours of its input, of which there may be more or fewer.</summary>
    public static PassingRole Interpolation { get; } = new(IsLinear: true, IsPooling: false, DropoutRate: 0) { Arranges = true };

    /// <summary>Whether it only puts values elsewhere, or between others.</summary>
    public bool Arranges { get; private init; }
}

/// <summary>Gives probabilities of classes that exclude each other: the end of a network, as a rule.</summary>
/// <param name="AreLogarithms">Whether it gives their logarithms, which are logits of the same probabilities.</param>
internal sealed record ProbabilityRole(bool AreLogarithms) : LayerRole;

/// <summary>None of these.</summary>
internal sealed record OtherRole : LayerRole;
