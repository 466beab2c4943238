namespace NetGen;

/// <summary>What all layers share. Layers run in source order: each reads the one above, unless <see cref="Input"/> says otherwise.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The name of the layer, and so of its result and its parameters (<c>conv1.weight</c>), here and in files. Unique in the network. What
    /// PyTorch calls a module can be written: parts of any characters with dots between, such as <c>0</c> or <c>layer1.0.conv1</c>. Default:
    /// kind and 1-based count: <c>conv1</c>, <c>dense2</c>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The name of the layer whose result this one reads, or <c>input</c> for the network's (in a block: the block's) input. It must stand above. Default: the layer above.</summary>
    public string? Input { get; set; }
}
