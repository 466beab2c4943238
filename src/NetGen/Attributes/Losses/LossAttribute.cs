namespace NetGen;

/// <summary>
/// A loss of one's own: <c>[Loss(typeof(MyLoss))]</c>. A step calls its struct directly; <c>Predict</c> gives the output itself.
/// </summary>
/// <remarks>The compiler knows nothing of its values, so that no loss is predicted, and gradients are as if it sent 1 / outputs back to each output.</remarks>
/// <param name="type">A struct that implements <see cref="IRowLoss"/>, <see cref="ILabelLoss"/> or <see cref="ISampleLoss"/>, one of them.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute(Type type) : LossTermAttribute
{
    /// <summary>The struct.</summary>
    public Type Type { get; } = type;

    /// <summary>Target values of a sample where they are not as many as outputs; at least 1. Of labels there is one.</summary>
    public int Targets { get; set; }
}
