using System.Globalization;

namespace NetGen.Distributed.Native;

/// <summary>What has started this process together with others, as variables of its environment tell.</summary>
/// <param name="Name">What users call it.</param>
/// <param name="Mark">A variable that it sets.</param>
/// <param name="SizeVariable">The variable in which it says how many processes it has started; null where it does not.</param>
/// <param name="Libraries">The libraries that understand it, the likeliest first.</param>
internal sealed record MpiLauncher(string Name, string Mark, string? SizeVariable, string[] Libraries)
{
    private static readonly string[] s_openMpi = ["libmpi.so.40", "libmpi.so"];
    private static readonly string[] s_mpich = ["libmpi.so.12", "libmpich.so.12", "libmpich.so"];
    private static readonly string[] s_standard = ["libmpi_abi.so.0", "libmpi_abi.so"];

    /// <summary>Those that are known; of two that have both left their marks, the first has started the process.</summary>
    public static IReadOnlyList<MpiLauncher> All { get; } =
    [
        new("Open MPI's mpirun", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_SIZE", [.. s_openMpi, .. s_standard]),
        new("MPICH's mpirun", "PMI_SIZE", "PMI_SIZE", [.. s_mpich, .. s_standard]),
        new("a launcher that speaks PMIx", "PMIX_RANK", "SLURM_STEP_NUM_TASKS", [.. s_openMpi, .. s_standard, .. s_mpich]),
        new("Slurm's srun", "SLURM_STEP_NUM_TASKS", "SLURM_STEP_NUM_TASKS", [.. s_standard, .. s_openMpi, .. s_mpich]),
    ];

    /// <summary>What a process that was started by itself, without a launcher, looks for.</summary>
    public static MpiLauncher None { get; } = new("no launcher", string.Empty, SizeVariable: null, [.. s_standard, .. s_openMpi, .. s_mpich]);

    /// <summary>Who has started this process.</summary>
    /// <param name="environment">Reads a variable.</param>
    public static MpiLauncher Find(Func<string, string?> environment) => All.FirstOrDefault(launcher => environment(launcher.Mark) is not null) ?? None;

    /// <summary>How many processes it has started; null where it does not say.</summary>
    public int? Size(Func<string, string?> environment) =>
        SizeVariable is not null && int.TryParse(environment(SizeVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : null;
}
