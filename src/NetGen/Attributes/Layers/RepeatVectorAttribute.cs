namespace NetGen;

/// <summary>A vector as every step of a sequence (Keras' <c>RepeatVector</c>): what a decoder is given at each of its steps.</summary>
/// <remarks>No parameters. The vector's gradient is the sum of those of all steps.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RepeatVectorAttribute : LayerAttribute
{
    /// <summary>A sequence of equal steps.</summary>
    /// <param name="steps">Time steps; positive.</param>
    public RepeatVectorAttribute(int steps) => Steps = steps;

    /// <summary>Time steps.</summary>
    public int Steps { get; }
}
