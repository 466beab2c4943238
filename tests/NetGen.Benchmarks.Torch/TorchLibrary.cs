using System.Reflection;
using System.Runtime.InteropServices;

using NetGen.Benchmarks.Peers.Protocol;

namespace NetGen.Benchmarks.Torch;

/// <summary>TorchSharp's native library: loaded here, before TorchSharp looks for it, copies half a gigabyte and fails with a page of text.</summary>
internal static class TorchLibrary
{
    /// <summary>
    /// The symbol version that TorchSharp's library asks of libstdc++, and older ones (GCC 12 and before) have not. Its only symbol is
    /// std::ios_base_library_init, which compilers refer to so that a static libstdc++ is linked with it; nothing calls it.
    /// </summary>
    private const string UncalledVersion = "GLIBCXX_3.4.32";

    /// <summary>Loads it.</summary>
    /// <returns>What the comparison is told: versions, or why there are none.</returns>
    public static PeerAnswer Load()
    {
        string note;
        try
        {
            note = LoadNative();
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new PeerAnswer { Error = exception.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.') };
        }

        string? wrapper = typeof(TorchSharp.torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return new PeerAnswer { Version = $"{TorchSharp.torch.__version__}, TorchSharp {wrapper}", Note = note.Length > 0 ? note : null };
    }

    private static string LoadNative()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        if (!OperatingSystem.IsLinux() || !Directory.Exists(folder)) return string.Empty;
        string library = Path.Combine(folder, "libLibTorchSharp.so");
        try
        {
            NativeLibrary.Load(library);
            if (!SymbolVersions.IsWeak(library, UncalledVersion)) return string.Empty;
        }
        catch (DllNotFoundException exception) when (exception.Message.Contains(UncalledVersion, StringComparison.Ordinal))
        {
            SymbolVersions.Weaken(library, UncalledVersion);
            NativeLibrary.Load(library);
        }

        return $"this system's libstdc++ has no {UncalledVersion}, which TorchSharp's library asks for and does not use; the copy in {Path.GetRelativePath(Environment.CurrentDirectory, folder)} does not insist on it.";
    }
}
