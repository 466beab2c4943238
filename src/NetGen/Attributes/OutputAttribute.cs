namespace NetGen;

/// <summary>
/// Makes the result of a layer an output of the network. What a loss reads is one by itself, and so is the last layer of a network that has
/// neither a loss nor this attribute. The network's methods take one argument for each output, in the order of the attributes.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>Makes a layer's result an output.</summary>
    /// <param name="layer">The layer's name.</param>
    public OutputAttribute(string layer) => Layer = layer;

    /// <summary>The layer's name.</summary>
    public string Layer { get; }
}
