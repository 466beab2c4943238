namespace NetGen;

/// <summary>Inserts the layers of a block. Their names get the block's name in front: <c>block1.conv1</c>. The block's own name stands for its last layer.</summary>
/// <remarks>
/// Without a name, the blocks of a network are <c>block1</c>, <c>block2</c> and so on. With one and <see cref="Repeat"/>, they are
/// <c>stage.0</c>, <c>stage.1</c> and so on, as in the files of PyTorch, and <c>stage</c> is the last.
/// </remarks>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UseAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>How many times the block is inserted, each reading the one before and each with parameters of its own; at least 1.</summary>
    public int Repeat { get; set; } = 1;
}
