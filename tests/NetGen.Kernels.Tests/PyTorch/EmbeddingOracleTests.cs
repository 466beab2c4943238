using System.Text.Json.Nodes;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>Tables that are looked up beside PyTorch's own, with an index of padding and without.</summary>
public sealed class EmbeddingOracleTests
{
    private const int Cases = 24;

    [TheoryWithPyTorch]
    [InlineData(1)]
    public async Task Outputs_gradients_and_files_are_those_of_PyTorch(int seed)
    {
        var random = new TestRandom((ulong)seed);
        Drawn[] drawn = [.. Enumerable.Range(0, Cases).Select(index => Drawn.Draw(random, index))];
        using var oracle = new PyTorchOracle();
        await oracle.CompareAsync("embedding.py", drawn, one => ((Drawn)one).Describe(random));
    }

    /// <summary>One configuration.</summary>
    private sealed record Drawn(int Index, int Steps, int Vocabulary, int Features, int Outputs, int Batch, int? Mask) : OracleCase(Index)
    {
        public override string Source
            => $"[Network({Number(Steps)}, Vocabulary = {Number(Vocabulary)})] [Embedding({Number(Features)}{(Mask is { } mask ? $", Mask = {Number(mask)}" : "")})] [Tanh] [Dense({Number(Outputs)})] "
                + $"[MeanSquaredError] public sealed partial class {ClassName};";

        /// <summary>A table of one row that is padding has no gradient at all.</summary>
        public override bool HasVanishingGradients => true;

        public static Drawn Draw(TestRandom random, int index)
        {
            int vocabulary = random.NextInteger(1, 90);
            int? mask = index % 3 == 0 ? null : random.NextInteger(0, vocabulary - 1);
            return new Drawn(index, random.NextInteger(1, 20), vocabulary, random.NextInteger(1, 33), random.NextInteger(1, 9), random.NextInteger(1, 9), mask);
        }

        /// <summary>What PyTorch is told; every third index is the mask.</summary>
        public JsonObject Describe(TestRandom random) => new()
        {
            ["vocabulary"] = Vocabulary,
            ["features"] = Features,
            ["outputs"] = Outputs,
            ["steps"] = Steps,
            ["batch"] = Batch,
            ["mask"] = Mask,
            ["input"] = new JsonArray([.. Enumerable.Range(0, Batch * Steps).Select(place => (JsonNode)(float)(place % 3 == 0 && Mask is { } mask ? mask : random.NextInteger(0, Vocabulary - 1)))]),
            ["target"] = PyTorchOracle.Normal(random, Batch * Steps * Outputs),
        };
    }
}
