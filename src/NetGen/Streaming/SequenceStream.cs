using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// A stream through a network of which a sequence is given one step at a time: audio sample by sample, a sensor's values as they come. Each step gives to the
/// bit what the network gives for that step of the whole sequence, and costs one step's work; nothing is allocated.
/// </summary>
/// <remarks><inheritdoc cref="StepStream" path="/remarks"/></remarks>
/// <example>
/// <code>
/// [Network(256, 1, Stream = true)]
/// [LSTM(32)]
/// [Dense(1)]
/// [MeanSquaredError]
/// public sealed partial class AmplifierNet;
///
/// SequenceStream stream = network.CreateStream();
/// for (int i = 0; i &lt; samples.Length; i++) stream.Step(samples.Slice(i, 1), output.Slice(i, 1));
/// </code>
/// </example>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "What a network is streamed through is called a stream in the field; it is no stream of bytes.")]
public sealed class SequenceStream : StepStream
{
    /// <summary>Made by <c>CreateStream</c> of a network.</summary>
    /// <param name="network">A network that is declared with <see cref="NetworkAttribute.Stream"/>, and reads numbers.</param>
    public SequenceStream(IStepNetwork network)
        : base(network)
    {
        if (Program.Vocabulary > 0) throw new ArgumentException($"{Program.Info.Name} reads tokens; its stream is a TokenStream.", nameof(network));
    }

    /// <summary>Values of a step.</summary>
    public int InputSize => Program.InputSize;

    /// <summary>Takes the next step: what <c>Predict</c> gives for it.</summary>
    /// <param name="input">The step's <see cref="InputSize"/> values.</param>
    /// <param name="output">Its <see cref="StepStream.OutputSize"/> values; it may be the input's own memory.</param>
    /// <exception cref="ArgumentException">A length does not fit. The stream has not moved.</exception>
    /// <exception cref="InvalidOperationException">
    /// The sequence has <see cref="StepStream.MaximumSteps"/> steps already, or another thread is at work with the stream.
    /// </exception>
    public void Step(ReadOnlySpan<float> input, Span<float> output)
    {
        StepForward(input, output);
        Link(ref MemoryMarshal.GetReference(output));
    }

    /// <summary>Takes the next step: what <c>Forward</c> gives for it, the last layer's output (logits).</summary>
    /// <inheritdoc cref="Step" path="/param|/exception"/>
    public void StepForward(ReadOnlySpan<float> input, Span<float> output)
    {
        RequireInput(input.Length);
        RequireOutput(output.Length);
        Advance(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output));
    }

    /// <summary>Another stream that remembers the same, and goes on by itself.</summary>
    public SequenceStream Copy()
    {
        SequenceStream copy = new(Network);
        copy.Take(this);
        return copy;
    }

    /// <summary>Remembers what another stream of the same class of network does, without allocating.</summary>
    /// <exception cref="ArgumentException">It is a stream of another class.</exception>
    public void CopyFrom(SequenceStream other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Take(other);
    }
}
