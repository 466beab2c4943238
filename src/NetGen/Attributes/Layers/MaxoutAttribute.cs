namespace NetGen;

/// <summary>
/// Maxout (Goodfellow and others, 2013): <c>max(x[k * c], ..., x[k * c + k - 1])</c>, the largest of each k channels that stand side by side. Behind a layer
/// with weights it is an activation that learns its own form, of k straight pieces; that layer has k times as many units or filters as are wanted.
/// </summary>
/// <remarks>
/// Reads vectors, sequences and images whose number of features or channels k divides, and gives the k-th part of them; of a flattened image those of each
/// pixel. Of equal values the first has the gradient. No parameters.
/// </remarks>
/// <param name="pieces">k: how many channels are compared; at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxoutAttribute(int pieces) : LayerAttribute
{
    /// <summary>How many channels are compared.</summary>
    public int Pieces { get; } = pieces;
}
