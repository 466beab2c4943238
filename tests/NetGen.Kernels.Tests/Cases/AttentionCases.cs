using System.Globalization;

using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Attention: heads that fill vectors and that do not, fewer and more steps than a block of queries has, causal, shared keys, over another sequence.
/// </summary>
internal static class AttentionCases
{
    public const string Group = "attention";

    private static readonly (int Steps, int Heads, int Size)[] Sizes =
        [(1, 1, 1), (1, 2, 3), (2, 1, 4), (3, 2, 5), (5, 3, 8), (7, 2, 16), (8, 1, 17), (16, 2, 4), (17, 4, 3), (33, 2, 8), (40, 1, 33)];

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach ((int steps, int heads, int size) in Sizes)
            {
                bool thorough = (steps, size) is (2, 4) or (16, 4) or (40, 33) or (8, 17);
                yield return Case(Name($"Attention{steps}x{heads}x{size}"), Steps(steps, heads * size).MultiHeadAttention(new(heads)).Dense(2), thorough);
                yield return Case(Name($"CausalAttention{steps}x{heads}x{size}"), Steps(steps, heads * size).MultiHeadAttention(new(heads, IsCausal: true)).Dense(2), thorough);
            }

            yield return Case("AttentionWithoutBias", Steps(6, 8).MultiHeadAttention(new(2, Bias: false)).Dense(3));
            yield return Case("AttentionOfSharedKeys", Steps(6, 12).MultiHeadAttention(new(4, KeyHeads: 2)).Dense(3));
            yield return Case("AttentionOfOneKeyHead", Steps(9, 6).MultiHeadAttention(new(3, KeyHeads: 1, IsCausal: true)).Dense(3));
            yield return Case("AttentionOfOtherSize", Steps(5, 6).MultiHeadAttention(new(3, KeyHeads: 3, Size: 4)).Dense(3));
            yield return Case(
                "AttentionOverMemory",
                new NetworkDescription(7, 4).Dense(5).Activation("Tanh").As("memory").MaxPool1D(new StepWindow(2)).Dense(6).As("query")
                    .MultiHeadAttention(new(2), memory: "memory").Add("query").Dense(3));
            yield return Case(
                "AttentionOverMemoryOfSharedKeys",
                new NetworkDescription(9, 4).Dense(5).As("memory").Conv1D(8, new StepWindow(3)).MultiHeadAttention(new(4, KeyHeads: 2, Bias: false), memory: "memory").Dense(3));
            yield return Case(
                "AttentionBlock",
                new NetworkDescription(12, 3).Dense(8).As("steps").LayerNorm().MultiHeadAttention(new(2, IsCausal: true)).Add("steps").As("sum").LayerNorm().Dense(16).Activation("GELU").Dense(8).Add("sum"));
            yield return Case("TransformerBlocks", Steps(9, 8).Positions().TransformerBlock(2, causal: true).TransformerBlock(4, hidden: 5, feedForward: "SwiGLU").LayerNorm().Dense(3));
            yield return Case("TransformerBlocksBehindSums", Steps(7, 6).SinusoidalPositions().TransformerBlock(3, post: true, feedForward: "ReLU").TransformerBlock(1, hidden: 9, causal: true, post: true).Last().Dense(3));
            foreach ((int steps, int heads, int size) in Sizes.Where(sizes => sizes.Steps % 2 == 1))
            {
                yield return Dropping(Name($"AttentionDropout{steps}x{heads}x{size}"), Steps(steps, heads * size).MultiHeadAttention(new(heads, Dropout: 0.25)).Dense(2), steps is 1 or 5);
            }

            foreach ((int steps, int heads, int size) in ((int, int, int)[])[(1, 1, 2), (2, 2, 2), (5, 3, 6), (7, 2, 8), (17, 1, 34), (33, 2, 16), (40, 1, 66)])
            {
                yield return Case(Name($"RotaryAttention{steps}x{heads}x{size}"), Steps(steps, heads * size).MultiHeadAttention(new(heads, RotaryBase: 10_000)).Dense(2), size is 6 or 66);
            }

            yield return Case("RotaryAttentionOfSharedKeys", Steps(9, 12).MultiHeadAttention(new(6, KeyHeads: 2, Size: 14, IsCausal: true, Bias: false, RotaryBase: 100)).Dense(3));
            yield return Case("RotaryBlocks", Steps(9, 8).TransformerBlock(2, causal: true, rotary: true).TransformerBlock(1, hidden: 5, post: true, rotary: true).Dense(3));
            yield return Case("RotaryAttentionAtBothEnds", new NetworkDescription(5, 6).MultiHeadAttention(new(3, RotaryBase: 10_000)).MultiHeadAttention(new(1, RotaryBase: 3)));
            yield return Dropping("CausalAttentionDropout", Steps(35, 10).MultiHeadAttention(new(5, KeyHeads: 1, IsCausal: true, Dropout: 0.1)).Dense(2));
            yield return Dropping(
                "AttentionDropoutOverMemory",
                new NetworkDescription(70, 4).Dense(5).As("memory").MaxPool1D(new StepWindow(6)).Dense(6).MultiHeadAttention(new(2, Dropout: 0.5), memory: "memory").Dropout(0.3).Dense(3));
            yield return Dropping("TransformerBlocksWithDropout", Steps(9, 8).TransformerBlock(2, causal: true, dropout: 0.2).TransformerBlock(4, hidden: 5, post: true, dropout: 0.4).Dense(3));
            foreach ((int features, bool thorough) in CaseCatalog.Sizes([5, 16], [1, 4, 8, 17, 33]))
            {
                yield return Case(Name($"Positions{features}"), Steps(6, features).Positions().Activation("Tanh").Dense(2), thorough);
                yield return Case(Name($"SinusoidalPositions{features}"), Steps(6, features).SinusoidalPositions().Activation("Tanh").Dense(2), thorough);
            }

            yield return Case("PositionsOfInput", new NetworkDescription(4, 5).Positions().Dense(3));
            yield return Case("PositionsOfOneStep", Steps(1, 5).Positions().SinusoidalPositions().Dense(3));
            yield return Case("AttentionAtBothEnds", new NetworkDescription(5, 6).MultiHeadAttention(new(3)).MultiHeadAttention(new(2)));
        }
    }

    private static NetworkDescription Steps(int steps, int features) => new NetworkDescription(steps, 3).Dense(features);

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network.MeanSquaredError()) { Batches = [1, 5], Trains = true, IsThorough = thorough };

    /// <summary>The reference has the masks of the first step alone.</summary>
    private static NetworkCase Dropping(string name, NetworkDescription network, bool thorough = false) => Case(name, network, thorough) with { Trains = false };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
