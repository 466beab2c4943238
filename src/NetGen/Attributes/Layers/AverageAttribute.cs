namespace NetGen;

/// <summary>
/// The mean of the results of the layer above (or of <see cref="LayerAttribute.Input"/>) and of the named layers, element by element: members of an
/// ensemble inside one network. All shapes must be equal. Of n independent branches of one size it has 1 / n of their variance, where
/// <see cref="AddAttribute"/> has n times as much.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AverageAttribute : LayerAttribute
{
    /// <summary>Joins the layer above with the named ones.</summary>
    /// <param name="inputs">Names of layers, or <c>input</c>; at least one.</param>
    public AverageAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The layers that are joined with the layer above.</summary>
    public string[] Inputs { get; }
}
