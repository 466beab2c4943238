using System.Diagnostics;

using NetGen.Kernels.Native.Protocol;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>A process that has networks.</summary>
internal sealed class KernelProcess : KernelHost
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public KernelProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
        : this(Start(program, arguments, environment ?? new Dictionary<string, string>(StringComparer.Ordinal)))
    {
    }

    private KernelProcess(Process process)
        : base(new Wire(process.StandardOutput.BaseStream, process.StandardInput.BaseStream))
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether nothing can be asked of it any more.</summary>
    public bool HasEnded => _process.HasExited;

    public override void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        base.Dispose();
        _process.Dispose();
    }

    protected override string ReasonOfSilence()
    {
        _process.WaitForExit(TimeSpan.FromSeconds(10));
        return _process.HasExited ? $"The process has ended: {_errors.GetAwaiter().GetResult()}" : "The process hangs.";
    }

    private static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
