using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// A stream through a network that reads tokens, one at a time: each gives to the bit what the network gives for that place of the whole sequence, and costs one
/// step's work; nothing is allocated. Text is generated with <see cref="Generate(ReadOnlySpan{int}, int, GenerationOptions)"/>.
/// </summary>
/// <remarks><inheritdoc cref="StepStream" path="/remarks"/></remarks>
/// <example>
/// <code>
/// [Network(256, Vocabulary = 128, Stream = true)]
/// [Embedding(64)] [Positions]
/// [TransformerBlock(4, Causal = true)]
/// [Dense(128)]
/// public sealed partial class CharNet;
///
/// TokenStream stream = network.CreateStream();
/// foreach (int token in stream.Generate(prompt, 100, new GenerationOptions { Temperature = 0.8, TopK = 20, Seed = 1 })) Console.Write((char)token);
/// </code>
/// </example>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "What a network is streamed through is called a stream in the field; it is no stream of bytes.")]
public sealed partial class TokenStream : StepStream
{
    /// <summary>Made by <c>CreateStream</c> of a network.</summary>
    /// <param name="network">A network that is declared with <see cref="NetworkAttribute.Stream"/>, and reads indices.</param>
    public TokenStream(IStepNetwork network)
        : base(network)
    {
        if (Program.Vocabulary == 0) throw new ArgumentException($"{Program.Info.Name} reads numbers; its stream is a SequenceStream.", nameof(network));
    }

    /// <summary>Tokens are from 0 to this, exclusive.</summary>
    public int Vocabulary => Program.Vocabulary;

    /// <summary>Takes the next step: what <c>Predict</c> gives for it.</summary>
    /// <param name="token">From 0 to <see cref="Vocabulary"/>, exclusive.</param>
    /// <param name="output">The step's <see cref="StepStream.OutputSize"/> values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token. The stream has not moved.</exception>
    /// <exception cref="ArgumentException">The length does not fit. The stream has not moved.</exception>
    /// <exception cref="InvalidOperationException">
    /// The sequence has <see cref="StepStream.MaximumSteps"/> steps already, or another thread is at work with the stream.
    /// </exception>
    public void Step(int token, Span<float> output)
    {
        StepForward(token, output);
        Link(ref MemoryMarshal.GetReference(output));
    }

    /// <summary>Takes the next step: what <c>Forward</c> gives for it, the last layer's output (logits).</summary>
    /// <inheritdoc cref="Step" path="/param|/exception"/>
    public void StepForward(int token, Span<float> output)
    {
        RequireOutput(output.Length);
        RequireToken(token);
        Advance(ref Unsafe.As<int, float>(ref token), ref MemoryMarshal.GetReference(output));
    }

    /// <summary>Another stream that remembers the same, and goes on by itself.</summary>
    public TokenStream Copy()
    {
        TokenStream copy = new(Network);
        copy.Take(this);
        return copy;
    }

    /// <summary>Remembers what another stream of the same class of network does, without allocating.</summary>
    /// <exception cref="ArgumentException">It is a stream of another class.</exception>
    public void CopyFrom(TokenStream other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Take(other);
    }

    private void RequireToken(int token)
    {
        if ((uint)token >= (uint)Vocabulary)
            throw new ArgumentOutOfRangeException(nameof(token), token, string.Create(CultureInfo.InvariantCulture, $"Expected a token from 0 to {Vocabulary - 1}."));
    }
}
