using System.Diagnostics;

using NetGen.Kernels.Native.Protocol;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>A process that has networks and does what it is asked.</summary>
internal sealed class KernelProcess : IDisposable
{
    private readonly Process _process;
    private readonly Wire _wire;
    private readonly Task<string> _errors;

    public KernelProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _wire = new Wire(_process.StandardOutput.BaseStream, _process.StandardInput.BaseStream);
        Processor = Ask(wire => wire.Write(Request.Describe), static wire => new Processor(wire.ReadText(), wire.ReadInt(), wire.ReadFlag(), wire.ReadFlag()));
    }

    /// <summary>What it runs on.</summary>
    public Processor Processor { get; }

    /// <summary>Whether nothing can be asked of it any more.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Lets it forget all networks and trainers.</summary>
    public void Forget() => Ask(static wire => wire.Write(Request.Forget));

    /// <exception cref="KernelProcessException">It could not do that, or has ended.</exception>
    public TAnswer Ask<TAnswer>(Action<Wire> write, Func<Wire, TAnswer> read)
    {
        try
        {
            write(_wire);
            _wire.Flush();
            if (_wire.ReadFlag()) return read(_wire);
        }
        catch (IOException gone)
        {
            _process.WaitForExit(TimeSpan.FromSeconds(10));
            throw new KernelProcessException(_process.HasExited ? $"The process has ended: {_errors.GetAwaiter().GetResult()}" : "The process hangs.", gone);
        }

        throw new KernelProcessException(_wire.ReadText());
    }

    /// <inheritdoc cref="Ask{TAnswer}"/>
    public void Ask(Action<Wire> write) => Ask(write, static _ => true);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _wire.Dispose();
        _process.Dispose();
    }
}

/// <summary>What went wrong in the other process, with its stack.</summary>
internal sealed class KernelProcessException(string message, Exception? inner = null) : Exception(message, inner);
