using System.Globalization;
using MnistSample;
using Xunit;

namespace NetGen.Samples.Tests.Mnist;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void WithoutArgumentsGivesTheDefaults()
    {
        Options? options = Parse([], out int exitCode, out string errors);
        Assert.Equal(new Options(), options);
        Assert.Equal(42, exitCode);
        Assert.Empty(errors);
    }

    [Fact]
    public void ReadsEveryOption()
    {
        string existing = _directory.Write("existing", "");
        string missing = Path.Combine(_directory.Path, "missing");
        string[] arguments =
        [
            "--data", _directory.Path, "--download", "--train", "11", "--test", "12", "--epochs", "13", "--batch", "14", "--seed", "18446744073709551615",
            "--threads", "3", "--rate", "0.25", "--save", missing, "--load", existing, "--checkpoints", missing, "--json", existing,
        ];
        var expected = new Options
        {
            Data = _directory.Path,
            Download = true,
            TrainCount = 11,
            TestCount = 12,
            Epochs = 13,
            Batch = 14,
            Seed = ulong.MaxValue,
            Threads = 3,
            Rate = 0.25f,
            Save = missing,
            Load = existing,
            Checkpoints = missing,
            Json = existing,
        };
        Assert.Equal(expected, Parse(arguments, out _, out _));
    }

    [Fact]
    public void ReadsNumbersAlikeInEveryCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(0.5f, Parse(["--rate", "0.5"], out _, out _)?.Rate);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("--epochs needs a whole number from 0 to 10000, not 'many'.", "--epochs", "many")]
    [InlineData("--epochs needs a whole number from 0 to 10000, not '-1'.", "--epochs", "-1")]
    [InlineData("--epochs needs a whole number from 0 to 10000, not '99999999999'.", "--epochs", "99999999999")]
    [InlineData("--batch needs a whole number from 1 to 4096, not '0'.", "--batch", "0")]
    [InlineData("--batch needs a whole number from 1 to 4096, not '5.5'.", "--batch", "5.5")]
    [InlineData("--train needs a whole number from 1 to 500000, not '0'.", "--train", "0")]
    [InlineData("--test needs a whole number from 1 to 500000, not '500001'.", "--test", "500001")]
    [InlineData("--threads needs a whole number from 1 to 256, not '257'.", "--threads", "257")]
    [InlineData("--seed needs a whole number from 0 to 18446744073709551615, not '-1'.", "--seed", "-1")]
    [InlineData("--rate needs a positive number, not '0'.", "--rate", "0")]
    [InlineData("--rate needs a positive number, not 'NaN'.", "--rate", "NaN")]
    [InlineData("--rate needs a positive number, not '1e99'.", "--rate", "1e99")]
    [InlineData("--rate needs a positive number, not 'fast'.", "--rate", "fast")]
    [InlineData("--load '/no/such/file': there is no such file.", "--load", "/no/such/file")]
    [InlineData("--save '/no/such/file': its directory does not exist.", "--save", "/no/such/file")]
    [InlineData("--json '/no/such/file': its directory does not exist.", "--json", "/no/such/file")]
    [InlineData("--save '': a path is needed.", "--save", "")]
    [InlineData("Required argument missing for option: '--epochs'.", "--epochs")]
    [InlineData("Unrecognized command or argument '--speed'.", "--speed")]
    public void SaysInOneLineWhatIsWrong(string expected, params string[] arguments)
    {
        Assert.Null(Parse(arguments, out int exitCode, out string errors));
        Assert.Equal(2, exitCode);
        Assert.Equal("error: " + expected, errors.TrimEnd());
    }

    [Fact]
    public void TellsAllThatIsWrongAtOnce()
    {
        Assert.Null(Parse(["--epochs", "x", "--batch", "y"], out _, out string errors));
        Assert.Equal(2, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void RefusesAFileForADirectoryAndTheOtherWayRound()
    {
        string file = _directory.Write("file", "");
        Assert.Null(Parse(["--data", file], out _, out string dataErrors));
        Assert.Equal($"error: --data '{file}': this is a file, a directory is needed.", dataErrors.TrimEnd());
        Assert.Null(Parse(["--save", _directory.Path], out _, out string saveErrors));
        Assert.Equal($"error: --save '{_directory.Path}': this is a directory, a file is needed.", saveErrors.TrimEnd());
    }

    /// <summary>Reads a command line.</summary>
    /// <returns>What the program would have been run with; null if it would not have been run.</returns>
    private static Options? Parse(string[] arguments, out int exitCode, out string errors)
    {
        Options? options = null;
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        exitCode = CommandLine.Invoke(arguments, writer, parsed =>
        {
            options = parsed;
            return 42;
        });
        errors = writer.ToString();
        return options;
    }
}
