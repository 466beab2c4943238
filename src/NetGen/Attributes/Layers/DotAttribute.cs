namespace NetGen;

/// <summary>
/// The dot product of the result of the layer above (or of <see cref="LayerAttribute.Input"/>) and that of a named layer: the products of their channels
/// added up, one number for each position. How alike two vectors are: of a user and an article, of two towers with a text each. Both shapes must be equal.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DotAttribute : LayerAttribute
{
    /// <summary>The dot product of the layer above and a named one.</summary>
    /// <param name="inputs">The name of one layer, or <c>input</c>.</param>
    public DotAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The layer that is multiplied with the layer above.</summary>
    public string[] Inputs { get; }

    /// <summary>
    /// Whether both are divided by their lengths first: the cosine of the angle between them, from -1 to 1. No length is taken as less than 1e-8, as in
    /// PyTorch's <c>cosine_similarity</c>.
    /// </summary>
    public bool Normalize { get; set; }
}
