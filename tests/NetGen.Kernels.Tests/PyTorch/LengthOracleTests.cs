using System.Text.Json.Nodes;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>
/// Sequences of different lengths beside PyTorch's packed sequences, key padding masks and masked means: outputs, losses and all gradients. A dense layer in front
/// shows the gradient of the input.
/// </summary>
public sealed class LengthOracleTests
{
    private const int Cases = 20;

    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33];

    [TheoryWithPyTorch]
    [InlineData("SimpleRNN", "rnn1", 1)]
    [InlineData("LSTM", "lstm1", 2)]
    [InlineData("GRU", "gru1", 3)]
    [InlineData("MultiHeadAttention", "attention1", 4)]
    public async Task Outputs_gradients_and_files_are_those_of_PyTorch(string kind, string name, int seed)
    {
        var random = new TestRandom((ulong)seed);
        Drawn[] drawn = [.. Enumerable.Range(0, Cases).Select(index => kind == "MultiHeadAttention" ? Drawn.Attention(random, index, name) : Drawn.Recurrence(random, index, kind, name))];
        using var oracle = new PyTorchOracle();
        await oracle.CompareAsync("lengths.py", drawn, one => ((Drawn)one).Describe(random));
    }

    /// <summary>One configuration.</summary>
    /// <param name="Layers">Behind the dense layer.</param>
    /// <param name="Channels">Values of a step, or of a sample, that are given.</param>
    /// <param name="End">Whether all steps are given, the last state, or the mean.</param>
    /// <param name="Question">What PyTorch is told of the layer.</param>
    private sealed record Drawn(int Index, string Layers, int Steps, int Features, int Inner, int Batch, int Channels, string End, JsonObject Question) : OracleCase(Index)
    {
        public override string Source
            => $"[Network({Number(Steps)}, {Number(Features)})] [Lengths] [Dense({Number(Inner)})] {Layers} [MeanSquaredError] public sealed partial class {ClassName};";

        /// <summary>A bias of keys changes nothing, and a sequence of one step has no state before it.</summary>
        public override bool HasVanishingGradients => true;

        private int RowSize => (Steps * Features) + 1;

        public override void ClearAbsent(float[] input, float[] output)
        {
            if (End != "all") return;
            for (int sample = 0; sample < Batch; sample++)
            {
                int end = (int)input[((sample + 1) * RowSize) - 1] * Channels;
                output.AsSpan(sample * Steps * Channels, Steps * Channels)[end..].Clear();
            }
        }

        /// <summary>What PyTorch is told, with data.</summary>
        public JsonObject Describe(TestRandom random)
        {
            JsonArray rows = PyTorchOracle.Normal(random, Batch * RowSize);
            for (int sample = 0; sample < Batch; sample++) rows[((sample + 1) * RowSize) - 1] = (float)(sample == 1 ? Steps : random.NextInteger(1, Steps));
            Question["input"] = rows;
            Question["target"] = PyTorchOracle.Normal(random, Batch * (End == "all" ? Steps : 1) * Channels);
            return Question;
        }

        public static Drawn Recurrence(TestRandom random, int index, string kind, string name)
        {
            int units = Size(random, 33);
            (bool bias, bool isBidirectional) = (random.NextInteger(0, 3) > 0, random.NextInteger(0, 1) == 1);
            string end = random.NextInteger(0, 2) switch { 0 => "last", 1 => "mean", _ => "all" };
            string attribute = $"[{kind}({Number(units)}{(bias ? "" : ", UseBias = false")}{(isBidirectional ? ", Bidirectional = true" : "")}{(end == "last" ? ", LastStepOnly = true" : "")})]";
            JsonObject arguments = new() { ["hidden_size"] = units, ["bias"] = bias, ["bidirectional"] = isBidirectional };
            return Create(random, index, kind, name, attribute, Size(random, 17), units * (isBidirectional ? 2 : 1), end, isCausal: false, arguments);
        }

        public static Drawn Attention(TestRandom random, int index, string name)
        {
            int heads = random.NextInteger(1, 4);
            (bool bias, bool isCausal) = (random.NextInteger(0, 3) > 0, random.NextInteger(0, 1) == 1);
            int inner = heads * Size(random, 17);
            string end = random.NextInteger(0, 1) == 0 ? "mean" : "all";
            string attribute = $"[MultiHeadAttention({Number(heads)}, Causal = {(isCausal ? "true" : "false")}{(bias ? "" : ", UseBias = false")})]";
            return Create(random, index, "MultiHeadAttention", name, attribute, inner, inner, end, isCausal, new JsonObject { ["num_heads"] = heads, ["bias"] = bias });
        }

        private static Drawn Create(
            TestRandom random, int index, string kind, string name, string attribute, int inner, int channels, string end, bool isCausal, JsonObject arguments)
        {
            (int steps, int features, int batch) = (random.NextInteger(2, kind == "MultiHeadAttention" ? 50 : 12), random.NextInteger(1, 6), random.NextInteger(2, 12));
            return new Drawn(index, attribute + (end == "mean" ? " [GlobalAveragePool1D]" : ""), steps, features, inner, batch, channels, end, new JsonObject
            {
                ["kind"] = kind,
                ["name"] = name,
                ["steps"] = steps,
                ["features"] = features,
                ["inner"] = inner,
                ["batch"] = batch,
                ["end"] = end,
                ["causal"] = isCausal,
                ["arguments"] = arguments,
            });
        }

        private static int Size(TestRandom random, int largest)
        {
            int[] sizes = [.. s_sizes.Where(size => size <= largest)];
            return sizes[random.NextInteger(0, sizes.Length - 1)];
        }
    }
}
