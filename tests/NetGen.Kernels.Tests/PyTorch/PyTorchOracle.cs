using System.Globalization;
using System.Text.Json.Nodes;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>
/// Networks of this library beside PyTorch's of the same parameters: outputs, the loss and all gradients with the parameters that a network of this library
/// has saved, and outputs with those that PyTorch has.
/// </summary>
internal sealed class PyTorchOracle : IDisposable
{
    /// <summary>Of the largest value of a tensor.</summary>
    private const double Tolerance = 1e-4;

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-torch").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Compiles the cases' networks, has them computed on both sides and compares.</summary>
    /// <param name="script">The one beside the tests that answers.</param>
    /// <param name="drawn">The cases.</param>
    /// <param name="describe">What PyTorch is told of one of them, besides where parameters are: with <c>input</c> and <c>target</c>.</param>
    public async Task CompareAsync(string script, IReadOnlyList<OracleCase> drawn, Func<OracleCase, JsonObject> describe)
    {
        using CompiledAssembly assembly = CompiledAssembly.Compile(string.Join("\n", ["using NetGen;", .. drawn.Select(one => one.Source)]));
        var cases = new JsonArray();
        foreach (OracleCase one in drawn)
        {
            assembly.CreateNetwork(one.ClassName, (ulong)one.Index).Save(Saved(one));
            JsonObject described = describe(one);
            described["parameters"] = Saved(one);
            described["written"] = Written(one);
            cases.Add(described);
        }

        JsonArray answers = await AskAsync(script, cases);
        foreach (OracleCase one in drawn) Compare(one, assembly, cases[one.Index]!, answers[one.Index]!);
    }

    /// <summary>Normal numbers.</summary>
    public static JsonArray Normal(TestRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (JsonNode)(float)random.NextNormal())];

    private void Compare(OracleCase one, CompiledAssembly assembly, JsonNode given, JsonNode answer)
    {
        (float[] input, float[] target) = (Values(given["input"]!), Values(given["target"]!));
        ITestNetwork network = assembly.LoadNetwork(one.ClassName, Saved(one));
        float[] output = new float[target.Length];
        network.Forward(input, output);
        one.ClearAbsent(input, output);
        AssertNear(one, "output", answer["output"]!, output);
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(1f));
        Assert.Equal((double)answer["loss"]!, trainer.ComputeGradients(input, target), 1e-4);
        JsonObject gradients = answer["gradients"]!.AsObject();
        Assert.Equal(network.Info.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal), gradients.Select(gradient => gradient.Key).Order(StringComparer.Ordinal));

        // Where a gradient vanishes, what is left of it is the rounding of sums that cancel, on both sides.
        double least = one.HasVanishingGradients ? gradients.SelectMany(gradient => gradient.Value!.AsArray()).Max(value => Math.Abs((double)value!)) / 10 : 0;
        foreach ((string parameter, JsonNode? expected) in gradients)
        {
            float[] gradient = new float[expected!.AsArray().Count];
            trainer.CopyGradient(parameter, gradient);
            AssertNear(one, $"gradient of {parameter}", expected, gradient, least);
        }

        ITestNetwork other = assembly.LoadNetwork(one.ClassName, Written(one));
        other.Forward(input, output);
        one.ClearAbsent(input, output);
        AssertNear(one, "output with PyTorch's parameters", answer["other"]!, output);
    }

    private static void AssertNear(OracleCase one, string what, JsonNode expected, float[] actual, double least = 0)
    {
        double[] values = [.. expected.AsArray().Select(value => (double)value!)];
        double largest = Math.Max(least, values.Max(Math.Abs));
        double error = values.Zip(actual, (left, right) => Math.Abs(left - right)).Max();
        Assert.True(error <= Tolerance * largest, string.Create(CultureInfo.InvariantCulture, $"{one.Source}\n{what} is off by {error}; the largest value is {largest}."));
    }

    private static float[] Values(JsonNode values) => [.. values.AsArray().Select(value => (float)value!)];

    private string Saved(OracleCase one) => Path.Combine(_folder, one.ClassName + ".safetensors");

    private string Written(OracleCase one) => Path.Combine(_folder, one.ClassName + ".torch.safetensors");

    private async Task<JsonArray> AskAsync(string script, JsonArray cases)
    {
        (string questions, string answers) = (Path.Combine(_folder, "cases.json"), Path.Combine(_folder, "answers.json"));
        await File.WriteAllTextAsync(questions, cases.ToJsonString());
        await PyTorchProcess.RunAsync(script, questions, answers);
        return JsonNode.Parse(await File.ReadAllTextAsync(answers))!.AsArray();
    }
}

/// <summary>One configuration: its place among the cases, and the declaration of its class.</summary>
internal abstract record OracleCase(int Index)
{
    public string ClassName => $"Net{Number(Index)}";

    public abstract string Source { get; }

    /// <summary>Whether some parameter's gradient is zero but for roundings, which differ: gradients are then compared with the largest of the network.</summary>
    public virtual bool HasVanishingGradients => false;

    /// <summary>Takes away what an output has where nothing is meant.</summary>
    public virtual void ClearAbsent(float[] input, float[] output)
    {
    }

    protected static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
