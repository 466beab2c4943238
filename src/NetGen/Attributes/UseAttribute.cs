namespace NetGen;

/// <summary>Inserts the layers of a block. Their names get the block's name in front: <c>block1.conv1</c>. The block's own name stands for its last layer.</summary>
/// <remarks>
/// Without a name, the blocks of a network are <c>block1</c>, <c>block2</c> and so on. With one and <see cref="Repeat"/>, they are
/// <c>stage.0</c>, <c>stage.1</c> and so on, as in the files of PyTorch, and <c>stage</c> is the last. With <c>Name = ""</c> the layers are
/// named as if they stood where the block is used.
/// </remarks>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UseAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>How many times the block is inserted, each reading the one before and each with parameters of its own; at least 1.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// The number behind the name of the first one, at least 0: with <c>Name = "layer1", FirstIndex = 1, Repeat = 2</c> they are
    /// <c>layer1.1</c> and <c>layer1.2</c>. Default: 0, written where there are several.
    /// </summary>
    public int FirstIndex { get; set; }
}
