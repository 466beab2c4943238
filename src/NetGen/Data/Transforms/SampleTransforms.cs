namespace NetGen.Data;

/// <summary>
/// Changes of samples on their way to training. They are made anew in every epoch, by a second thread while the first trains; the same seed gives the
/// same bits. Transform what is trained on and not what is tested on, but for changes that are not random.
/// </summary>
public static class SampleTransforms
{
    /// <summary>The same samples, their inputs changed one change after the other.</summary>
    /// <exception cref="ArgumentException">A change cannot be made to samples of this shape, or they have several inputs or targets.</exception>
    public static SampleSource Transform(this SampleSource source, params SampleTransform[] transforms)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(transforms);
        return new TransformedSource(source, [.. transforms]);
    }

    /// <summary>
    /// Each sample mixed with another, drawn at random: share x one + (1 - share) x the other, inputs and targets alike; the share is drawn from
    /// Beta(alpha, alpha) (Zhang et al. 2018, "mixup"). Labels become probabilities of classes, which [SoftmaxCrossEntropy] takes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not above 0.</exception>
    /// <exception cref="ArgumentException">The samples have several inputs or targets.</exception>
    public static SampleSource Mixup(this SampleSource source, double alpha = 0.2)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new MixupSource(source, OptionGuard.PositiveFloat(alpha, nameof(alpha)));
    }

    /// <summary>
    /// Each image with a rectangle of another pasted in, drawn at random; targets are mixed in proportion to areas (Yun et al. 2019, "CutMix").
    /// Labels become probabilities of classes, which [SoftmaxCrossEntropy] takes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not above 0.</exception>
    /// <exception cref="ArgumentException">The samples are no images, or have several inputs or targets.</exception>
    public static SampleSource CutMix(this SampleSource source, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Format.InputShape.Count != 3)
            throw new ArgumentException($"CutMix changes images of height, width and channels; the samples are {Words.Shape(source.Format.InputShape)}. Say what shape they have: SampleFormat.InputShape.", nameof(source));
        return new CutMixSource(source, OptionGuard.PositiveFloat(alpha, nameof(alpha)));
    }
}
