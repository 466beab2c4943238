using System.Globalization;

using NetGen.Interop.Tests;

using Xunit;

namespace NetGen.Distributed.Tests;

/// <summary>Training by ranks: what it comes to, how it ends where a rank fails, and how it goes on.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("netgen-ranks-");

    private static ProgramRun Alone { get; } = ProgramRun.Of("dotnet", [Launcher.Ranks, "train", "alone=1"]);

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Losses are those of one process, but for rounding; all ranks end with the same bits, and so does each run.</summary>
    [ToolsTheory(Launcher.OpenMpi, Launcher.Mpich)]
    [InlineData(2)]
    [InlineData(4)]
    public void LossesAreThoseOfOneProcess(int ranks)
    {
        ProgramRun open = AssertWhole(Launcher.Of(Launcher.OpenMpi).Run(ranks, "train"), ranks);
        ProgramRun mpich = AssertWhole(Launcher.Of(Launcher.Mpich).Run(ranks, "train", "part=100"), ranks);
        Assert.Equal(Losses(open), Losses(mpich));
        Assert.Equal(Hash(open), Hash(mpich));
        AssertClose(Losses(Alone), Losses(open), 1e-6);
        AssertClose(Losses(Alone), Losses(AssertWhole(Launcher.Of(Launcher.OpenMpi).Run(ranks, "train", "order=OfLibrary"), ranks)), 1e-6);
    }

    /// <summary>With statistics of the batch and dropout, whose numbers ranks draw for themselves.</summary>
    [ToolsFact(Launcher.OpenMpi, Launcher.Mpich)]
    public void BitsAreTheSameInEveryRun()
    {
        string first = Hash(AssertWhole(Launcher.Of(Launcher.OpenMpi).Run(3, "train", "network=random"), 3));
        Assert.Equal(first, Hash(AssertWhole(Launcher.Of(Launcher.OpenMpi).Run(3, "train", "network=random"), 3)));
        Assert.Equal(first, Hash(AssertWhole(Launcher.Of(Launcher.Mpich).Run(3, "train", "network=random"), 3)));
        Assert.NotEqual(first, Hash(AssertWhole(Launcher.Of(Launcher.Mpich).Run(2, "train", "network=random"), 2)));
    }

    /// <summary>
    /// A rank is killed, the first or another: the job ends, the newest checkpoint is whole, and a run goes on from it to the bits of one that nothing
    /// interrupted; with another number of ranks, or
    /// by one process, to the same losses.
    /// </summary>
    [ToolsTheory(Launcher.OpenMpi, Launcher.Mpich)]
    [InlineData(Launcher.OpenMpi, 0)]
    [InlineData(Launcher.OpenMpi, 2)]
    [InlineData(Launcher.Mpich, 1)]
    public void AJobWhoseRankIsKilledGoesOn(string program, int rank)
    {
        Launcher launcher = Launcher.Of(program);
        ProgramRun whole = AssertWhole(launcher.Run(3, "train"), 3);
        string directory = Path.Combine(_directory.FullName, "run");
        ProgramRun killed = launcher.Run(3, "train", $"checkpoints={directory}", $"kill={rank}@15");
        Assert.NotEqual(0, killed.ExitCode);
        Assert.Contains("signal 9", killed.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(directory, "checkpoint-*"));
        string fewer = Copy(directory, "fewer");
        string more = Copy(directory, "more");

        ProgramRun resumed = AssertWhole(launcher.Run(3, "train", $"checkpoints={directory}"), 3);
        Assert.Equal(Losses(whole), Losses(resumed));
        Assert.Equal(Hash(whole), Hash(resumed));

        ProgramRun refused = launcher.Run(2, "train", $"checkpoints={fewer}");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("Processes was 3 and is now 2. Allow it by name to go on nevertheless: AllowChanged = RunSettings.Processes.",
            refused.Output, StringComparison.Ordinal);
        AssertClose(Losses(whole), Losses(AssertWhole(launcher.Run(4, "train", $"checkpoints={more}", "allow=Processes"), 4)), 1e-6);
        AssertClose(Losses(whole),
            Losses(AssertWhole(ProgramRun.Of("dotnet", [Launcher.Ranks, "train", "alone=1", $"checkpoints={fewer}", "allow=Processes"]), 1)), 1e-6);
    }

    [ToolsTheory(Launcher.OpenMpi, Launcher.Mpich)]
    [InlineData("throw=1@9", "Rank 1 of 3 on ", "what a rank may throw")]
    [InlineData("clip=1@3", "Rank 1 has another setting of the trainer than rank 0: 'netgen.clip_norm = 3' instead of 'netgen.clip_norm = 100'")]
    [InlineData("hang=1@9,timeout=2", " has waited for the others for 2 seconds, which is what Timeout says")]
    [InlineData("leave=1@9")]
    [InlineData("exit=1@5")]
    public void AFailureOfOneRankEndsTheJob(string trouble, params string[] messages)
    {
        foreach (string program in new[] { Launcher.OpenMpi, Launcher.Mpich })
        {
            ProgramRun run = Launcher.Of(program).Run(3, ["train", .. trouble.Split(',')]);
            Assert.True(run.ExitCode != 0, run.Output);
            Assert.All(messages, message => Assert.Contains(message, run.Output, StringComparison.Ordinal));
        }
    }

    /// <summary>As the sample's page says it.</summary>
    [ToolsTheory(Launcher.OpenMpi, Launcher.Mpich)]
    [InlineData(Launcher.OpenMpi)]
    [InlineData(Launcher.Mpich)]
    public void TheSampleTrainsOnFourRanks(string program)
    {
        string sample = Launcher.Ranks.Replace("NetGen.Distributed.Tests", "Mnist", StringComparison.Ordinal);
        string[] arguments = ["--train", "500", "--test", "100", "--epochs", "1", "--checkpoints", Path.Combine(_directory.FullName, "checkpoints")];
        ProgramRun run = Launcher.Of(program)
            .Start(4, ["dotnet", sample, "--distributed", .. arguments, "--save", Path.Combine(_directory.FullName, "four.safetensors")]);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("-bit vectors, 4 processes", run.Output, StringComparison.Ordinal);
        Assert.Single(run.After("Test"));
        Assert.Single(run.After("Saved"));
        Assert.True(File.Exists(Path.Combine(_directory.FullName, "four.safetensors")));

        // Complete: nothing is left to train, for however many.
        ProgramRun again = Launcher.Of(program).Start(2, ["dotnet", sample, "--distributed", .. arguments]);
        Assert.True(again.ExitCode == 0, again.Output);
        Assert.Equal(run.After("Test"), again.After("Test"));
    }

    private static ProgramRun AssertWhole(ProgramRun run, int ranks)
    {
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(ranks, run.After("rank").Length);
        Assert.Equal("33", Assert.Single(run.After("steps")));
        _ = Hash(run);
        return run;
    }

    /// <summary>Of the parameters, which are the same in all ranks.</summary>
    private static string Hash(ProgramRun run) => Assert.Single(run.After("rank").Select(static rank => rank.Split(' ')[1]).Distinct());

    private static double[] Losses(ProgramRun run)
        => [.. run.After("epoch").SelectMany(static epoch => epoch.Split(' ')[1..])
        .Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(9, expected.Length);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }

    private string Copy(string directory, string name)
    {
        DirectoryInfo copy = Directory.CreateDirectory(Path.Combine(_directory.FullName, name));
        foreach (string file in Directory.GetFiles(directory)) File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        return copy.FullName;
    }
}
