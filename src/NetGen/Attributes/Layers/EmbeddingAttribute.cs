namespace NetGen;

/// <summary>
/// A row of a trained table for each index (token, category): <c>output[t] = weight[input[t]]</c>.
/// </summary>
/// <remarks>
/// Reads an input that is declared with <see cref="NetworkAttribute.Vocabulary"/>, a list of indices, and gives a sequence (indices, features). One
/// parameter, named as that of PyTorch's <c>nn.Embedding</c>: <c>weight</c> [vocabulary, features]. It begins with a normal distribution of
/// standard deviation 1; initialisers that divide by a fan do not suit it, because a row is read as it is and nothing is summed.
/// </remarks>
/// <example><code>
/// [Network(16, Vocabulary = 1000)] [Embedding(64)]              // each index is something
/// [Network(16, Vocabulary = 1000)] [Embedding(64, Mask = 0)]    // samples shorter than 16 end in zeros, which say nothing
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EmbeddingAttribute : LayerAttribute
{
    /// <summary>A table of as many rows as the input has different indices.</summary>
    /// <param name="features">Values of a row; at least 1.</param>
    public EmbeddingAttribute(int features) => Features = features;

    /// <summary>Values of a row; at least 1.</summary>
    public int Features { get; }

    /// <summary>
    /// The index that fills up samples that are shorter; at least 0 and below the vocabulary, or -1 for none, the default. It is PyTorch's <c>padding_idx</c>: its row begins
    /// with zeros, whatever the initialiser, and has no gradient, so no optimiser moves it, with momentum, weight decay or without. What a file or
    /// <c>SetParameter</c> puts there is read like any other row, and only weight decay would change it.
    /// </summary>
    public int Mask { get; set; } = -1;
}
