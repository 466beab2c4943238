namespace NetGen;

/// <summary>
/// Exchanges axes: axis i of the output is axis <c>axes[i]</c> of the input, counted from 1 without the batch, as in Keras. <c>[Permute(2, 1)]</c> makes of T
/// steps with F features F steps with T features; <c>[Permute(2, 1, 3)]</c> mirrors an image at its diagonal.
/// </summary>
/// <remarks>
/// Where the channels (the last axis) stay last, whole pixels move; else values move one by one, which takes longer. PyTorch's <c>permute</c> counts from 0,
/// with the batch as axis 0, and has images channels first. No parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PermuteAttribute : LayerAttribute
{
    /// <summary>Exchanges the axes of the layer above.</summary>
    /// <param name="axes">Each axis of the input once: 1 and 2 of a sequence (step, feature); 1, 2 and 3 of an image (row, column, channel).</param>
    public PermuteAttribute(params int[] axes) => Axes = axes;

    /// <summary>For each axis of the output, the axis of the input that it is, counted from 1.</summary>
    public int[] Axes { get; }
}
