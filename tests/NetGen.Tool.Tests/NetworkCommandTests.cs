using System.Text.Json;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.Tool.Networks;

using Xunit;

namespace NetGen.Tool.Tests;

/// <summary>What is shown and timed of networks in an assembly, or of a declaration.</summary>
public sealed class NetworkCommandTests
{
    private const string Declaration = """
        [Network(20)]
        [Dense(30)] [Xavier] [ReLU]
        [Dense(4)]
        [SoftmaxCrossEntropy]
        public sealed partial class Typed;
        """;

    [Fact]
    public async Task SummaryIsThatOfTheNetwork()
    {
        ToolRun run = await ToolRun.OfAsync("summary", ToolRun.Assembly);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal($"{new MemoryNet().Summary()}\n{new PictureNet().Summary()}\n{new TwinNet().Summary()}\n{new WordNet().Summary()}", run.Output);

        ToolRun one = await ToolRun.OfAsync("summary", ToolRun.Assembly, "--network", "WordNet", "--json");
        JsonElement network = Assert.Single(JsonDocument.Parse(one.Output).RootElement.EnumerateArray());
        Assert.Equal("WordNet", network.GetProperty("name").GetString());
        Assert.Equal(WordNet.Info.ParameterCount, network.GetProperty("parameters").GetInt64());
        Assert.Equal(WordNet.Info.Layers[1].Predicted.Std, network.GetProperty("layers")[1].GetProperty("predicted").GetProperty("std").GetDouble());
    }

