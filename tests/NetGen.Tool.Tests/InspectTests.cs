using System.Text.Json;

using NetGen.Files;

using Xunit;

namespace NetGen.Tool.Tests;

public sealed class InspectTests
{
    [Fact]
    public async Task TensorsAreShownWithStatistics()
    {
        using var scratch = new Scratch();
        SafetensorsWriter.Write(
            scratch["a.safetensors"],
            [new("layer.weight", [2, 2], new float[] { 1, -3, 0, 6 }), new("odd", [3], new[] { float.NaN, 2, float.PositiveInfinity })],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["made by"] = "hand" },
            checksum: true);
        ToolRun run = await ToolRun.OfAsync("inspect", scratch["a.safetensors"], "--json");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonElement root = JsonDocument.Parse(run.Output).RootElement;
        JsonElement values = root.GetProperty("tensors")[0].GetProperty("values");
        Assert.Equal(1, values.GetProperty("mean").GetDouble());
        Assert.Equal(Math.Sqrt((0 + 16 + 1 + 25) / 4.0), values.GetProperty("std").GetDouble(), 1e-12);
        Assert.Equal(-3, values.GetProperty("minimum").GetDouble());
        Assert.Equal(6, values.GetProperty("maximum").GetDouble());
        Assert.Equal(0.25, values.GetProperty("zeroShare").GetDouble());
        Assert.Equal(2, root.GetProperty("tensors")[1].GetProperty("values").GetProperty("notFinite").GetInt32());
        Assert.Equal("checksum right", root.GetProperty("checksum").GetString());
        Assert.Equal("hand", root.GetProperty("metadata").GetProperty("made by").GetString());

        ToolRun table = await ToolRun.OfAsync("inspect", scratch["a.safetensors"]);
        Assert.Contains("layer.weight  F32   [2, 2]", table.Output, StringComparison.Ordinal);
        Assert.Contains("2 tensors, 7 elements", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DamageIsSaid()
    {
        using var scratch = new Scratch();
        new TwinNet(1).Save(scratch["a.safetensors"]);
        byte[] bytes = await File.ReadAllBytesAsync(scratch["a.safetensors"]);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(scratch["a.safetensors"], bytes);
        Assert.Contains("DAMAGED", (await ToolRun.OfAsync("inspect", scratch["a.safetensors"])).Output, StringComparison.Ordinal);

        await File.WriteAllBytesAsync(scratch["cut.safetensors"], bytes[..100]);
        ToolRun cut = await ToolRun.OfAsync("inspect", scratch["cut.safetensors"]);
        Assert.Equal(ExitCode.Failed, cut.ExitCode);
        Assert.Contains("ends before", cut.Error, StringComparison.Ordinal);
    }

    /// <summary>A checkpoint is a file like others; what the optimiser keeps shows under its names.</summary>
    [Fact]
    public async Task CheckpointsAreRead()
    {
        using var scratch = new Scratch();
        using Trainer<TwinNet> trainer = new TwinNet(1).CreateTrainer(new Adam(0.01f));
        trainer.Step(new float[6], [1]);
        trainer.SaveCheckpoint(scratch["c.safetensors"]);
        ToolRun run = await ToolRun.OfAsync("inspect", scratch["c.safetensors"]);
        Assert.Contains("optimizer.exp_avg.dense1.weight", run.Output, StringComparison.Ordinal);
        Assert.Contains("netgen.step: 1", run.Output, StringComparison.Ordinal);
    }
}
