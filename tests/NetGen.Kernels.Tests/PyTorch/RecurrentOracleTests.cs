using System.Globalization;
using System.Text.Json.Nodes;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>
/// Recurrent layers beside PyTorch's own: outputs, the loss and all gradients with the parameters that a network of this library has saved, and outputs with
/// those that PyTorch has. A dense layer in front shows the gradient of the input.
/// </summary>
public sealed class RecurrentOracleTests : IDisposable
{
    private const int Cases = 24;

    /// <summary>Of the largest value of a tensor.</summary>
    private const double Tolerance = 1e-4;

    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 40];

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-torch").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TheoryWithPyTorch]
    [InlineData("SimpleRNN", "rnn1", 1)]
    [InlineData("LSTM", "lstm1", 2)]
    [InlineData("GRU", "gru1", 3)]
    public async Task Outputs_gradients_and_files_are_those_of_PyTorch(string kind, string name, int seed)
    {
        var random = new TestRandom((ulong)seed);
        Drawn[] drawn = [.. Enumerable.Range(0, Cases).Select(index => Drawn.Draw(random, index, kind))];
        using CompiledAssembly assembly = CompiledAssembly.Compile(string.Join("\n", ["using NetGen;", .. drawn.Select(one => one.Source)]));
        var cases = new JsonArray();
        foreach (Drawn one in drawn)
        {
            assembly.CreateNetwork(one.ClassName, (ulong)one.Index).Save(Saved(one));
            cases.Add(one.Describe(name, random, Saved(one), Written(one)));
        }

        JsonArray answers = await AskAsync(cases);
        foreach (Drawn one in drawn) Compare(one, assembly, cases[one.Index]!, answers[one.Index]!);
    }

    private void Compare(Drawn one, CompiledAssembly assembly, JsonNode given, JsonNode answer)
    {
        (float[] input, float[] target) = (Values(given["input"]!), Values(given["target"]!));
        ITestNetwork network = assembly.LoadNetwork(one.ClassName, Saved(one));
        float[] output = new float[target.Length];
        network.Forward(input, output);
        AssertNear(one, "output", answer["output"]!, output);
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(1f));
        Assert.Equal((double)answer["loss"]!, trainer.ComputeGradients(input, target), 1e-4);
        JsonObject gradients = answer["gradients"]!.AsObject();
        Assert.Equal(network.Info.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal), gradients.Select(gradient => gradient.Key).Order(StringComparer.Ordinal));
        foreach ((string parameter, JsonNode? expected) in gradients)
        {
            float[] gradient = new float[expected!.AsArray().Count];
            trainer.CopyGradient(parameter, gradient);
            AssertNear(one, $"gradient of {parameter}", expected, gradient);
        }

        ITestNetwork other = assembly.LoadNetwork(one.ClassName, Written(one));
        other.Forward(input, output);
        AssertNear(one, "output with PyTorch's parameters", answer["other"]!, output);
    }

    private static void AssertNear(Drawn one, string what, JsonNode expected, float[] actual)
    {
        double[] values = [.. expected.AsArray().Select(value => (double)value!)];
        double largest = values.Max(Math.Abs);
        double error = values.Zip(actual, (left, right) => Math.Abs(left - right)).Max();
        Assert.True(error <= Tolerance * largest, string.Create(CultureInfo.InvariantCulture, $"{one.Source}\n{what} is off by {error}; the largest value is {largest}."));
    }

    private static float[] Values(JsonNode values) => [.. values.AsArray().Select(value => (float)value!)];

    private string Saved(Drawn one) => Path.Combine(_folder, one.ClassName + ".safetensors");

    private string Written(Drawn one) => Path.Combine(_folder, one.ClassName + ".torch.safetensors");

    private async Task<JsonArray> AskAsync(JsonArray cases)
    {
        (string questions, string answers) = (Path.Combine(_folder, "cases.json"), Path.Combine(_folder, "answers.json"));
        await File.WriteAllTextAsync(questions, cases.ToJsonString());
        await PyTorchProcess.RunAsync("recurrent.py", questions, answers);
        return JsonNode.Parse(await File.ReadAllTextAsync(answers))!.AsArray();
    }

    /// <summary>One configuration.</summary>
    private sealed record Drawn(int Index, string Kind, int Steps, int Features, int Inner, int Units, int Batch, bool Bias, bool IsReversed, bool IsBidirectional)
    {
        public bool GivesLast { get; init; }

        public bool IsRectified { get; init; }

        public string ClassName => $"Net{Number(Index)}";

        public string Source
            => $"[Network({Number(Steps)}, {Number(Features)})] [Dense({Number(Inner)})] [{Kind}({Number(Units)}{(Bias ? "" : ", UseBias = false")}{(IsReversed ? ", Reverse = true" : "")}"
                + $"{(IsBidirectional ? ", Bidirectional = true" : "")}{(GivesLast ? ", LastStepOnly = true" : "")}{(IsRectified ? ", Activation = RecurrentActivation.ReLU" : "")})] "
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
        public JsonObject Describe(string name, TestRandom random, string parameters, string written) => new()
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
            ["arguments"] = Arguments(),
            ["input"] = Normal(random, Batch * Steps * Features),
            ["target"] = Normal(random, Batch * (GivesLast ? 1 : Steps) * Units * (IsBidirectional ? 2 : 1)),
            ["parameters"] = parameters,
            ["written"] = written,
        };

        private JsonObject Arguments()
        {
            JsonObject arguments = new() { ["bidirectional"] = IsBidirectional };
            if (IsRectified) arguments["nonlinearity"] = "relu";
            return arguments;
        }

        private static JsonArray Normal(TestRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (JsonNode)(float)random.NextNormal())];

        private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
