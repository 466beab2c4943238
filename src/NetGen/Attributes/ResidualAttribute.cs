namespace NetGen;

/// <summary>
/// Inserts the layers of a block and adds the block's input to its output (He et al., "Deep Residual Learning for Image Recognition",
/// 2015). The sum is what the next layer reads.
/// </summary>
/// <remarks>
/// Names are those of <see cref="UseAttribute{TBlock}"/>; the addition is <c>block1.sum</c>, the projection <c>block1.projection</c>. An
/// activation behind each of several additions belongs into a block of its own: <c>[Block] [Residual&lt;Inner&gt;] [ReLU]</c>.
/// </remarks>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ResidualAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>How many times the block and its addition are inserted; at least 1.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// Where the block changes the shape, bring its input to the same shape by a trained projection without bias: a 1x1 convolution with
    /// the stride that fits for images, a dense layer for vectors. Where the shapes agree nothing is added.
    /// </summary>
    public bool Projection { get; set; }
}
