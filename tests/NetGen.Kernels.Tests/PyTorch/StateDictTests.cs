using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using NetGen.Generator.Layers;
using NetGen.Generator.Tests.Layers;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.PyTorch;

/// <summary>
/// Files of parameters go both ways for every kind of layer that has some: what PyTorch's module has saved, a network of this library loads, and the other way round, and both
/// compute the same.
/// </summary>
public sealed partial class StateDictTests(StateDictFiles files) : IClassFixture<StateDictFiles>
{
    /// <summary>Of the largest value of an output.</summary>
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Names { get; } = [.. StateDictCases.All.Select(one => one.Name)];

    [TheoryWithPyTorch]
    [MemberData(nameof(Names))]
    public async Task What_PyTorch_saves_is_loaded(string name)
    {
        StateDictAnswer answer = await files.AnswerAsync(name);
        AssertNear(answer.OfWritten, answer.Forward(answer.Load(answer.Written)));

        // With other parameters the result is another: it does tell them apart.
        AssertFar(answer.OfWritten, answer.Forward(answer.Saver));
    }

    [TheoryWithPyTorch]
    [MemberData(nameof(Names))]
    public async Task What_is_saved_here_PyTorch_loads(string name)
    {
        StateDictAnswer answer = await files.AnswerAsync(name);
        AssertNear(answer.OfSaved, answer.Forward(answer.Saver));
    }

    /// <summary>A new kind of layer with parameters is compared too, or stands with its reason among those that PyTorch has no module for.</summary>
    [Fact]
    public void Every_kind_with_parameters_is_compared()
    {
        HashSet<string> compared = [.. StateDictCases.All.SelectMany(one => Attribute().Matches(one.Attributes)).Select(match => match.Groups["kind"].Value)];
        string[] kinds =
        [
            .. Declarations.OfEveryKind().Where(pair => pair.Node.Parameters.Count > 0 || LayerCatalog.Find(pair.Kind)!.HasWeights).Select(pair => pair.Kind),
            .. CompositeCatalog.Kinds,
            .. ReparameterizationCatalog.Kinds,
        ];
        string[] missing = [.. kinds.Except(compared).Except(StateDictCases.WithoutModule.Keys)];
        Assert.True(missing.Length == 0, $"These have no case in StateDictCases: {string.Join(", ", missing)}.");
        Assert.Equal([], StateDictCases.WithoutModule.Keys.Except(kinds.Except(compared)));
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        (double error, double largest) = Difference(expected, actual);
        Assert.True(error <= Tolerance * largest, string.Create(CultureInfo.InvariantCulture, $"The output is off by {error}; the largest value is {largest}."));
    }

    private static void AssertFar(float[] expected, float[] actual)
    {
        (double error, double largest) = Difference(expected, actual);
        Assert.True(error > 0.01 * largest, string.Create(CultureInfo.InvariantCulture, $"Other parameters move the output by {error} only; the largest value is {largest}."));
    }

    private static (double Error, double Largest) Difference(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return (expected.Zip(actual, (left, right) => Math.Abs((double)left - right)).Max(), expected.Max(Math.Abs));
    }

