using System.Runtime.InteropServices;
using System.Text;

namespace NetGen.Distributed.Native;

/// <summary>An MPI library that was found when the program ran: the calls of it that training needs, under the names of the standard.</summary>
internal sealed unsafe class MpiLibrary
{
    /// <summary>Names the library to use, a file or a name that the system's loader finds, in place of those that are looked for.</summary>
    public const string Variable = "NETGEN_MPI_LIBRARY";

    /// <summary>MPI_MAX_LIBRARY_VERSION_STRING where it is longest; MPI_MAX_ERROR_STRING is shorter.</summary>
    private const int LongestText = 8192;

    public readonly delegate* unmanaged<int*, int> Initialized;
    public readonly delegate* unmanaged<int*, byte***, int, int*, int> InitThread;
    public readonly delegate* unmanaged<int> End;
    public readonly delegate* unmanaged<nint, int, int> Abort;
    public readonly delegate* unmanaged<nint, nint*, int> CommDup;
    public readonly delegate* unmanaged<nint, nint, int> CommSetErrhandler;
    public readonly delegate* unmanaged<nint, int*, int> CommRank;
    public readonly delegate* unmanaged<nint, int*, int> CommSize;
    public readonly delegate* unmanaged<void*, int, nint, int, nint, nint*, int> Ibcast;
    public readonly delegate* unmanaged<void*, int, nint, void*, int, nint, nint, nint*, int> Iallgather;
    public readonly delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, nint*, int> Iallgatherv;
    public readonly delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, nint*, int> Ialltoallv;
    public readonly delegate* unmanaged<void*, void*, int, nint, nint, nint, nint*, int> Iallreduce;
    public readonly delegate* unmanaged<nint*, int*, void*, int> Test;
    private readonly delegate* unmanaged<int, byte*, int*, int> _errorString;
    private readonly string _name;

    private MpiLibrary(nint handle, string name)
    {
        _name = name;
        Initialized = (delegate* unmanaged<int*, int>)Export(handle, "MPI_Initialized");
        InitThread = (delegate* unmanaged<int*, byte***, int, int*, int>)Export(handle, "MPI_Init_thread");
        End = (delegate* unmanaged<int>)Export(handle, "MPI_Finalize");
        Abort = (delegate* unmanaged<nint, int, int>)Export(handle, "MPI_Abort");
        CommDup = (delegate* unmanaged<nint, nint*, int>)Export(handle, "MPI_Comm_dup");
        CommSetErrhandler = (delegate* unmanaged<nint, nint, int>)Export(handle, "MPI_Comm_set_errhandler");
        CommRank = (delegate* unmanaged<nint, int*, int>)Export(handle, "MPI_Comm_rank");
        CommSize = (delegate* unmanaged<nint, int*, int>)Export(handle, "MPI_Comm_size");
        Ibcast = (delegate* unmanaged<void*, int, nint, int, nint, nint*, int>)Export(handle, "MPI_Ibcast");
        Iallgather = (delegate* unmanaged<void*, int, nint, void*, int, nint, nint, nint*, int>)Export(handle, "MPI_Iallgather");
        Iallgatherv = (delegate* unmanaged<void*, int, nint, void*, int*, int*, nint, nint, nint*, int>)Export(handle, "MPI_Iallgatherv");
        Ialltoallv = (delegate* unmanaged<void*, int*, int*, nint, void*, int*, int*, nint, nint, nint*, int>)Export(handle, "MPI_Ialltoallv");
        Iallreduce = (delegate* unmanaged<void*, void*, int, nint, nint, nint, nint*, int>)Export(handle, "MPI_Iallreduce");
        Test = (delegate* unmanaged<nint*, int*, void*, int>)Export(handle, "MPI_Test");
        _errorString = (delegate* unmanaged<int, byte*, int*, int>)Export(handle, "MPI_Error_string");
        Version = LibraryVersion((delegate* unmanaged<byte*, int*, int>)Export(handle, "MPI_Get_library_version"));
        Abi = MpiAbi.Of(handle, name, Version, StandardVersion(handle));
    }

    /// <summary>What its constants are.</summary>
    public MpiAbi Abi { get; }

    /// <summary>What it says of itself, in one line.</summary>
    public string Version { get; }

    /// <summary>Loads the library that the launcher belongs to, or that the environment names.</summary>
    /// <exception cref="MpiException">There is none, or it is none that is known.</exception>
    public static MpiLibrary Load(MpiLauncher launcher, Func<string, string?> environment)
    {
        if (environment(Variable) is { Length: > 0 } named)
        {
            try
            {
                return new MpiLibrary(NativeLibrary.Load(named), named);
            }
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
            {
                throw new MpiException($"The library that {Variable} names cannot be loaded: {exception.Message}", exception);
            }
        }

        foreach (string name in launcher.Libraries)
        {
            if (NativeLibrary.TryLoad(name, out nint handle)) return new MpiLibrary(handle, name);
        }

        throw new MpiException(
            $"There is no MPI library for {launcher.Name}; looked for {string.Join(", ", launcher.Libraries)}. Install one (Debian: openmpi-bin or mpich), load its module, or name its file in {Variable}.");
    }

    /// <summary>What a code that a call has returned means.</summary>
    public string Describe(int code)
    {
        byte* text = stackalloc byte[LongestText];
        int length = 0;
        return _errorString(code, text, &length) == 0 ? Encoding.UTF8.GetString(text, length) : $"error {code}";
    }

    public override string ToString() => $"{Version} ({_name}, {Abi.Name})";

    private static string LibraryVersion(delegate* unmanaged<byte*, int*, int> call)
    {
        byte* text = stackalloc byte[LongestText];
        int length = 0;
        if (call(text, &length) != 0) return "a library without a version";
        string version = Encoding.UTF8.GetString(text, length);
        return version.Split('\n', ',')[0].Replace('\t', ' ').Trim('\0', ' ');
    }

    private static int StandardVersion(nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, "MPI_Abi_get_version", out nint call)) return 0;
        (int major, int minor) = (0, 0);
        return ((delegate* unmanaged<int*, int*, int>)call)(&major, &minor) == 0 ? major : 0;
    }

    private nint Export(nint handle, string name) => NativeLibrary.TryGetExport(handle, name, out nint address) ? address
        : throw new MpiException($"'{_name}' is no MPI library, or older than MPI 3: it lacks {name}.");
}
