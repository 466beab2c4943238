namespace NetGen;

/// <summary>
/// An activation of one's own: <c>[Activation(typeof(MySwish))]</c>. The method is read when the project is compiled: its derivative is found from
/// it, it is written for vectors, and initialisers and predictions know its moments.
/// </summary>
/// <remarks>Element by element; any shape; no parameters.</remarks>
/// <param name="type">A struct of this project that implements <see cref="IActivationFunction"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivationAttribute(Type type) : LayerAttribute
{
    /// <summary>The struct.</summary>
    public Type Type { get; } = type;
}
