namespace NetGen;

/// <summary>
/// Inserts the layers of a block and adds the block's input to its output (He et al., "Deep Residual Learning for Image Recognition",
/// 2015). The sum is what the next layer reads.
/// </summary>
/// <remarks>
/// Names are those of <see cref="UseAttribute{TBlock}"/>; the addition is <c>block1.sum</c>, the projection <c>block1.projection</c>. An
/// activation behind each of several additions belongs into a block of its own: <c>[Block] [Residual&lt;Inner&gt;] [ReLU]</c>, where
/// <c>Name = ""</c> on the inner one keeps its layers from getting two names in front. A shortcut with layers of its own, such as a
/// normalisation, is <see cref="ResidualAttribute{TBlock, TShortcut}"/>.
/// </remarks>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ResidualAttribute<TBlock> : LayerAttribute
    where TBlock : class
{
    /// <summary>How many times the block and its addition are inserted; at least 1.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// The number behind the name of the first one, at least 0: with <c>Name = "layer1", FirstIndex = 1, Repeat = 2</c> they are
    /// <c>layer1.1</c> and <c>layer1.2</c>. Default: 0, written where there are several.
    /// </summary>
    public int FirstIndex { get; set; }

    /// <summary>
    /// Where the block changes the shape, bring its input to the same shape by a trained projection without bias: a 1x1 convolution with
    /// the stride that fits for images, a dense layer for vectors. Where the shapes agree nothing is added.
    /// </summary>
    public bool Projection { get; set; }
}

/// <summary>
/// Inserts two blocks that read the same and adds their outputs, which must have the same shape: a residual block whose shortcut has layers
/// of its own, as where a ResNet halves its image. The sum is what the next layer reads.
/// </summary>
/// <remarks>
/// The branch's layers are named as by <see cref="UseAttribute{TBlock}"/>, those of the shortcut have <see cref="ShortcutName"/> between:
/// <c>block1.conv1</c> and <c>block1.shortcut.conv1</c>. The addition is <c>block1.sum</c>. An initialiser below is meant for the branch.
/// </remarks>
/// <example>
/// <code>
/// [Block]
/// [Conv2D(128, 3, Stride = 2, PaddingSize = 1, UseBias = false)] [BatchNorm] [ReLU]
/// [Conv2D(128, 3, PaddingSize = 1, UseBias = false)] [BatchNorm]
/// internal sealed class Branch;
///
/// [Block]
/// [Conv2D(128, 1, Stride = 2, UseBias = false, Name = "0")] [BatchNorm(Name = "1")]
/// internal sealed class Downsample;
///
/// [Residual&lt;Branch, Downsample&gt;(Name = "layer2.0", ShortcutName = "downsample")] [ReLU]
/// </code>
/// </example>
/// <typeparam name="TBlock">The branch: a class with <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TShortcut">The shortcut: a class with <see cref="BlockAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ResidualAttribute<TBlock, TShortcut> : LayerAttribute
    where TBlock : class
    where TShortcut : class
{
    /// <summary>How many times both blocks and their addition are inserted; at least 1.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// The number behind the name of the first one, at least 0: with <c>Name = "layer1", FirstIndex = 1, Repeat = 2</c> they are
    /// <c>layer1.1</c> and <c>layer1.2</c>. Default: 0, written where there are several.
    /// </summary>
    public int FirstIndex { get; set; }

    /// <summary>
    /// What stands in front of the names of the shortcut's layers, behind the block's own name. Default: <c>shortcut</c>; with <c>""</c> they
    /// are named as if they stood at the end of the branch.
    /// </summary>
    public string? ShortcutName { get; set; }
}
