using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Benchmarks.Peers;

/// <summary>Starts peers' processes. Each has its own for every number of threads: libraries read theirs when they are loaded.</summary>
internal static class PeerStart
{
    /// <summary>libtorch's name in reports.</summary>
    public const string Torch = "libtorch";

    /// <summary>ONNX Runtime's name in reports.</summary>
    public const string OnnxRuntime = "onnxruntime";

    private const string PythonScript = "tests/NetGen.Benchmarks/Peers/Python/torch_peer.py";

    /// <summary>All peers' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Torch, OnnxRuntime];

    /// <summary>ONNX Runtime, in this program.</summary>
    /// <exception cref="PeerMissingException">Its library cannot be loaded.</exception>
    public static Peer StartOnnxRuntime()
    {
        (string program, string[] arguments) = OwnProgram.Start;
        return new Peer(OnnxRuntime, ChildProcess.Start(program, [.. arguments, CommandLine.PeerCommand], new Dictionary<string, string>(StringComparer.Ordinal)), readsOnnx: true);
    }

    /// <summary>libtorch in a .NET program, by TorchSharp.</summary>
    /// <param name="program">The built program.</param>
    /// <param name="threads">Of its libraries.</param>
    /// <exception cref="PeerMissingException">Its library cannot be loaded.</exception>
    public static Peer StartTorchSharp(string program, int threads)
    {
        Dictionary<string, string> environment = ThreadVariables(threads);
        if (Environment.GetEnvironmentVariable("NETGEN_TORCH_LIBRARY_PATH") is { Length: > 0 } folders)
        {
            string? others = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH");
            environment["LD_LIBRARY_PATH"] = string.IsNullOrEmpty(others) ? folders : $"{folders}:{others}";
        }

        return new Peer(Torch, ChildProcess.Start("dotnet", [program], environment), readsOnnx: false);
    }

    /// <summary>libtorch in Python, as a distribution has it.</summary>
    /// <exception cref="PeerMissingException">There is no Python, or no torch.</exception>
    public static Peer StartTorchInPython(int threads)
    {
        string python = Environment.GetEnvironmentVariable("NETGEN_PYTHON") is { Length: > 0 } named ? named : "/usr/bin/python3";
        string script = Repository.Find(PythonScript) ?? throw new PeerMissingException($"{PythonScript} is in no directory above {AppContext.BaseDirectory}");
        return new Peer(Torch, ChildProcess.Start(python, [script], ThreadVariables(threads)), readsOnnx: false);
    }

    private static Dictionary<string, string> ThreadVariables(int threads)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OMP_NUM_THREADS"] = count, ["MKL_NUM_THREADS"] = count, ["OPENBLAS_NUM_THREADS"] = count };

        // OpenBLAS does not know every newer processor and then takes kernels for AVX2; these are faster.
        if (Avx512F.IsSupported) environment["OPENBLAS_CORETYPE"] = "SKYLAKEX";
        return environment;
    }
}
