namespace NetGen;

/// <summary>
/// Says that samples are sequences of different lengths: each brings the number of its steps along, a whole number from 1 to the declared steps, and what
/// stands behind them does not count. The lengths are one more input, <c>trainer.Step(sequences, lengths, targets)</c>, and go along with every sequence that
/// has a step for each of the input's.
/// </summary>
/// <remarks>
/// <para>
/// <c>[LSTM]</c>, <c>[GRU]</c> and <c>[SimpleRNN]</c> keep their state over the steps that a sample does not have, begin at its own last step where they run in reverse, and give zeros
/// there, as PyTorch does with <c>pack_padded_sequence</c>. <c>[MultiHeadAttention]</c> gives keys that are not there the weight 0 (<c>key_padding_mask</c>), those of its memory where
/// it has one. <c>[GlobalAveragePool1D]</c>, <c>[GlobalMaxPool1D]</c>, <c>[Last]</c> and <c>[Reverse]</c> see the steps that are there alone. To a convolution that keeps the number of steps, the others are
/// zeros.
/// </para>
/// <para>
/// Layers that work on each step, such as <c>[Dense]</c> and <c>[LayerNorm]</c>, work on all of them, and what they give behind a sample's last step means nothing. <c>[BatchNorm]</c>,
/// <c>[GroupNorm]</c> and <c>[InstanceNorm]</c> take their statistics over all steps, as in PyTorch. A layer that mixes steps or gives others, such as <c>[Flatten]</c> or <c>[MaxPool1D]</c>, reads zeros
/// there, and behind it there are no lengths.
/// </para>
/// <para>
/// A loss with targets for each step is the mean over the steps that the batch has, not over samples, and metrics count those alone.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [Network(20, 8)] [Lengths]
/// [LSTM(32, LastStepOnly = true)]
/// [Dense(4)]
/// [SoftmaxCrossEntropy]
/// public sealed partial class GestureNet;
///
/// float loss = trainer.Step(sequences, lengths, labels);   // samples x 20 x 8 numbers, samples lengths, samples labels
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LengthsAttribute : Attribute
{
    /// <summary>Declares the lengths of an input's samples.</summary>
    /// <param name="name">What methods call them: letters, digits and underscores, beginning with a letter.</param>
    public LengthsAttribute(string name = "lengths") => Name = name;

    /// <summary>What methods call them.</summary>
    public string Name { get; }

    /// <summary>The input whose samples have lengths: a sequence, or the indices that an <c>[Embedding]</c> reads. Null for the network's first.</summary>
    public string? Of { get; set; }
}
