namespace NetGen.Data;

/// <summary>
/// A change of each sample's input on its way to training: see <see cref="SampleTransforms.Transform"/>. A class derived from this one can be any other. Its methods are called
/// by several threads at once, so it keeps nothing but its settings.
/// </summary>
public abstract class SampleTransform
{
    /// <summary>The shape that it gives samples of <paramref name="shape"/>; the same unless it says otherwise.</summary>
    /// <exception cref="ArgumentException">Such samples cannot be changed so.</exception>
    public virtual IReadOnlyList<int> OutputShape(IReadOnlyList<int> shape) => shape;

    /// <summary>Changes one input.</summary>
    /// <param name="source">Its values, row-major.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="destination">Where the changed values go, all of which are written.</param>
    /// <param name="random">What random changes are drawn from.</param>
    public abstract void Apply(ReadOnlySpan<float> source, IReadOnlyList<int> shape, Span<float> destination, ref SampleRandom random);
}
