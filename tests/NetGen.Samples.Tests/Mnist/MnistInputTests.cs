using System.Buffers.Binary;
using System.Text.Json;
using NetGen.Data;
using NetGen.TestHelpers;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

/// <summary>Files that the sample is given: those that it can use, and the others.</summary>
public sealed class MnistInputTests : IDisposable
{
    private const string TrainImages = "train-images-idx3-ubyte";
    private const string TestLabels = "t10k-labels-idx1-ubyte";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ReadsIdxFiles()
    {
        WriteDigits();
        JsonElement report = await MnistProcess.ReportAsync(_directory, "--data", _directory.Path, "--train", "50", "--epochs", "1");
        JsonElement settings = report.GetProperty("settings");
        Assert.Equal("mnist", settings.GetProperty("data").GetString());
        Assert.Equal(50, settings.GetProperty("trainCount").GetInt32());
        Assert.Equal(40, settings.GetProperty("testCount").GetInt32());
    }

    [Fact]
    public Task MissingFilesAreNamed() => ExpectErrorAsync(1, $"'{_directory.Path}' lacks {TrainImages}.gz", "--data", _directory.Path);

    [Fact]
    public Task ADirectoryThatIsNotThereIsCalledThat() => ExpectErrorAsync(1, $"There is no folder '{_directory.Combine("nowhere")}'", "--data", _directory.Combine("nowhere"));

    [Fact]
    public async Task FilesOfAnotherKindAreRefused()
    {
        WriteDigits();
        _directory.Write(TestLabels, "four, two, seven");
        await ExpectErrorAsync(1, $"No data of MNIST in '{Path.Combine(_directory.Path, TestLabels)}': The file is no IDX file", "--data", _directory.Path);
    }

    [Fact]
    public async Task MoreImagesThanThereAreIsAnError()
    {
        WriteDigits();
        await ExpectErrorAsync(1, "--test asks for 41 images, but there are 40.", "--data", _directory.Path, "--test", "41");
    }

    [Fact]
    public async Task ParametersOfAnotherKindAreRefused()
    {
        string file = _directory.Write("parameters", "{}");
        await ExpectErrorAsync(1, $"No parameters of DigitNet in '{file}': ", "--load", file);
    }

    [Fact]
    public Task TrainingThatDivergesIsAnError() => ExpectErrorAsync(1, "Training diverged in step ", "--train", "300", "--test", "10", "--rate", "1e30");

    [Fact]
    public Task ABadOptionIsAnError() => ExpectErrorAsync(2, "--batch needs a whole number from 1 to 4096, not '-3'.", "--batch", "-3");

    private static async Task ExpectErrorAsync(int exitCode, string message, params string[] arguments)
    {
        ChildResult result = await MnistProcess.RunAsync(arguments);
        string line = Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
        Assert.Equal(exitCode, result.ExitCode);
    }

    /// <summary>Writes drawn digits as MNIST's four files: 60 to train with, 40 to test with.</summary>
    private void WriteDigits()
    {
        WriteSet(TrainImages, "train-labels-idx1-ubyte", DrawnDigits.Create(60, seed: 1));
        WriteSet("t10k-images-idx3-ubyte", TestLabels, DrawnDigits.Create(40, seed: 2));
    }

    private void WriteSet(string images, string labels, Dataset digits)
    {
        byte[] pixels = new byte[digits.Inputs.Length];
        for (int index = 0; index < pixels.Length; index++) pixels[index] = (byte)(digits.Inputs[index] * byte.MaxValue);
        WriteIdx(images, [digits.Count, DrawnDigits.ImageSize, DrawnDigits.ImageSize], pixels);
        WriteIdx(labels, [digits.Count], [.. digits.Labels.ToArray().Select(static label => (byte)label)]);
    }

    private void WriteIdx(string name, int[] shape, byte[] data)
    {
        byte[] header = new byte[4 + (4 * shape.Length)];
        header[2] = (byte)IdxType.UInt8;
        header[3] = (byte)shape.Length;
        for (int axis = 0; axis < shape.Length; axis++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * axis)), shape[axis]);
        File.WriteAllBytes(_directory.Combine(name), [.. header, .. data]);
    }
}
