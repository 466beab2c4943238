#pragma warning disable format // one line per layer
using NetGen;

namespace GallerySample.Characters;

/// <summary>At each of 64 places, which character comes next? It sees those in front alone.</summary>
[Network(64, Vocabulary = 96, Stream = true)]
[Embedding(128)] [Normal(0.02)]
[Positions] [Normal(0.02)]
[TransformerBlock(4, Causal = true, Dropout = 0.1)]
[TransformerBlock(4, Causal = true, Dropout = 0.1)]
[TransformerBlock(4, Causal = true, Dropout = 0.1)]
[TransformerBlock(4, Causal = true, Dropout = 0.1)]
[LayerNorm]
[Dense(96, Name = "next")]
[SoftmaxCrossEntropy]
public sealed partial class CharacterNet
{
    /// <summary>Places of a window.</summary>
    public const int Places = 64;
}
