namespace NetGen;

/// <summary>Adds the results of the named layers to the result of the layer above (or of <see cref="LayerAttribute.Input"/>), element by element. All shapes must be equal.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute : LayerAttribute
{
    /// <summary>Joins the layer above with the named ones.</summary>
    /// <param name="inputs">Names of layers, or <c>input</c>; at least one.</param>
    public AddAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The layers that are joined with the layer above.</summary>
    public string[] Inputs { get; }
}
