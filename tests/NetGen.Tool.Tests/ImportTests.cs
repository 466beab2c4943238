using System.Text.Json;

using NetGen.Files;
using NetGen.Kernels.Tests.PyTorch;

using Xunit;

namespace NetGen.Tool.Tests;

/// <summary>Weights of other names become the network's.</summary>
public sealed class ImportTests
{
    private static readonly string[] s_modules = ["features.2", "features.10", "features.30", "head"];

    [Fact]
    public async Task NamesAreMatchedByShapeAndOrder()
    {
        using var scratch = new Scratch();
        var network = new TwinNet(1);
        WriteRenamed(network, scratch["torch.safetensors"]);
        ToolRun run = await ToolRun.OfAsync("import", scratch["torch.safetensors"], ToolRun.Assembly, "--network", "TwinNet", "-o", scratch["own.safetensors"], "--map", scratch["names.map"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.True(network.HasSameParameters(TwinNet.Load(scratch["own.safetensors"])));

        // features.2 is of a shape of its own, features.10 and .30 go by their order, as numbers.
        string map = await File.ReadAllTextAsync(scratch["names.map"]);
        Assert.Contains("dense1.weight = features.2.weight  # [8, 6]\n", map, StringComparison.Ordinal);
        Assert.Contains("dense2.weight = features.10.weight  # [8, 8], by the order of names: look at it\n", map, StringComparison.Ordinal);
        Assert.Contains("features.2.num_batches_tracked", map, StringComparison.Ordinal);
        Assert.Contains("the order of their names", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheMapIsFollowed()
    {
        using var scratch = new Scratch();
        var network = new TwinNet(1);
        WriteRenamed(network, scratch["torch.safetensors"]);
        string[] arguments = ["import", scratch["torch.safetensors"], ToolRun.Assembly, "--network", "TwinNet", "-o", scratch["own.safetensors"], "--map", scratch["names.map"]];
        await ToolRun.OfAsync(arguments);
        string map = await File.ReadAllTextAsync(scratch["names.map"]);
        await File.WriteAllTextAsync(scratch["names.map"], map.Replace("= features.10.weight", "= x", StringComparison.Ordinal).Replace("= features.30.weight", "= features.10.weight", StringComparison.Ordinal).Replace("= x ", "= features.30.weight ", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Success, (await ToolRun.OfAsync(arguments)).ExitCode);
        TwinNet swapped = TwinNet.Load(scratch["own.safetensors"]);
        Assert.Equal(ValuesOf(network, "dense3.weight"), ValuesOf(swapped, "dense2.weight"));
        Assert.Equal(ValuesOf(network, "dense2.weight"), ValuesOf(swapped, "dense3.weight"));
    }

    /// <summary>A file that PyTorch has written, of a module whose parts have other names: the network computes what the module does.</summary>
    [TheoryWithPyTorch]
    [InlineData(4)]
    public async Task TheFileOfAModuleWithOtherNamesIsTakenOver(int batch)
    {
        using var scratch = new Scratch();
        float[] inputs = [.. Enumerable.Range(0, batch * PictureNet.Info.InputSize).Select(static index => MathF.Sin(index * 1.3f))];
        await File.WriteAllTextAsync(scratch["inputs.json"], JsonSerializer.Serialize(inputs));
        await PyTorchProcess.RunAsync("picture.py", scratch["state_dict.safetensors"], scratch["inputs.json"], scratch["outputs.json"]);
        ToolRun run = await ToolRun.OfAsync("import", scratch["state_dict.safetensors"], ToolRun.Assembly, "--network", "PictureNet", "-o", scratch["own.safetensors"], "--map", scratch["names.map"]);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Contains("bn1.running_var = features.1.running_var", await File.ReadAllTextAsync(scratch["names.map"]), StringComparison.Ordinal);
        float[] expected = JsonSerializer.Deserialize<float[]>(await File.ReadAllTextAsync(scratch["outputs.json"]))!;
        float[] actual = new float[expected.Length];
        PictureNet.Load(scratch["own.safetensors"]).Forward(inputs, actual);
        Assert.True(expected.Zip(actual, static (left, right) => Math.Abs(left - right)).Max() <= 1e-5 * expected.Max(Math.Abs), string.Join(' ', expected.Concat(actual)));
    }

    /// <summary>The tensors are those that files of the network have, not its parameters.</summary>
    [Fact]
    public async Task AttentionToAnotherSequenceIsTakenOver()
    {
        using var scratch = new Scratch();
        var network = new MemoryNet(4);
        network.Save(scratch["own.safetensors"]);
        using (SafetensorsFile own = SafetensorsFile.Open(scratch["own.safetensors"]))
        {
            SafetensorsWriter.Write(scratch["torch.safetensors"], [.. own.Tensors.Select(tensor => new SafetensorsEntry(tensor.Name.Replace("attention1", "decoder.multihead_attn", StringComparison.Ordinal), [.. tensor.Shape.Select(static extent => (int)extent)], values => own.Read(tensor.Name, values)))]);
        }

        ToolRun run = await ToolRun.OfAsync("import", scratch["torch.safetensors"], ToolRun.Assembly, "--network", "MemoryNet", "-o", scratch["imported.safetensors"], "--map", scratch["names.map"]);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Contains("attention1.in_proj_weight = decoder.multihead_attn.in_proj_weight", await File.ReadAllTextAsync(scratch["names.map"]), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(scratch["own.safetensors"]), await File.ReadAllBytesAsync(scratch["imported.safetensors"]));
    }

    /// <summary>What is missing is named, the map is there to be completed, and nothing else is written.</summary>
    [Fact]
    public async Task WhatIsMissingIsNamed()
    {
        using var scratch = new Scratch();
        WriteRenamed(new TwinNet(1), scratch["torch.safetensors"], without: "head.bias");
        ToolRun run = await ToolRun.OfAsync("import", scratch["torch.safetensors"], ToolRun.Assembly, "--network", "TwinNet", "-o", scratch["own.safetensors"], "--map", scratch["names.map"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("no tensor for dense4.bias.", run.Error, StringComparison.Ordinal);
        Assert.Contains("dense4.bias =   # [3], none found", await File.ReadAllTextAsync(scratch["names.map"]), StringComparison.Ordinal);
        Assert.Equal(["names.map", "torch.safetensors"], scratch.Names);
    }

    [Theory]
    [InlineData("dense1.weight features.2.weight", "line 1, is not")]
    [InlineData("# nothing\ndense9.weight = head.weight", "line 2, names the parameter 'dense9.weight'")]
    [InlineData("dense1.weight = other", "names the tensor 'other'")]
    [InlineData("dense1.weight = head.weight", "of shape [8, 6] the tensor 'head.weight' of shape [3, 8]")]
    [InlineData("dense1.bias = features.2.num_batches_tracked", "elements are I64")]
    [InlineData("dense4.bias = head.bias\ndense4.bias = head.bias", "names 'dense4.bias' again")]
    public async Task AMapThatDoesNotFitSaysTheLine(string map, string expected)
    {
        using var scratch = new Scratch();
        WriteRenamed(new TwinNet(1), scratch["torch.safetensors"]);
        await File.WriteAllTextAsync(scratch["names.map"], map);
        ToolRun run = await ToolRun.OfAsync("import", scratch["torch.safetensors"], ToolRun.Assembly, "--network", "TwinNet", "-o", scratch["own.safetensors"], "--map", scratch["names.map"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(["names.map", "torch.safetensors"], scratch.Names);
    }

    /// <summary>A file as PyTorch's, in another order and with a counter that no parameter takes.</summary>
    private static void WriteRenamed(TwinNet network, string path, string? without = null)
    {
        List<SafetensorsEntry> entries = [];
        foreach (ParameterInfo parameter in TwinNet.Info.Parameters)
        {
            string name = s_modules[parameter.Name["dense".Length] - '1'] + parameter.Name[parameter.Name.IndexOf('.', StringComparison.Ordinal)..];
            if (name != without) entries.Add(new(name, [.. parameter.Shape], ValuesOf(network, parameter.Name)));
        }

        SafetensorsWriter.Write(path, [.. entries.OrderBy(static entry => entry.Name, StringComparer.Ordinal)]);
        AddCounter(path);
    }

    /// <summary>A whole number behind the rest: the writer has floats alone.</summary>
    private static void AddCounter(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int head = BitConverter.ToInt32(file);
        string json = System.Text.Encoding.UTF8.GetString(file, 8, head).TrimEnd();
        int data = file.Length - 8 - head;
        byte[] longer = System.Text.Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{json[..^1]},\"features.2.num_batches_tracked\":{{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[{data},{data + 8}]}}}}"));
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)longer.Length), .. longer, .. file[(8 + head)..], .. new byte[8]]);
    }

    private static float[] ValuesOf(TwinNet network, string name)
    {
        float[] values = new float[TwinNet.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        network.CopyParameter(name, values);
        return values;
    }
}
