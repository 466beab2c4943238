using System.Text.Json.Nodes;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>Recurrent layers beside PyTorch's own. A dense layer in front shows the gradient of the input.</summary>
public sealed class RecurrentOracleTests
{
    private const int Cases = 24;

    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 40];

    [TheoryWithPyTorch]
    [InlineData("SimpleRNN", "rnn1", 1)]
    [InlineData("LSTM", "lstm1", 2)]
    [InlineData("GRU", "gru1", 3)]
    [InlineData("SimpleRNN", "rnn1", 4, "learned")]
    [InlineData("LSTM", "lstm1", 5, "learned")]
    [InlineData("GRU", "gru1", 6, "learned")]
    [InlineData("SimpleRNN", "rnn1", 7, "given")]
    [InlineData("LSTM", "lstm1", 8, "given")]
    [InlineData("LSTM", "lstm1", 9, "both")]
    [InlineData("GRU", "gru1", 10, "given")]
    public async Task Outputs_gradients_and_files_are_those_of_PyTorch(string kind, string name, int seed, string start = "zeros")
    {
        var random = new TestRandom((ulong)seed);
        Drawn[] drawn = [.. Enumerable.Range(0, Cases).Select(index => Drawn.Draw(random, index, kind) with { Start = start })];
        using var oracle = new PyTorchOracle();
        await oracle.CompareAsync("recurrent.py", drawn, one => ((Drawn)one).Describe(name, random));
    }

    /// <summary>One configuration.</summary>
    private sealed record Drawn(int Index, string Kind, int Steps, int Features, int Inner, int Units, int Batch, bool Bias, bool IsReversed, bool IsBidirectional) : OracleCase(Index)
    {
        public bool GivesLast { get; init; }

        public bool IsRectified { get; init; }

        /// <summary>What is in front of the first step: zeros, parameters, or the last state of another layer, alone or with a cell state that a dense layer makes of it.</summary>
        public string Start { get; init; } = "zeros";

        private string Options => $"{(IsBidirectional ? ", Bidirectional = true" : "")}{(IsRectified ? ", Activation = RecurrentActivation.ReLU" : "")}";

        /// <summary>The layers between the first and the one that it is about.</summary>
        private string Between => Start is "zeros" or "learned" ? ""
            : $"[{Kind}({Number(Units)}, LastStepOnly = true, Name = \"encoder\"{Options})] "
                + (Start == "both" ? $"[Dense({Number(Units * (IsBidirectional ? 2 : 1))}, Name = \"cell\")] " : "");

        private string Beginning => Start switch
        {
            "learned" => ", LearnInitialState = true",
            "given" => ", Input = \"dense1\", InitialState = \"encoder\"",
            "both" => ", Input = \"dense1\", InitialState = \"encoder\", InitialCell = \"cell\"",
            _ => "",
        };

        public override string Source
            => $"[Network({Number(Steps)}, {Number(Features)})] [Dense({Number(Inner)})] {Between}[{Kind}({Number(Units)}{Beginning}{(Bias ? "" : ", UseBias = false")}{(IsReversed ? ", Reverse = true" : "")}"
                + $"{Options}{(GivesLast ? ", LastStepOnly = true" : "")})] "
                + $"[MeanSquaredError] public sealed partial class {ClassName};";

        public static Drawn Draw(TestRandom random, int index, string kind)
        {
            int Size() => s_sizes[random.NextInteger(0, s_sizes.Length - 1)];
            int direction = random.NextInteger(0, 3);
            return new Drawn(index, kind, random.NextInteger(1, 12), random.NextInteger(1, 6), Size(), Size(), random.NextInteger(1, 20), Bias: random.NextInteger(0, 3) > 0, direction == 1, direction == 2)
            {
                GivesLast = random.NextInteger(0, 2) == 0,
                IsRectified = kind == "SimpleRNN" && random.NextInteger(0, 1) == 0,
            };
        }

        /// <summary>What PyTorch is told.</summary>
        public JsonObject Describe(string name, TestRandom random) => new()
        {
            ["kind"] = Kind,
            ["name"] = name,
            ["steps"] = Steps,
            ["features"] = Features,
            ["inner"] = Inner,
            ["units"] = Units,
            ["batch"] = Batch,
            ["bias"] = Bias,
            ["reverse"] = IsReversed,
            ["last"] = GivesLast,
            ["start"] = Start,
            ["arguments"] = Arguments(),
            ["input"] = PyTorchOracle.Normal(random, Batch * Steps * Features),
            ["target"] = PyTorchOracle.Normal(random, Batch * (GivesLast ? 1 : Steps) * Units * (IsBidirectional ? 2 : 1)),
        };

        private JsonObject Arguments()
        {
            JsonObject arguments = new() { ["bidirectional"] = IsBidirectional };
            if (IsRectified) arguments["nonlinearity"] = "relu";
            return arguments;
        }
    }
}