    [GeneratedRegex(@"\[(?<kind>\w+)[\](]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();
}

/// <summary>The networks of all cases, with the files and outputs of both sides; made once, when the first test asks.</summary>
public sealed class StateDictFiles : IDisposable
{
    private const int Batch = 6;

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-torch").FullName;
    private readonly Lazy<Task<IReadOnlyDictionary<string, StateDictAnswer>>> _answers;
    private CompiledAssembly? _assembly;

    public StateDictFiles() => _answers = new(AskAsync);

    internal async Task<StateDictAnswer> AnswerAsync(string name) => (await _answers.Value)[name];

    public void Dispose()
    {
        _assembly?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IReadOnlyDictionary<string, StateDictAnswer>> AskAsync()
    {
        _assembly = CompiledAssembly.Compile(string.Join("\n", ["using NetGen;", .. StateDictCases.All.Select(Source), StateDictCases.Blocks]));
        ITestNetwork[] networks = [.. StateDictCases.All.Select(one => _assembly.CreateNetwork(one.Name, seed: 3))];
        JsonArray questions = [.. StateDictCases.All.Select((one, index) => (JsonNode)Ask(one, networks[index]))];
        (string asked, string told) = (Path("cases.json"), Path("answers.json"));
        await File.WriteAllTextAsync(asked, questions.ToJsonString());
        await PyTorchProcess.RunAsync("state_dicts.py", asked, told);
        JsonArray answers = JsonNode.Parse(await File.ReadAllTextAsync(told))!.AsArray();
        return StateDictCases.All.Select((one, index) => (one, index)).ToDictionary(pair => pair.one.Name, pair => new StateDictAnswer(
            _assembly, networks[pair.index], questions[pair.index]!.AsObject(), answers[pair.index]!.AsObject()), StringComparer.Ordinal);
    }

    private static string Source(StateDictCase one) => $"{one.Attributes} [MeanSquaredError] public sealed partial class {one.Name};";

    /// <summary>Gives a network parameters none of which is left as it began, and running statistics that have moved, and saves it; and draws its input.</summary>
    private JsonObject Ask(StateDictCase one, ITestNetwork network)
    {
        NetworkInfo info = network.Info;
        var random = new TestRandom((ulong)one.Name.Length);
        int vocabulary = info.Inputs.Max(input => input.Vocabulary);
        float[] input = [.. Enumerable.Range(0, Batch * info.InputSize).Select(_ => vocabulary > 0 ? random.NextInteger(0, vocabulary - 1) : (float)random.NextNormal())];
        float[] target = [.. Enumerable.Range(0, Batch * info.OutputSize).Select(_ => (float)random.NextNormal())];
        foreach (ParameterInfo parameter in info.Parameters.Where(parameter => parameter.IsTrained))
        {
            float[] values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            network.SetParameter(parameter.Name, [.. values.Select(value => (float)(value + (0.2 * random.NextNormal())))]);
        }

        using (ITestTrainer trainer = network.CreateTrainer(new Sgd(0.05f)))
        {
            for (int step = 0; step < 3; step++) trainer.Step(input, target);
        }

        network.Save(Path(one.Name + ".safetensors"));
        return new JsonObject
        {
            ["module"] = one.Module,
            ["channelsFirst"] = one.IsChannelsFirst,
            ["batch"] = Batch,
            ["vocabulary"] = vocabulary,
            ["inputs"] = new JsonArray([.. info.Inputs.Select(shaped => (JsonNode)new JsonArray([.. shaped.Shape.Select(extent => (JsonNode)extent)]))]),
            ["input"] = new JsonArray([.. input.Select(value => (JsonNode)value)]),
            ["saved"] = Path(one.Name + ".safetensors"),
            ["written"] = Path(one.Name + ".torch.safetensors"),
        };
    }

    private string Path(string name) => System.IO.Path.Combine(_folder, name);
}

/// <summary>What there is of a case.</summary>
/// <param name="Assembly">With the network's class.</param>
/// <param name="Saver">The network of this library that has saved its parameters.</param>
/// <param name="Question">What PyTorch was told.</param>
/// <param name="Answer">What it made of that.</param>
internal sealed record StateDictAnswer(CompiledAssembly Assembly, ITestNetwork Saver, JsonObject Question, JsonObject Answer)
{
    /// <summary>The file that PyTorch has written.</summary>
    public string Written => (string)Question["written"]!;

    /// <summary>PyTorch's output with its own parameters.</summary>
    public float[] OfWritten => Output("written");

    /// <summary>PyTorch's output with those of the network.</summary>
    public float[] OfSaved => Output("saved");

    public ITestNetwork Load(string path) => Assembly.LoadNetwork(Saver.Info.Name, path);

    public float[] Forward(ITestNetwork network)
    {
        float[] input = Values(Question["input"]!);
        float[] output = new float[input.Length / network.Info.InputSize * network.Info.OutputSize];
        network.Forward(input, output);
        return output;
    }

    private float[] Output(string which)
    {
        Assert.True(Answer["error"] is null, (string?)Answer["error"]);
        return Values(Answer[which]!);
    }

    private static float[] Values(JsonNode values) => [.. values.AsArray().Select(value => (float)value!)];
}
