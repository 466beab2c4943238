namespace NetGen;

/// <summary>A function of one number that layers apply to each of their values: <c>[Activation(typeof(MySwish))]</c>.</summary>
/// <remarks>
/// The method is not called, but read. It may have numbers and constants, <c>+ - * /</c>, <c>MathF</c>'s <c>Exp</c>, <c>Log</c>, <c>Tanh</c>,
/// <c>Sqrt</c>, <c>Abs</c>, <c>Max</c>, <c>Min</c>, <c>Clamp</c> and <c>Pow</c> with a whole exponent, choices by <c>? :</c> or <c>if</c>, variables
/// that are set once, and calls of other static methods of the same struct that have no more.
/// </remarks>
/// <example>
/// <code>
/// public readonly struct MySwish : IActivationFunction
/// {
///     public static float Value(float x) =&gt; x / (1 + MathF.Exp(-1.5f * x));
/// }
/// </code>
/// </example>
public interface IActivationFunction
{
    /// <summary>The function's value.</summary>
    /// <param name="x">The layer's input.</param>
    static abstract float Value(float x);
}
