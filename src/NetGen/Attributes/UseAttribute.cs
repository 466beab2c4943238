namespace NetGen;

/// <summary>Inserts the layers of a block. Their names get the block's name in front: <c>block1_conv1</c>.</summary>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UseAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>How many times the block is inserted, each reading the one before and each with parameters of its own; at least 1.</summary>
    public int Repeat { get; set; } = 1;
}
