using System.Globalization;
using System.Text.Json.Nodes;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>
/// Convolutions over time and attention beside PyTorch's own: outputs, the loss and all gradients with the parameters that a network of this library has saved,
/// and outputs with those that PyTorch has. A dense layer in front shows the gradient of the input.
/// </summary>
public sealed class SequenceOracleTests : IDisposable
{
    private const int Cases = 24;

    /// <summary>Of the largest value of a tensor.</summary>
    private const double Tolerance = 1e-4;

    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 40];

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-torch").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TheoryWithPyTorch]
    [InlineData("Conv1D", 1)]
    [InlineData("Conv1DTranspose", 2)]
    [InlineData("MultiHeadAttention", 3)]
    public async Task Outputs_gradients_and_files_are_those_of_PyTorch(string kind, int seed)
    {
        var random = new TestRandom((ulong)seed);
        Drawn[] drawn = [.. Enumerable.Range(0, Cases).Select(index => Drawn.Draw(random, index, kind))];
        using CompiledAssembly assembly = CompiledAssembly.Compile(string.Join("\n", ["using NetGen;", .. drawn.Select(one => one.Source)]));
        var cases = new JsonArray();
        foreach (Drawn one in drawn)
        {
            ITestNetwork network = assembly.CreateNetwork(one.ClassName, (ulong)one.Index);
            network.Save(Saved(one));
            one.Question["input"] = Normal(random, one.Batch * network.Info.InputSize);
            one.Question["target"] = Normal(random, one.Batch * network.Info.OutputSize);
            one.Question["parameters"] = Saved(one);
            one.Question["written"] = Written(one);
            cases.Add(one.Question);
        }

        JsonArray answers = await AskAsync(cases);
        foreach (Drawn one in drawn) Compare(one, assembly, answers[one.Index]!);
    }

    private void Compare(Drawn one, CompiledAssembly assembly, JsonNode answer)
    {
        (float[] input, float[] target) = (Values(one.Question["input"]!), Values(one.Question["target"]!));
        ITestNetwork network = assembly.LoadNetwork(one.ClassName, Saved(one));
        float[] output = new float[target.Length];
        network.Forward(input, output);
        AssertNear(one, "output", answer["output"]!, output);
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(1f));
        Assert.Equal((double)answer["loss"]!, trainer.ComputeGradients(input, target), 1e-4);
        JsonObject gradients = answer["gradients"]!.AsObject();
        Assert.Equal(network.Info.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal), gradients.Select(gradient => gradient.Key).Order(StringComparer.Ordinal));

        // A bias in front of scores adds the same to all of them, so its gradient is roundings: compared with the largest of the layer.
        double largest = gradients.SelectMany(gradient => gradient.Value!.AsArray()).Max(value => Math.Abs((double)value!));
        foreach ((string parameter, JsonNode? expected) in gradients)
        {
            float[] gradient = new float[expected!.AsArray().Count];
            trainer.CopyGradient(parameter, gradient);
            AssertNear(one, $"gradient of {parameter}", expected, gradient, largest / 100);
        }

        ITestNetwork other = assembly.LoadNetwork(one.ClassName, Written(one));
        other.Forward(input, output);
        AssertNear(one, "output with PyTorch's parameters", answer["other"]!, output);
    }

    private static void AssertNear(Drawn one, string what, JsonNode expected, float[] actual, double least = 0)
    {
        double[] values = [.. expected.AsArray().Select(value => (double)value!)];
        double largest = Math.Max(least, values.Max(Math.Abs));
        double error = values.Zip(actual, (left, right) => Math.Abs(left - right)).Max();
        Assert.True(error <= Tolerance * largest, string.Create(CultureInfo.InvariantCulture, $"{one.Source}\n{what} is off by {error}; the largest value is {largest}."));
    }

    private static float[] Values(JsonNode values) => [.. values.AsArray().Select(value => (float)value!)];

    private static JsonArray Normal(TestRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (JsonNode)(float)random.NextNormal())];

    private string Saved(Drawn one) => Path.Combine(_folder, one.ClassName + ".safetensors");

    private string Written(Drawn one) => Path.Combine(_folder, one.ClassName + ".torch.safetensors");

    private async Task<JsonArray> AskAsync(JsonArray cases)
    {
        (string questions, string answers) = (Path.Combine(_folder, "cases.json"), Path.Combine(_folder, "answers.json"));
        await File.WriteAllTextAsync(questions, cases.ToJsonString());
        await PyTorchProcess.RunAsync("sequences.py", questions, answers);
        return JsonNode.Parse(await File.ReadAllTextAsync(answers))!.AsArray();
    }

    /// <summary>One configuration.</summary>
    /// <param name="Question">What PyTorch is told.</param>
    private sealed record Drawn(int Index, string ClassName, string Source, int Batch, JsonObject Question)
    {
        public static Drawn Draw(TestRandom random, int index, string kind) => kind switch
        {
            "Conv1D" => Convolution(random, index),
            "Conv1DTranspose" => Transposed(random, index),
            _ => Attention(random, index),
        };

        private static Drawn Convolution(TestRandom random, int index)
        {
            int groups = random.NextInteger(0, 2) == 0 ? random.NextInteger(2, 4) : 1;
            (int inner, int filters) = (groups * Size(random, 16), groups * Size(random, 16));
            (int kernel, int stride, int dilation) = (random.NextInteger(1, 5), random.NextInteger(1, 3), random.NextInteger(1, 3));
            bool isCausal = random.NextInteger(0, 1) == 1;
            int extent = ((kernel - 1) * dilation) + 1;
            int padding = isCausal ? 0 : random.NextInteger(0, extent - 1);
            int steps = Math.Max(random.NextInteger(1, 30), isCausal ? 1 : extent - (2 * padding));
            bool bias = random.NextInteger(0, 3) > 0;
            string attribute = $"Conv1D({Number(filters)}, {Number(kernel)}, Stride = {Number(stride)}, Dilation = {Number(dilation)}, Groups = {Number(groups)}"
                + (isCausal ? ", Padding = Padding.Causal" : $", PaddingSize = {Number(padding)}") + Bias(bias);
            return Create(random, index, "Conv1D", "conv1", attribute, steps, inner, isCausal ? extent - 1 : 0, new JsonObject
            {
                ["out_channels"] = filters,
                ["kernel_size"] = kernel,
                ["stride"] = stride,
                ["dilation"] = dilation,
                ["groups"] = groups,
                ["padding"] = padding,
                ["bias"] = bias,
            });
        }

        private static Drawn Transposed(TestRandom random, int index)
        {
            int groups = random.NextInteger(0, 2) == 0 ? random.NextInteger(2, 4) : 1;
            (int inner, int filters) = (groups * Size(random, 16), groups * Size(random, 16));
            (int kernel, int stride, int dilation) = (random.NextInteger(1, 5), random.NextInteger(1, 3), random.NextInteger(1, 2));
            int added = random.NextInteger(0, Math.Max(stride, dilation) - 1);
            int padding = random.NextInteger(0, (kernel - 1) * dilation);
            int steps = random.NextInteger(1, 20) + (2 * padding);
            bool bias = random.NextInteger(0, 3) > 0;
            string attribute = $"Conv1DTranspose({Number(filters)}, {Number(kernel)}, Stride = {Number(stride)}, Dilation = {Number(dilation)}, Groups = {Number(groups)}, "
                + $"PaddingSize = {Number(padding)}, OutputPadding = {Number(added)}" + Bias(bias);
            return Create(random, index, "Conv1DTranspose", "convtranspose1", attribute, steps, inner, 0, new JsonObject
            {
                ["out_channels"] = filters,
                ["kernel_size"] = kernel,
                ["stride"] = stride,
                ["dilation"] = dilation,
                ["groups"] = groups,
                ["padding"] = padding,
                ["output_padding"] = added,
                ["bias"] = bias,
            });
        }

        private static Drawn Attention(TestRandom random, int index)
        {
            int heads = random.NextInteger(1, 5);
            bool isCausal = random.NextInteger(0, 1) == 1;
            bool bias = random.NextInteger(0, 3) > 0;
            string attribute = $"MultiHeadAttention({Number(heads)}, Causal = {(isCausal ? "true" : "false")}{Bias(bias)}";
            Drawn drawn = Create(random, index, "MultiHeadAttention", "attention1", attribute, random.NextInteger(1, 70), heads * Size(random, 17), 0, new JsonObject { ["num_heads"] = heads, ["bias"] = bias });
            drawn.Question["causal"] = isCausal;
            return drawn;
        }

        private static Drawn Create(TestRandom random, int index, string kind, string name, string attribute, int steps, int inner, int before, JsonObject arguments)
        {
            (int features, int batch) = (random.NextInteger(1, 6), random.NextInteger(1, 9));
            string className = $"Net{Number(index)}";
            string source = $"[Network({Number(steps)}, {Number(features)})] [Dense({Number(inner)})] [{attribute})] [MeanSquaredError] public sealed partial class {className};";
            return new Drawn(index, className, source, batch, new JsonObject
            {
                ["kind"] = kind,
                ["name"] = name,
                ["steps"] = steps,
                ["features"] = features,
                ["inner"] = inner,
                ["batch"] = batch,
                ["before"] = before,
                ["arguments"] = arguments,
            });
        }

        private static int Size(TestRandom random, int largest)
        {
            int[] sizes = [.. s_sizes.Where(size => size <= largest)];
            return sizes[random.NextInteger(0, sizes.Length - 1)];
        }

        private static string Bias(bool bias) => bias ? "" : ", UseBias = false";

        private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
