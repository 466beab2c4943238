using System.Runtime.InteropServices;

namespace NetGen.Distributed.Native;

/// <summary>
/// What the constants of MPI are in one of its binary interfaces. Handles are pointers in two of them and integers in the third, which are passed in the same
/// registers; all three are
/// little-endian here, so that a handle that was written as four bytes reads as eight.
/// </summary>
internal sealed record MpiAbi(string Name, nint World, nint Byte, nint Float, nint Sum, nint ErrorsReturn, nint InPlace, nint IgnoredStatus,
    int SerializedThreads)
{
    /// <summary>Names of files with MPI 5's interface.</summary>
    private const string StandardName = "mpi_abi";

    /// <summary>MPI 5.0, chapter 20: the values of its mpi.h.</summary>
    public static MpiAbi Standard { get; } = new("MPI 5's standard interface", World: 0x101, Byte: 0x247, Float: 0x210, Sum: 0x21,
        ErrorsReturn: 0x143, InPlace: 1, IgnoredStatus: 0, SerializedThreads: 2048);

    /// <summary>That of MPICH since 2013, which Intel MPI, MVAPICH and Cray MPICH share: the values of its mpi.h.</summary>
    public static MpiAbi Mpich { get; } = new("MPICH's interface", World: 0x44000000, Byte: 0x4c00010d, Float: 0x4c00040a, Sum: 0x58000003,
        ErrorsReturn: 0x54000001, InPlace: -1, IgnoredStatus: 1, SerializedThreads: 2);

    /// <summary>That of Open MPI, whose handles are addresses of what it exports.</summary>
    public static MpiAbi OpenMpi(nint library) => new(
        "Open MPI's interface",
        World: NativeLibrary.GetExport(library, "ompi_mpi_comm_world"),
        Byte: NativeLibrary.GetExport(library, "ompi_mpi_byte"),
        Float: NativeLibrary.GetExport(library, "ompi_mpi_float"),
        Sum: NativeLibrary.GetExport(library, "ompi_mpi_op_sum"),
        ErrorsReturn: NativeLibrary.GetExport(library, "ompi_mpi_errors_return"),
        InPlace: 1,
        IgnoredStatus: 0,
        SerializedThreads: 2);

    /// <summary>Finds out which interface a library has.</summary>
    /// <param name="library">Its handle.</param>
    /// <param name="name">Its file.</param>
    /// <param name="version">What it says of itself.</param>
    /// <param name="standardVersion">Which version of MPI 5's interface it says it has; below 1 for none.</param>
    /// <exception cref="MpiException">It has none that is known.</exception>
    public static MpiAbi Of(nint library, string name, string version, int standardVersion)
    {
        if (Path.GetFileName(name).Contains(StandardName, StringComparison.Ordinal)) return Standard;
        if (NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out _)) return OpenMpi(library);
        if (standardVersion >= 1) return Standard;
        string[] mpich = ["MPICH", "Intel(R) MPI", "MVAPICH"];
        if (Array.Exists(mpich, word => version.Contains(word, StringComparison.OrdinalIgnoreCase))) return Mpich;
        throw new MpiException($"'{name}' is neither Open MPI nor of MPICH's family, and does not have MPI 5's standard interface; it says of itself: {version}");
    }
}
