namespace NetGen;

/// <summary>
/// Reads the same values under another shape, in the order in which they lie: row by row, pixel by pixel, channels last, as Keras does. The number of values
/// must stay. Where the channels stay, or lie without gaps before and behind, it is a view and costs nothing.
/// </summary>
/// <remarks>
/// A vector made of an image is the same as behind <see cref="FlattenAttribute"/>, with the same order of parameters in files. The other way, of a vector
/// an image, the order is that of channels-last: PyTorch's <c>view</c> on channels-first images puts the values of a vector elsewhere, so a layer in front
/// that was trained there has its outputs in another order. No parameters.
/// </remarks>
/// <example><code>
/// [Dense(7 * 7 * 64)] [ReLU] [Reshape(7, 7, 64)]    // a vector as an image
/// [Reshape(49, -1)]                                 // 49 steps, of as many features as there are
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReshapeAttribute : LayerAttribute
{
    /// <summary>Reads the layer above under another shape.</summary>
    /// <param name="shape">
    /// Features; or time steps, features; or height, width, channels. Each positive; one of them may be -1 and follows from the others.
    /// </param>
    public ReshapeAttribute(params int[] shape) => Shape = shape;

    /// <summary>Features; or time steps, features; or height, width, channels.</summary>
    public int[] Shape { get; }
}
