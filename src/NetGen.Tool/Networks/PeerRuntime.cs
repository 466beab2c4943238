using System.Runtime.InteropServices;

using Microsoft.ML.OnnxRuntime;

namespace NetGen.Tool.Networks;

/// <summary>ONNX Runtime, where its native library is on the machine: the command brings the calls, not the library.</summary>
internal sealed class PeerRuntime
{
    private static nint s_library;

    private PeerRuntime(string version) => Version = version;

    public string Version { get; }

    /// <summary>Loads the library.</summary>
    /// <param name="named">The one that the command line names; null to look for one.</param>
    /// <param name="assembly">The built project: what it uses itself comes first.</param>
    /// <param name="terminal">Is told what was found.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="CommandException">The one that is named cannot be used.</exception>
    public static PeerRuntime? Open(FileInfo? named, string assembly, Terminal terminal)
    {
        string? file = named?.FullName ?? Candidates(assembly).FirstOrDefault(File.Exists);
        if (file is null)
        {
            terminal.Error.WriteLine("ONNX Runtime was not found, so the network is timed alone. --onnxruntime FILE names its native library.");
            return null;
        }

        try
        {
            PeerRuntime runtime = Load(file);
            terminal.Error.WriteLine($"ONNX Runtime {runtime.Version}, {file}");
            return runtime;
        }
        catch (Exception exception)
            when (exception is DllNotFoundException or BadImageFormatException
                or EntryPointNotFoundException or TypeInitializationException
                or OnnxRuntimeException or NotSupportedException)
        {
            string fault = $"'{file}' cannot be used as ONNX Runtime, {Calls.ToString(2)} or newer: {(exception.InnerException ?? exception).Message}";
            if (named is not null) throw new CommandException(fault);
            terminal.Error.WriteLine(fault);
            return null;
        }
    }

    private static Version Calls => typeof(InferenceSession).Assembly.GetName().Version!;

    private static PeerRuntime Load(string file)
    {
        nint library = NativeLibrary.Load(file);
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out _)) throw new NotSupportedException("it is another library");
        if (Interlocked.CompareExchange(ref s_library, library, 0) == 0)
        {
            OrtEnv.DisableDllImportResolver = true;
            NativeLibrary.SetDllImportResolver(
                typeof(InferenceSession).Assembly,
                static (name, _, _) => name.Contains("onnxruntime", StringComparison.Ordinal) ? s_library : 0);
        }

        return new PeerRuntime(OrtEnv.Instance().GetVersionString());
    }

    /// <summary>Beside the project's assembly, and among the packages that were restored on this machine, newest first.</summary>
    private static IEnumerable<string> Candidates(string assembly)
    {
        string file = OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string inside = Path.Combine("runtimes", $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native", file);
        string folder = Path.GetDirectoryName(Path.GetFullPath(assembly))!;
        yield return Path.Combine(folder, file);
        yield return Path.Combine(folder, inside);
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var versions = new DirectoryInfo(Path.Combine(packages, "microsoft.ml.onnxruntime"));
        if (!versions.Exists) yield break;
        IOrderedEnumerable<DirectoryInfo> newestFirst = versions.GetDirectories()
            .OrderByDescending(static version => System.Version.TryParse(version.Name, out Version? number) ? number : new Version(0, 0));
        foreach (DirectoryInfo version in newestFirst)
            yield return Path.Combine(version.FullName, inside);
    }
}
