using System.Globalization;
using NetGen.Data;
using NetGen.Files;

namespace MnistSample;

/// <summary>The digits to learn and to be tested on.</summary>
internal static class Digits
{
    /// <summary>Drawn digits to train with.</summary>
    public const int DrawnTrainCount = 20_000;

    /// <summary>Drawn digits to test with.</summary>
    public const int DrawnTestCount = 4_000;

    /// <summary>Passes over the drawn digits.</summary>
    public const int DrawnEpochs = 2;

    /// <summary>Fixed, whatever the seed of a run: the drawn digits are one set, as MNIST is one set.</summary>
    private const ulong TrainSet = 1;

    private const ulong TestSet = 2;

    /// <summary>Draws or reads the digits, and fetches them first if asked to.</summary>
    /// <exception cref="BadInputException">Files are malformed, or have fewer images than asked for.</exception>
    /// <exception cref="IOException">Files are missing, or cannot be fetched.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainAndTest Get(Options options, Display display, CancellationToken cancellation)
    {
        if (!options.IsMnist) return Draw(options, display);
        string directory = options.Data ?? CacheDirectory.ForMnist();
        if (options.Download)
        {
            display.WriteLine($"Fetching what '{directory}' lacks of MNIST");
            display.Fetch(progress => MnistDownload.FetchAsync(directory, progress: progress, cancellationToken: cancellation).GetAwaiter().GetResult());
        }

        TrainAndTest all = Read(directory);
        TrainAndTest digits = new(First(all.Train, options.TrainCount, "train"), First(all.Test, options.TestCount, "test"));
        display.WriteLine(string.Create(CultureInfo.InvariantCulture, $"MNIST from '{directory}': {digits.Train.Count:N0} digits to train with, {digits.Test.Count:N0} to test with"));
        return digits;
    }

    private static TrainAndTest Read(string directory)
    {
        try
        {
            return Mnist.Load(directory);
        }
        catch (NetworkFileException exception)
        {
            throw new BadInputException($"No data of MNIST in {exception.Message}", exception);
        }
    }

    private static TrainAndTest Draw(Options options, Display display)
    {
        int train = options.EpochsToRun == 0 ? 0 : options.TrainCount ?? DrawnTrainCount;
        int test = options.TestCount ?? DrawnTestCount;
        string training = train == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{train:N0} digits to train with and ");
        display.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Drawing {training}{test:N0} to test with"));
        return new TrainAndTest(DrawnDigits.Create(train, TrainSet), DrawnDigits.Create(test, TestSet));
    }

    private static Dataset First(Dataset all, int? count, string option)
    {
        if (all.Count == 0) throw new BadInputException($"There are no images to {option} with.");
        if (count is not { } asked) return all;
        if (asked > all.Count) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--{option} asks for {asked} images, but there are {all.Count}."));
        return all.Slice(0, asked);
    }
}
