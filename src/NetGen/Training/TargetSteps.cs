namespace NetGen;

/// <summary>Training steps against target values.</summary>
/// <remarks>
/// Extensions, so that a list of whole numbers, as in <c>trainer.Step(inputs, [2, 0])</c>, is one of labels in every version of the language: C# 12
/// finds two methods of one class equally good for it.
/// </remarks>
public static class TargetSteps
{
    /// <summary>Forward, backward, update.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="trainer">Of the network.</param>
    /// <param name="inputs">Batch x input size values.</param>
    /// <param name="targets">Batch x output size values; behind a softmax a share for each class.</param>
    /// <returns>The mean loss of the batch, before the update.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the batch is too small. Nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in a call of this trainer.</exception>
    /// <exception cref="TrainingDivergedException">As of <see cref="Trainer{TNetwork}.Step(ReadOnlySpan{float}, ReadOnlySpan{int})"/>.</exception>
    public static float Step<TNetwork>(this Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.StepTargets(inputs, targets);
    }

    /// <summary>Forward and backward: fills <see cref="Trainer{TNetwork}.Gradients"/> and changes nothing else.</summary>
    /// <inheritdoc cref="Step{TNetwork}(Trainer{TNetwork}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/typeparam|/param|/returns|/exception[1]"/>
    public static float ComputeGradients<TNetwork>(this Trainer<TNetwork> trainer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.ComputeTargets(inputs, targets);
    }
}
