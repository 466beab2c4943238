using NetGen.Files;
using NetGen.Initialization;
using NetGen.Tool.Files;

using Xunit;

namespace NetGen.Tool.Tests;

/// <summary>Networks as ONNX models, and models as networks.</summary>
public sealed class ModelTests
{
    /// <summary>A hundred thousand in the thorough run.</summary>
    private static readonly uint s_trials = Environment.GetEnvironmentVariable("NETGEN_THOROUGH_TESTS") == "1" ? 100_000u : 3_000u;

    [Fact]
    public async Task ANetworkGoesThereAndBack()
    {
        using var scratch = new Scratch();
        var network = new TwinNet(7);
        network.Save(scratch["own.safetensors"]);
        ToolRun export = await ToolRun.OfAsync("export", ToolRun.Assembly, "--network", "TwinNet", "--weights", scratch["own.safetensors"], "-o", scratch["twin.onnx"], "--opset", "21");
        Assert.Equal(ExitCode.Success, export.ExitCode);

        ToolRun inspect = await ToolRun.OfAsync("inspect", scratch["twin.onnx"]);
        Assert.Contains("4 Gemm, 3 Relu, 1 Softmax", inspect.Output, StringComparison.Ordinal);
        Assert.Contains("opset: 21", inspect.Output, StringComparison.Ordinal);
        Assert.Contains("inputs: input Float [N, 6]", inspect.Output, StringComparison.Ordinal);

        ToolRun import = await ToolRun.OfAsync("import", scratch["twin.onnx"], "-o", scratch["Again.cs"], "--namespace", "Taken.Over");
        Assert.Equal(ExitCode.Success, import.ExitCode);
        string code = await File.ReadAllTextAsync(scratch["Again.cs"]);
        Assert.Contains("namespace Taken.Over", code, StringComparison.Ordinal);
        Assert.Contains("partial class Again", code, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync("signal", scratch["Again.cs"])).ExitCode);
        using SafetensorsFile weights = SafetensorsFile.Open(scratch["Again.safetensors"]);
        Assert.Equal(TwinNet.Info.Parameters.Count, weights.Tensors.Length);
        foreach (ParameterInfo parameter in TwinNet.Info.Parameters)
        {
            Assert.True(weights.TryGetTensor(parameter.Name, out SafetensorsTensor? tensor));
            (float[] own, float[] read) = (new float[parameter.Count], new float[tensor.Count]);
            network.CopyParameter(parameter.Name, own);
            weights.Read(tensor.Name, read);
            Assert.Equal(own, read);
        }
    }

    [Theory]
    [InlineData("--opset", "16")]
    [InlineData("--opset", "22")]
    public async Task AVersionThatThereIsNotIsRefused(params string[] options)
        => Assert.Equal(ExitCode.Usage, (await ToolRun.OfAsync(["export", ToolRun.Assembly, "-o", "x.onnx", .. options])).ExitCode);

    /// <summary>Weights of another network are refused, and nothing is written.</summary>
    [Fact]
    public async Task WeightsThatDoNotFitAreRefused()
    {
        using var scratch = new Scratch();
        new WordNet(1).Save(scratch["word.safetensors"]);
        ToolRun run = await ToolRun.OfAsync("export", ToolRun.Assembly, "--network", "TwinNet", "--weights", scratch["word.safetensors"], "-o", scratch["twin.onnx"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Equal(["word.safetensors"], scratch.Names);
    }

    /// <summary>What no layer stands for is named, all at once.</summary>
    [Fact]
    public async Task WhatCannotBeReadIsNamed()
    {
        using var scratch = new Scratch();
        await ToolRun.OfAsync("export", ToolRun.Assembly, "--network", "WordNet", "-o", scratch["word.onnx"]);
        ToolRun run = await ToolRun.OfAsync("import", scratch["word.onnx"], "-o", scratch["Word.cs"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("GRU", run.Error, StringComparison.Ordinal);
        Assert.Equal(["word.onnx"], scratch.Names);
    }

    /// <summary>Where the class cannot be written, its weights do not stay behind.</summary>
    [Fact]
    public async Task BothFilesAreWrittenOrNone()
    {
        using var scratch = new Scratch();
        await ToolRun.OfAsync("export", ToolRun.Assembly, "--network", "TwinNet", "-o", scratch["twin.onnx"]);
        Directory.CreateDirectory(scratch["Again.cs"]);
        ToolRun run = await ToolRun.OfAsync("import", scratch["twin.onnx"], "-o", scratch["Again.cs"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Equal(["Again.cs", "twin.onnx"], scratch.Names);
    }

    /// <summary>However a model is damaged: it is read, or said to be at fault in words.</summary>
    [Theory]
    [InlineData("TwinNet")]
    [InlineData("PictureNet")]
    public async Task DamageIsSaid(string network)
    {
        using var scratch = new Scratch();
        await ToolRun.OfAsync("export", ToolRun.Assembly, "--network", network, "-o", scratch["twin.onnx"]);
        Assert.Equal(0, Refuses(() => ModelFile.Import(new FileInfo(scratch["twin.onnx"]), new FileInfo(scratch["Whole.cs"]), space: null)));
        byte[] whole = await File.ReadAllBytesAsync(scratch["twin.onnx"]);
        int refused = 0;
        for (uint trial = 0; trial < s_trials; trial++)
        {
            // The first bytes are the graph, and few of many bytes of weights matter.
            PhiloxBlock random = Philox.Generate(key: 5, trial, 0, 0, 0);
            byte[] damaged = [.. whole];
            if (trial % 3 == 0) damaged = damaged[..(int)(random.Word0 % (uint)whole.Length)];
            else damaged[random.Word0 % (uint)(trial % 3 == 1 ? whole.Length : 900)] = (byte)random.Word1;
            await File.WriteAllBytesAsync(scratch["damaged.onnx"], damaged);
            refused += Refuses(() => ModelFile.Inspect(new FileInfo(scratch["damaged.onnx"]))) | Refuses(() => ModelFile.Import(new FileInfo(scratch["damaged.onnx"]), new FileInfo(scratch["Damaged.cs"]), space: null));
        }

        Assert.InRange(refused, (int)s_trials / 6, (int)s_trials);
    }

    private static int Refuses(Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (CommandException exception)
        {
            Assert.NotEmpty(exception.Message);
            return 1;
        }
    }
}
