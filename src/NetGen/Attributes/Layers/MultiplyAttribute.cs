namespace NetGen;

/// <summary>Multiplies the result of the layer above (or of <see cref="LayerAttribute.Input"/>) with the results of the named layers, element by element: gates and attention masks. All shapes must be equal.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MultiplyAttribute : LayerAttribute
{
    /// <summary>Joins the layer above with the named ones.</summary>
    /// <param name="inputs">Names of layers, or <c>input</c>; at least one.</param>
    public MultiplyAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The layers that are joined with the layer above.</summary>
    public string[] Inputs { get; }
}
