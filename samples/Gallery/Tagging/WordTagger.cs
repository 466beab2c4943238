#pragma warning disable format // one line per layer
using NetGen;

namespace GallerySample.Tagging;

/// <summary>What each word of a sentence is. Sentences have one to twenty words; those that are not there count nowhere.</summary>
[Network(20, Vocabulary = 17, InputName = "words")] [Lengths]
[Embedding(16)]
[LSTM(24, Bidirectional = true)]
[Dense(4, Name = "kinds")]
[SoftmaxCrossEntropy(Classes = ["article", "adjective", "noun", "verb"])]
public sealed partial class WordTagger
{
    /// <summary>The most words of a sentence.</summary>
    public const int Words = 20;
}
