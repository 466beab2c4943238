using System.Globalization;
using System.Runtime.CompilerServices;

using NetGen.Runtime;

namespace NetGen;

/// <content>Text that goes on from a prompt.</content>
public sealed partial class TokenStream
{
    private TokenChoice? _choice;

    /// <summary>
    /// Takes a prompt, then gives one token after the other, each chosen by the scores behind those before it and taken as the next step. It ends behind
    /// <paramref name="count"/> tokens, at <see cref="GenerationOptions.StopToken"/>, or where the sequence may have no more steps.
    /// </summary>
    /// <param name="prompt">At least one token, which go on from what the stream has taken already; call <see cref="StepStream.Reset"/> before for a new text.</param>
    /// <param name="count">The most tokens.</param>
    /// <param name="options">How tokens are chosen; null for the defaults.</param>
    /// <returns>
    /// The tokens, each computed when it is asked for. The last one has not been taken as a step: a call that goes on from it begins its prompt with it.
    /// </returns>
    /// <exception cref="ArgumentException">The prompt is empty, has a token that there is not, or is longer than the sequence may be. The stream has not moved.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The network does not give a score for each token that it reads, or scores are not finite.</exception>
    public IEnumerable<int> Generate(ReadOnlySpan<int> prompt, int count, GenerationOptions? options = null)
    {
        RequirePrompt(prompt);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Tokens(prompt.ToArray(), count, options ?? new GenerationOptions());
    }

    /// <summary>The same into memory of the caller's; after the first call of a stream nothing is allocated.</summary>
    /// <param name="prompt">At least one token, which go on from what the stream has taken already.</param>
    /// <param name="tokens">Where they go, at most as many as there is room for.</param>
    /// <param name="options">How tokens are chosen; null for the defaults.</param>
    /// <returns>How many there are.</returns>
    /// <inheritdoc cref="Generate(ReadOnlySpan{int}, int, GenerationOptions)" path="/exception"/>
    public int Generate(ReadOnlySpan<int> prompt, Span<int> tokens, GenerationOptions? options = null)
    {
        RequirePrompt(prompt);
        options ??= s_defaults;
        TokenChoice choice = Choice();
        if (tokens.Length == 0) return 0;
        foreach (int token in prompt) Advance(token, choice);
        for (int given = 0; ; Advance(tokens[given - 1], choice))
        {
            int token = choice.Choose(options, Position - 1);
            if (token == options.StopToken) return given;
            tokens[given++] = token;
            if (given == tokens.Length || IsFull) return given;
        }
    }

    private static readonly GenerationOptions s_defaults = new();

    private bool IsFull => Position == MaximumSteps;

    private IEnumerable<int> Tokens(int[] prompt, int count, GenerationOptions options)
    {
        TokenChoice choice = Choice();
        if (count == 0) yield break;
        foreach (int token in prompt) Advance(token, choice);
        for (int given = 1; ; given++)
        {
            int token = choice.Choose(options, Position - 1);
            if (token == options.StopToken) yield break;
            yield return token;
            if (given == count || IsFull) yield break;
            Advance(token, choice);
        }
    }

    /// <summary>Takes a token, and leaves the scores behind it.</summary>
    private void Advance(int token, TokenChoice choice)
    {
        float[] scores = choice.Scores;
        Advance(ref Unsafe.As<int, float>(ref token), ref scores[0]);
        if (!Program.GivesProbabilities) return;
        for (int i = 0; i < scores.Length; i++) SimdScalar.Store(scores[i] > 0 ? VectorMath.Log(SimdScalar.Broadcast(scores[i])) : SimdScalar.Broadcast(float.NegativeInfinity), ref scores[i]);
    }

    private TokenChoice Choice() => _choice ??= OutputSize <= Vocabulary
        ? new TokenChoice(OutputSize)
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Program.Info.Name} gives {Words.Count(OutputSize, "value")} for a step, and reads tokens below {Vocabulary}: they are no scores of tokens."));

    private void RequirePrompt(ReadOnlySpan<int> prompt)
    {
        if (prompt.IsEmpty) throw new ArgumentException("The prompt is empty; the first token is chosen by the scores behind another, such as one that stands for the beginning of a text.", nameof(prompt));
        foreach (int token in prompt) RequireToken(token);
        if (MaximumSteps - Position < prompt.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The prompt has {Words.Count(prompt.Length, "token")}; the sequence may have {MaximumSteps - Position} more, as {Program.Info.Name} is declared. Call Reset for a new text, or shorten it."),
                nameof(prompt));
        }
    }
}
