namespace NetGen;

/// <summary>
/// Training steps whose samples do not all count the same. The loss of a batch is then the weighted mean, the sum of weight x loss divided by the
/// sum of weights, and gradients are those of that: only what weights are to each other matters, not how large they are.
/// </summary>
/// <remarks>
/// Extensions, because a network with several inputs or losses has steps of its own with as many arguments, which methods of the trainer would hide.
/// Those take weights as a last argument, too.
/// </remarks>
public static class WeightedSteps
{
    /// <summary>Forward, backward, update, with a weight for each sample.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="trainer">Of the network.</param>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="labels">One class index per sample.</param>
    /// <param name="sampleWeights">What each sample counts: one finite number of at least 0 per sample, not all 0.</param>
    /// <returns>The weighted mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not fit, a label is out of range, a weight is negative or not finite, all weights are 0, or the batch is too small. Nothing has changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread is in a call of this trainer.</exception>
    /// <exception cref="TrainingDivergedException">As of <see cref="Trainer{TNetwork}.Step(ReadOnlySpan{float}, ReadOnlySpan{int})"/>.</exception>
    public static float Step<TNetwork>(this Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.StepWeighted(inputs, labels, sampleWeights);
    }

    /// <summary>Forward, backward, update, with a weight for each sample.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="trainer">Of the network.</param>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="targets">Batch x output size values.</param>
    /// <param name="sampleWeights">What each sample counts: one finite number of at least 0 per sample, not all 0.</param>
    /// <inheritdoc cref="Step{TNetwork}(Trainer{TNetwork}, ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})" path="/returns|/exception"/>
    public static float Step<TNetwork>(this Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.StepWeighted(inputs, targets, sampleWeights);
    }

    /// <summary>Forward and backward with a weight for each sample: fills <see cref="Trainer{TNetwork}.Gradients"/> and changes nothing else.</summary>
    /// <inheritdoc cref="Step{TNetwork}(Trainer{TNetwork}, ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})" path="/typeparam|/param|/returns|/exception[1]"/>
    public static float ComputeGradients<TNetwork>(
        this Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.ComputeWeighted(inputs, labels, sampleWeights);
    }

    /// <summary>Forward and backward with a weight for each sample: fills <see cref="Trainer{TNetwork}.Gradients"/> and changes nothing else.</summary>
    /// <inheritdoc cref="Step{TNetwork}(Trainer{TNetwork}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/typeparam|/param|/returns|/exception[1]"/>
    public static float ComputeGradients<TNetwork>(
        this Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.ComputeWeighted(inputs, targets, sampleWeights);
    }
}
