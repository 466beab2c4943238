namespace NetGen;

/// <summary>Puts the channels of the named layers behind the channels of the layer above (or of <see cref="LayerAttribute.Input"/>), in the order in which they are named. All other extents must be equal.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute : LayerAttribute
{
    /// <summary>Joins the layer above with the named ones.</summary>
    /// <param name="inputs">Names of layers, or <c>input</c>; at least one.</param>
    public ConcatAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The layers that are joined with the layer above.</summary>
    public string[] Inputs { get; }
}
