using System.Text.Json;
using MnistSample;
using NetGen.TestHelpers;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class MnistRunTests : IDisposable
{
    private static readonly string[] Tiny = ["--train", "150", "--test", "100", "--epochs", "1"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task HelpNamesEveryOption()
    {
        ChildResult result = await MnistProcess.RunAsync("--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Errors);
        string[] options = ["--data", "--download", "--train", "--test", "--epochs", "--batch", "--seed", "--threads", "--rate", "--save", "--load", "--json", "--help"];
        Assert.All(options, option => Assert.Contains(option, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RedirectedOutputIsPlainLines()
    {
        ChildResult result = await MnistProcess.RunAsync([.. Tiny, "--threads", "1"]);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\r', result.Output);
        string[] lines = result.Output.Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal("Drawing 150 digits to train with and 100 to test with", lines[0]);
        Assert.Equal("DigitNet: 3,274,634 parameters, 13,883,904 multiply-adds per image", lines[1]);
        Assert.StartsWith("Adam, learning rate 0.001 to 0, batch 50, seed 0, up to 1 threads, ", lines[2], StringComparison.Ordinal);
        Assert.Matches(@"^epoch 1/1: loss \d+\.\d{4}, test accuracy \d+\.\d\d %, [\d,]+ images/s$", lines[3]);
        Assert.Contains(lines, line => line.StartsWith("Test accuracy: ", StringComparison.Ordinal));
        Assert.Contains("shown | read as", lines);

        // Hardly trained, it reads enough digits wrongly for some to be drawn.
        Assert.Contains("Read wrongly, the surest first:", lines);
        Assert.Contains(lines, line => line.Contains('█', StringComparison.Ordinal));
    }

    [Fact]
    public async Task LearnsAndReportsIt()
    {
        JsonElement report = await MnistProcess.ReportAsync(_directory, "--train", "2000", "--test", "300", "--epochs", "2", "--batch", "40", "--seed", "7", "--rate", "0.002");
        JsonElement settings = report.GetProperty("settings");
        Assert.Equal("drawn", settings.GetProperty("data").GetString());
        Assert.Equal(2000, settings.GetProperty("trainCount").GetInt32());
        Assert.Equal(300, settings.GetProperty("testCount").GetInt32());
        Assert.Equal(2, settings.GetProperty("epochs").GetInt32());
        Assert.Equal(40, settings.GetProperty("batch").GetInt32());
        Assert.Equal(7, settings.GetProperty("seed").GetInt32());
        Assert.Equal(0.002f, settings.GetProperty("rate").GetSingle());
        Assert.Equal("Cosine", settings.GetProperty("schedule").GetString());
        Assert.Equal("Adam", settings.GetProperty("optimizer").GetString());
        Assert.Equal(3_274_634, report.GetProperty("network").GetProperty("parameters").GetInt64());
        Assert.InRange(report.GetProperty("peakMemoryBytes").GetInt64(), 20_000_000, 2_000_000_000);
        Assert.False(report.GetProperty("interrupted").GetBoolean());

        JsonElement[] epochs = [.. report.GetProperty("epochs").EnumerateArray()];
        Assert.Equal([1, 2], epochs.Select(static epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.True(epochs[1].GetProperty("loss").GetDouble() < epochs[0].GetProperty("loss").GetDouble());
        Assert.All(epochs, static epoch => Assert.Equal(2000, epoch.GetProperty("seconds").GetDouble() * epoch.GetProperty("imagesPerSecond").GetDouble(), 3));

        double accuracy = report.GetProperty("accuracy").GetDouble();
        Assert.Equal(epochs[1].GetProperty("testAccuracy").GetDouble(), accuracy);
        Assert.InRange(accuracy, 0.9, 1);
        int[][] confusion = [.. report.GetProperty("confusion").EnumerateArray().Select(static row => row.EnumerateArray().Select(static count => count.GetInt32()).ToArray())];
        Assert.Equal(300, confusion.Sum(static row => row.Sum()));
        Assert.Equal(accuracy, confusion.Select(static (row, index) => row[index]).Sum() / 300.0);
    }

    [Fact]
    public async Task ResultsDoNotDependOnThreads()
    {
        JsonElement one = await MnistProcess.ReportAsync(_directory, [.. Tiny, "--threads", "1"]);
        JsonElement three = await MnistProcess.ReportAsync(_directory, [.. Tiny, "--threads", "3"]);
        Assert.Equal(Losses(one), Losses(three));
        Assert.NotEqual(Losses(one), Losses(await MnistProcess.ReportAsync(_directory, [.. Tiny, "--seed", "1"])));

        static double[] Losses(JsonElement report) =>
            [.. report.GetProperty("epochs").EnumerateArray().SelectMany(static epoch => new[] { epoch.GetProperty("loss").GetDouble(), epoch.GetProperty("testLoss").GetDouble() })];
    }

    [Fact]
    public async Task WhatIsSavedAndLoadedReadsAsBefore()
    {
        string parameters = _directory.Combine("digits.safetensors");
        JsonElement trained = await MnistProcess.ReportAsync(_directory, [.. Tiny, "--save", parameters]);
        JsonElement loaded = await MnistProcess.ReportAsync(_directory, "--load", parameters, "--test", "100");
        Assert.Empty(loaded.GetProperty("epochs").EnumerateArray());
        Assert.Equal(trained.GetProperty("accuracy").GetDouble(), loaded.GetProperty("accuracy").GetDouble());
        Assert.Equal(trained.GetProperty("confusion").GetRawText(), loaded.GetProperty("confusion").GetRawText());
    }

    [LinuxFact]
    public async Task CtrlCSavesAndEndsInOrder()
    {
        string parameters = _directory.Combine("digits.safetensors");
        string json = _directory.Combine("report.json");
        ChildResult result = await MnistProcess.InterruptAsync("epoch 1/", "--train", "150", "--test", "50", "--epochs", "10000", "--save", parameters, "--json", json);
        Assert.Equal("", result.Errors);
        Assert.Equal(130, result.ExitCode);
        Assert.Contains($"Saved '{parameters}'.", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nInterrupted after [1-9]\d* of 10000 epochs\.$", result.Output);
        DigitNet.Load(parameters);
        JsonElement report = MnistProcess.ReadReport(json);
        Assert.True(report.GetProperty("interrupted").GetBoolean());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("accuracy").ValueKind);
        Assert.NotEmpty(report.GetProperty("epochs").EnumerateArray());
    }
}
