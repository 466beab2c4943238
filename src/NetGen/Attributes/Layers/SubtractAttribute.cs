namespace NetGen;

/// <summary>
/// Takes the results of the named layers away from the result of the layer above (or of <see cref="LayerAttribute.Input"/>), element by element: what two
/// branches differ in, or what is left of a signal behind an estimate of its noise. All shapes must be equal.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SubtractAttribute : LayerAttribute
{
    /// <summary>Takes the named layers away from the layer above.</summary>
    /// <param name="inputs">Names of layers, or <c>input</c>; at least one.</param>
    public SubtractAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The layers that are joined with the layer above.</summary>
    public string[] Inputs { get; }
}
