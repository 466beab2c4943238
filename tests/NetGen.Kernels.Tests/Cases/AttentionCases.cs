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
            yield return Case("AttentionAtBothEnds", new NetworkDescription(5, 6).MultiHeadAttention(new(3)).MultiHeadAttention(new(2)));
        }
    }

    private static NetworkDescription Steps(int steps, int features) => new NetworkDescription(steps, 3).Dense(features);

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network.MeanSquaredError()) { Batches = [1, 5], Trains = true, IsThorough = thorough };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
