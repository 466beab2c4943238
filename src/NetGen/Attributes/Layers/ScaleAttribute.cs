namespace NetGen;

/// <summary>
/// <c>weight * x</c>: a trained factor for each channel of an image, or for each feature of a vector or of a sequence's time steps. At the end of a residual
/// branch it is LayerScale (Touvron and others, 2021), with <c>Initial = 1e-5</c>; one factor for all that begins with 0 is ReZero (Bachlechner and others,
/// 2021) and SkipInit (De and Smith, 2020): the block begins as its input, however deep the network is.
/// </summary>
/// <remarks>
/// Element by element; any shape. Parameter: <c>weight</c> [channels] or [features], or [1] if it is shared. A weight decay that leaves out vectors
/// (<c>TrainerOptions.DecayBiasesAndNorms = false</c>) leaves it out.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ScaleAttribute : LayerAttribute
{
    /// <summary>What all factors begin with; finite. With 0 nothing comes through at first, and what stands in front learns from the second step on.</summary>
    public double Initial { get; set; } = 1;

    /// <summary>Whether there is one factor for all values, and not one for each channel or feature.</summary>
    public bool Shared { get; set; }
}
