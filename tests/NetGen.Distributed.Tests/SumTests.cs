using NetGen.Interop.Tests;

using Xunit;

namespace NetGen.Distributed.Tests;

/// <summary>The calls of a group over real libraries. What is summed is worked out in each rank, and a rank that gets something else fails.</summary>
public sealed class SumTests
{
    [ToolsTheory(Launcher.OpenMpi)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void OverOpenMpi(int ranks) => AssertRight(Launcher.OpenMpi, ranks, "Open MPI v", "Open MPI's interface");

    [ToolsTheory(Launcher.Mpich)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void OverMpich(int ranks) => AssertRight(Launcher.Mpich, ranks, "MPICH Version: ", "MPICH's interface");

    [ToolsTheory(Launcher.OpenMpi, Launcher.Mpich)]
    [InlineData(2)]
    [InlineData(3)]
    public void BitsDependNeitherOnTheLibraryNorOnParts(int ranks)
    {
        string bits = Assert.Single(Launcher.Of(Launcher.OpenMpi).Run(ranks, "sums", "part=64").After("bits"));
        Assert.Equal(bits, Assert.Single(Launcher.Of(Launcher.OpenMpi).Run(ranks, "sums", "part=64").After("bits")));
        Assert.Equal(bits, Assert.Single(Launcher.Of(Launcher.Mpich).Run(ranks, "sums", "part=64").After("bits")));
        Assert.NotEqual(bits, Assert.Single(Launcher.Of(Launcher.Mpich).Run(ranks, "sums", "part=65").After("bits"))); // other lengths, for it decides them
    }

    [ToolsFact(Launcher.OpenMpi, Launcher.Mpich)]
    public void TheLibrarysOwnSumIsRightToo()
    {
        foreach (string launcher in new[] { Launcher.OpenMpi, Launcher.Mpich })
        {
            ProgramRun run = Launcher.Of(launcher).Run(3, "sums", "part=64", "order=OfLibrary");
            Assert.True(run.ExitCode == 0, run.Output);
        }
    }

    private static void AssertRight(string launcher, int ranks, string library, string binaryInterface)
    {
        ProgramRun run = Launcher.Of(launcher).Run(ranks, "sums", "part=64");
        Assert.True(run.ExitCode == 0, run.Output);
        string said = Assert.Single(run.After($"{ranks}"));
        Assert.StartsWith($"ranks, {ranks} here, {library}", said, StringComparison.Ordinal);
        Assert.EndsWith(binaryInterface + ")", said, StringComparison.Ordinal);
    }
}
