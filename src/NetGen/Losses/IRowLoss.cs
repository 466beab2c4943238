namespace NetGen;

/// <summary>
/// A loss of one's own that compares a vector of outputs with a vector of target values: <c>[Loss(typeof(MyLoss))]</c>. Behind an image or a sequence
/// it is given the channels of each position, and the sample's loss is the mean over positions.
/// </summary>
/// <remarks>
/// Written as a struct without state, so that a step calls it directly. Several threads may be in it at once. <see cref="LossCheck"/> compares its
/// gradient with finite differences.
/// </remarks>
/// <example>
/// <code>
/// public readonly struct LogRatio : IRowLoss
/// {
///     public float Compute(ReadOnlySpan&lt;float&gt; output, ReadOnlySpan&lt;float&gt; target, Span&lt;float&gt; gradient)
///     {
///         float sum = 0;
///         for (int i = 0; i &lt; output.Length; i++)
///         {
///             float difference = output[i] - MathF.Log(target[i]);
///             sum += difference * difference;
///             gradient[i] = 2 * difference;
///         }
///
///         return sum;
///     }
/// }
/// </code>
/// </example>
public interface IRowLoss
{
    /// <summary>The loss, and its derivative by each output.</summary>
    /// <param name="output">What the network gives.</param>
    /// <param name="target">What it should give: as many values, unless the attribute says otherwise.</param>
    /// <param name="gradient">As many values as outputs, to be written, all of them; what they are before means nothing.</param>
    float Compute(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient);
}

/// <summary>A loss of one's own that compares scores of classes with a label: <c>[Loss(typeof(MyLoss))]</c> behind a vector.</summary>
/// <inheritdoc cref="IRowLoss" path="/remarks"/>
public interface ILabelLoss
{
    /// <summary>The loss, and its derivative by each score.</summary>
    /// <param name="output">A score for each class.</param>
    /// <param name="label">The right class, from 0 to the number of classes less 1.</param>
    /// <param name="gradient">As many values as outputs, to be written, all of them; what they are before means nothing.</param>
    float Compute(ReadOnlySpan<float> output, int label, Span<float> gradient);
}

/// <summary>
/// A loss of one's own that sees all positions of a sample at once, such as the pixels of a mask or the steps of a sequence:
/// <c>[Loss(typeof(MyLoss))]</c>.
/// </summary>
/// <inheritdoc cref="IRowLoss" path="/remarks"/>
public interface ISampleLoss
{
    /// <summary>The loss, and its derivative by each output.</summary>
    /// <param name="output">
    /// Positions x channels values: those of one position side by side, positions in the order of an image's rows or a sequence's steps.
    /// </param>
    /// <param name="channels">Values of a position.</param>
    /// <param name="target">What they should be: as many values, in the same order, unless the attribute says otherwise.</param>
    /// <param name="gradient">As many values as outputs, to be written, all of them; what they are before means nothing.</param>
    float Compute(ReadOnlySpan<float> output, int channels, ReadOnlySpan<float> target, Span<float> gradient);
}
