using ExperimentsSample;

using NetGen.Data;

using Xunit;
using Xunit.Abstractions;

namespace NetGen.Samples.Tests.Experiments;

/// <summary>Those published experiments that are exact and cheap; all of them are the sample's own run.</summary>
public sealed class ExperimentTests(ITestOutputHelper output)
{
    private const int Digits = 3_000;

    /// <summary>All but the last biases stay bitwise zero; these learn how often each digit comes, and nothing else can be learned.</summary>
    [Fact]
    public void Zero_weights_learn_the_entropy_of_the_labels()
    {
        foreach (TrainAndTest digits in Sets())
        {
            Assert.InRange(Laboratory.LabelEntropy(digits.Train), 2.28, Math.Log(10) - 1e-5);
            Assert.All(ZeroWeights.Run(CreateLaboratory(digits)), AssertInside);
        }
    }

    /// <summary>ln 10 within 1e-5: the published cost is 1.43e-6 above.</summary>
    [Fact]
    public void Weights_a_hundred_times_smaller_begin_at_the_logarithm_of_ten()
    {
        foreach (TrainAndTest digits in Sets()) Assert.All(ExperimentCatalog.All.Single(experiment => experiment.Id == "E4").Run(CreateLaboratory(digits)), AssertInside);
    }

    [Fact]
    public void A_moved_weight_is_noticed()
    {
        ZeroKerasNet network = new();
        Assert.Equal(0, ZeroWeights.Moved(network));
        float[] weights = new float[10 * 128];
        weights[7] = 1e-30f;
        network.SetParameter("dense2.weight", weights);
        Assert.Equal(1, ZeroWeights.Moved(network));
    }

    [Fact]
    public void A_run_that_is_stopped_stops()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Laboratory laboratory = new(Drawn(), new Options { Data = "" }, TextWriter.Null, stop.Token);
        Assert.All(ExperimentCatalog.All, experiment => Assert.Throws<OperationCanceledException>(() => experiment.Run(laboratory)));
    }

    [Fact]
    public void A_page_keeps_the_sections_of_experiments_that_did_not_run()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("netgen-experiments-").FullName, "experiments.md");
        Experiment first = ExperimentCatalog.All[0];
        Experiment second = ExperimentCatalog.All[1];
        ExperimentsPage.Write(path, [new ExperimentResult(second, [new Figure("cost", "3", 1, 2, 1.5)], "", 7)]);
        ExperimentsPage.Write(path, [new ExperimentResult(first, [new Figure("accuracy", "0.9", 0.8, null, 0.7)], "1 of 5 seeds", 8)]);
        string page = File.ReadAllText(path);
        Assert.Contains("| cost | 3 | 1 to 2 | 1.5 |  |\n\nAll as accepted. 7 s.\n", page, StringComparison.Ordinal);
        Assert.Contains("**Shorter than published: 1 of 5 seeds.**", page, StringComparison.Ordinal);
        Assert.Contains("| accuracy | 0.9 | at least 0.8 | 0.7 | **outside** |", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf($"## {first.Id}:", StringComparison.Ordinal) < page.IndexOf($"## {second.Id}:", StringComparison.Ordinal));
        Assert.Equal(page, Rewritten(path, second));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        static string Rewritten(string path, Experiment experiment)
        {
            ExperimentsPage.Write(path, [new ExperimentResult(experiment, [new Figure("cost", "3", 1, 2, 1.5)], "", 7)]);
            return File.ReadAllText(path);
        }
    }

    [Theory]
    [InlineData("--only E99", "there is no experiment 'E99'")]
    [InlineData("--epochs 0", "--epochs needs a number from 1 on")]
    [InlineData("--bogus", "--bogus")]
    public void Arguments_that_make_no_sense_are_told(string arguments, string expected)
    {
        StringWriter errors = new();
        Assert.Equal(ExitCode.Usage, CommandLine.Invoke(["--data", "x", .. arguments.Split(' ')], errors, _ => throw new InvalidOperationException("It must not run.")));
        Assert.Contains(expected, errors.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Drawn digits always, MNIST's where they are.</summary>
    private IEnumerable<TrainAndTest> Sets()
    {
        yield return Drawn();
        if (Environment.GetEnvironmentVariable("NETGEN_MNIST") is { Length: > 0 } directory)
        {
            TrainAndTest all = NetGen.Data.Mnist.Load(directory);
            yield return new TrainAndTest(all.Train.Slice(0, Digits), all.Test.Slice(0, Digits));
        }
        else
        {
            output.WriteLine("Without MNIST: the variable NETGEN_MNIST names no directory. Drawn digits only.");
        }
    }

    private static TrainAndTest Drawn() => new(DrawnDigits.Create(Digits, 1), DrawnDigits.Create(1_000, 2));

    private static Laboratory CreateLaboratory(TrainAndTest digits) => new(digits, new Options { Data = "" }, TextWriter.Null, CancellationToken.None);

    private void AssertInside(Figure figure)
    {
        output.WriteLine($"{figure.Name}: {Figure.Text(figure.Measured)}, accepted {figure.Accepted}");
        Assert.True(figure.IsInside, $"{figure.Name}: {figure.Measured}, accepted {figure.Accepted}");
    }
}
