using NetGen.Distributed.Native;
using NetGen.Interop.Tests;

using Xunit;

namespace NetGen.Distributed.Tests;

/// <summary>Which library is found, and what is said where none is, or the wrong one.</summary>
public sealed class LibraryTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("netgen-mpi-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("OMPI_COMM_WORLD_SIZE=4 PMIX_RANK=1", "Open MPI's mpirun", 4, "libmpi.so.40")]
    [InlineData("PMI_SIZE=3 PMI_RANK=0", "MPICH's mpirun", 3, "libmpi.so.12")]
    [InlineData("PMIX_RANK=2 SLURM_STEP_NUM_TASKS=8", "a launcher that speaks PMIx", 8, "libmpi.so.40")]
    [InlineData("SLURM_STEP_NUM_TASKS=2", "Slurm's srun", 2, "libmpi_abi.so.0")]
    [InlineData("HOME=/root", "no launcher", null, "libmpi_abi.so.0")]
    public void TheLaunchersOwnLibraryComesFirst(string environment, string launcher, int? size, string library)
    {
        Dictionary<string, string> variables = environment.Split(' ').Select(static text => text.Split('='))
            .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        MpiLauncher found = MpiLauncher.Find(variables.GetValueOrDefault);
        Assert.Equal((launcher, size, library), (found.Name, found.Size(variables.GetValueOrDefault), found.Libraries[0]));
    }

    [Fact]
    public void WhereThereIsNoneItIsSaidWhatWasLookedFor()
    {
        var nowhere = new MpiLauncher("a launcher", "MARK", SizeVariable: null, ["libnetgen-absent.so.1", "libnetgen-absent.so.2"]);
        string message = Assert.Throws<MpiException>(() => MpiLibrary.Load(nowhere, static _ => null)).Message;
        Assert.Contains("no MPI library for a launcher; looked for libnetgen-absent.so.1, libnetgen-absent.so.2.", message, StringComparison.Ordinal);
        Assert.Contains("name its file in NETGEN_MPI_LIBRARY", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNoLibraryIsRefused()
    {
        string path = Path.Combine(_directory.FullName, "libmpi.so");
        File.WriteAllText(path, "no library");
        string message = Assert.Throws<MpiException>(() => MpiLibrary.Load(MpiLauncher.None, _ => path)).Message;
        Assert.StartsWith("The library that NETGEN_MPI_LIBRARY names cannot be loaded: ", message, StringComparison.Ordinal);
    }

    [ToolsFact("cc")]
    public void ALibraryWithoutMpiIsRefused()
    {
        string path = Compile("plain", "int answer(void) { return 42; }");
        Assert.Equal($"'{path}' is no MPI library, or older than MPI 3: it lacks MPI_Initialized.",
            Assert.Throws<MpiException>(() => MpiLibrary.Load(MpiLauncher.None, _ => path)).Message);
    }

    /// <summary>Each process would see itself alone, and train by itself.</summary>
    [ToolsFact(Launcher.OpenMpi, Launcher.Mpich)]
    public void ALibraryOfAnotherLauncherIsRefused()
    {
        ProgramRun run = Launcher.Of(Launcher.OpenMpi).Start(2, ["dotnet", Launcher.Ranks, "sums"], ("NETGEN_MPI_LIBRARY", "libmpich.so.12"));
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Open MPI's mpirun has started 2 processes, and MPICH Version: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("(libmpich.so.12, MPICH's interface) sees 1: they do not belong together.", run.Output, StringComparison.Ordinal);
    }

    /// <summary>
    /// A library with MPI 5's interface, whose own calls are MPICH's: it takes and gives the standard's handles alone, and refuses all others. By its name, by
    /// what it says of itself, and where nobody has
    /// started the process.
    /// </summary>
    [ToolsFact("cc", Launcher.Mpich)]
    public void TheStandardInterfaceIsUnderstood()
    {
        string source = File.ReadAllText(Path.Combine(NativeProgram.Root, "tests", "NetGen.Distributed.Tests", "StandardInterface.c"));
        foreach (string name in new[] { "libmpi_abi.so.0", "libother.so" })
        {
            string path = Compile(name, source);
            ProgramRun run = Launcher.Of(Launcher.Mpich).Start(3, ["dotnet", Launcher.Ranks, "sums", "part=64"], ("NETGEN_MPI_LIBRARY", path));
            Assert.True(run.ExitCode == 0, run.Output);
            Assert.Contains($"3 ranks, 3 here, A test's library ({path}, MPI 5's standard interface)", run.Output, StringComparison.Ordinal);
            Assert.Equal(Launcher.Of(Launcher.Mpich).Run(3, "sums", "part=64").After("bits"), run.After("bits"));
        }

        ProgramRun alone = ProgramRun.Of("dotnet", [Launcher.Ranks, "sums", "part=64"], ("LD_LIBRARY_PATH", _directory.FullName));
        Assert.True(alone.ExitCode == 0, alone.Output);
        Assert.Contains("1 ranks, 1 here, A test's library (libmpi_abi.so.0, MPI 5's standard interface)", alone.Output, StringComparison.Ordinal);
    }

    private string Compile(string name, string source)
    {
        string file = Path.Combine(_directory.FullName, name + ".c");
        string library = Path.Combine(_directory.FullName, name);
        File.WriteAllText(file, source);
        ProgramRun run = ProgramRun.Of("cc", ["-shared", "-fPIC", "-Wall", "-Werror", "-o", library, file]);
        Assert.True(run.ExitCode == 0, run.Output);
        return library;
    }
}
