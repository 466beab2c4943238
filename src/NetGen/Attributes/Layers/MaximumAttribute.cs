namespace NetGen;

/// <summary>
/// The largest of the results of the layer above (or of <see cref="LayerAttribute.Input"/>) and of the named layers, element by element. All shapes
/// must be equal. A gradient goes to the branch whose value was the largest, and where several were, to the first of them: the layer above comes first, then
/// the named ones in their order. Not a number stays not a number.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaximumAttribute : LayerAttribute
{
    /// <summary>Joins the layer above with the named ones.</summary>
    /// <param name="inputs">Names of layers, or <c>input</c>; at least one.</param>
    public MaximumAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The layers that are joined with the layer above.</summary>
    public string[] Inputs { get; }
}