    [Fact]
    public async Task ANetworkThatIsNotThereIsAnsweredByThoseThatAre()
    {
        ToolRun run = await ToolRun.OfAsync("summary", ToolRun.Assembly, "--network", "Other");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("NetGen.Tool.Tests.TwinNet, NetGen.Tool.Tests.WordNet", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAssemblyWithoutNetworksSaysSo()
    {
        ToolRun run = await ToolRun.OfAsync("summary", typeof(FactAttribute).Assembly.Location);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("no network in", run.Error, StringComparison.Ordinal);
    }

    /// <summary>It says which two versions there are, not that there is no network.</summary>
    [Fact]
    public async Task AnotherVersionOfTheLibraryIsNamed()
    {
        using var scratch = new Scratch();
        MetadataReference framework = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        Compile("NetGen", "[assembly: System.Reflection.AssemblyVersion(\"9.8.7.6\")] public class Base;", scratch["NetGen.dll"], framework);
        Compile("Old", "public class Net : Base;", scratch["Old.dll"], framework, MetadataReference.CreateFromFile(scratch["NetGen.dll"]));
        ToolRun run = await ToolRun.OfAsync("summary", scratch["Old.dll"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("built with NetGen 9.8.7.6", run.Error, StringComparison.Ordinal);

        static void Compile(string name, string source, string path, params MetadataReference[] references)
            => Assert.True(CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(path).Success);
    }

    [Fact]
    public async Task ADeclarationIsPredictedAndCriticised()
    {
        ToolRun run = await ToolRun.OfInputAsync(Declaration, "signal");
        Assert.Empty(run.Error);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("dense1 (Dense)", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 2: warning NG1001", run.Output, StringComparison.Ordinal);

        ToolRun json = await ToolRun.OfInputAsync(Declaration, "signal", "--json");
        JsonElement network = JsonDocument.Parse(json.Output).RootElement[0];
        Assert.Contains(network.GetProperty("findings").EnumerateArray(), static finding => finding.GetProperty("rule").GetString() == "NG1001" && finding.GetProperty("line").GetInt32() == 2);

        // Xavier of 20 inputs and 30 units: variance 2 / 50, times 20.
        Assert.Equal(Math.Sqrt(20 * 2 / 50.0), network.GetProperty("layers")[0].GetProperty("predicted").GetProperty("std").GetDouble(), 1e-3);
    }

    [Theory]
    [InlineData("class X {", "line 1: error CS1513")]
    [InlineData("[Network(20)]\n[Dense(0)]\npublic sealed partial class X;", "line 2: error NG0006")]
    [InlineData("public sealed class X;", "no network")]
    public async Task ADeclarationThatDoesNotCompileSaysWhere(string declaration, string expected)
    {
        ToolRun run = await ToolRun.OfInputAsync(declaration, "signal");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryNetworkIsTimedAtEveryBatch()
    {
        ToolRun run = await ToolRun.OfAsync("bench", ToolRun.Assembly, "--seconds", "0.01", "--batch", "1", "7", "--threads", "1", "--json");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonElement[] timings = [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("timings").EnumerateArray()];
        Assert.Equal(["MemoryNet 1", "MemoryNet 7", "PictureNet 1", "PictureNet 7", "TwinNet 1", "TwinNet 7", "WordNet 1", "WordNet 7"], timings.Select(static timing => $"{timing.GetProperty("network").GetString()} {timing.GetProperty("batch").GetInt32()}"));
        Assert.All(timings, static timing => Assert.True(timing.GetProperty("microseconds").GetDouble() > 0));
    }

    /// <summary>The library of ONNX Runtime is one of the packages that were restored for this repository's tests; both give the same values, or the command says so.</summary>
    [Fact]
    public async Task TheSameNetworkIsTimedInOnnxRuntime()
    {
        ToolRun run = await ToolRun.OfAsync("bench", ToolRun.Assembly, "--seconds", "0.01", "--batch", "3", "--threads", "1", "--json");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonElement result = JsonDocument.Parse(run.Output).RootElement;
        string? version = result.GetProperty("onnxRuntime").GetString();
        if (version is null)
        {
            Assert.Contains("ONNX Runtime", run.Error, StringComparison.Ordinal); // why it is not there
            return;
        }

        Assert.StartsWith("1.", version, StringComparison.Ordinal);
        Assert.All(result.GetProperty("timings").EnumerateArray(), static timing => Assert.True(timing.GetProperty("onnxRuntime").GetDouble() > 0 && timing.GetProperty("ratio").GetDouble() > 0));
        ToolRun table = await ToolRun.OfAsync("bench", ToolRun.Assembly, "--network", "WordNet", "--seconds", "0.01", "--batch", "3", "--threads", "1");
        Assert.Contains($"ONNX Runtime {version}", table.Output, StringComparison.Ordinal);
    }

    /// <summary>Other values, and values that are none, are seen.</summary>
    [Fact]
    public void WhatDiffersFromOnnxRuntimeIsFound()
    {
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null);
        if (PeerRuntime.Open(null, ToolRun.Assembly, terminal) is null) return; // TheSameNetworkIsTimedInOnnxRuntime says why
        LoadedNetwork network = NetworkAssembly.Choose(NetworkAssembly.Load(ToolRun.Assembly), "TwinNet");
        const int Batch = 3;
        float[] inputs = [.. Enumerable.Range(0, Batch * network.Info.InputSize).Select(static i => MathF.Sin(i))];
        float[] outputs = new float[Batch * network.Info.OutputSize];
        network.Start(threads: 1, inputs, outputs)();
        using PeerModel.Session session = PeerModel.Of(network, terminal)!.Start(inputs, Batch, threads: 1);
        session.Run();
        Assert.InRange(session.Deviation(outputs), 0, 1e-5);
        float last = outputs[^1];
        outputs[^1] += 1;
        Assert.True(session.Deviation(outputs) > 0.1);
        outputs[^1] = float.NaN;
        Assert.False(session.Deviation(outputs) < 1e9);
        (outputs[^1], outputs[0]) = (last, float.NaN);
        Assert.False(session.Deviation(outputs) < 1e9);
    }

    [Fact]
    public async Task ANamedLibraryThatIsNotOnnxRuntimeIsAnError()
    {
        ToolRun run = await ToolRun.OfAsync("bench", ToolRun.Assembly, "--onnxruntime", ToolRun.Assembly);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("cannot be used as ONNX Runtime", run.Error, StringComparison.Ordinal);
        ToolRun alone = await ToolRun.OfAsync("bench", ToolRun.Assembly, "--without-onnxruntime", "--network", "WordNet", "--seconds", "0.01", "--batch", "1", "--threads", "1");
        Assert.DoesNotContain("ONNX Runtime", alone.Output + alone.Error, StringComparison.Ordinal);
    }

    /// <summary>A project is built by the SDK; one whose code does not compile says what the compiler says.</summary>
    [Fact]
    public async Task AProjectThatDoesNotBuildSaysWhy()
    {
        using var scratch = new Scratch();
        await File.WriteAllTextAsync(scratch["Broken.csproj"], """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        await File.WriteAllTextAsync(scratch["Broken.cs"], "class X { int y = missing; }");
        ToolRun run = await ToolRun.OfAsync("summary", Path.GetDirectoryName(scratch["Broken.cs"])!);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("CS0103", run.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(scratch["Broken.cs"], "class X;");
        ToolRun built = await ToolRun.OfAsync("summary", scratch["Broken.csproj"]);
        Assert.Contains("no network in", built.Error, StringComparison.Ordinal);
    }
}
