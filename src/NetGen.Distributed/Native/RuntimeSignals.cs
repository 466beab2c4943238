using System.Runtime.InteropServices;

namespace NetGen.Distributed.Native;

/// <summary>
/// How this process answers signals. .NET turns some of them into exceptions (a null reference is a SIGSEGV); libraries below MPI put their own answers in
/// their place when they are loaded, which
/// end the process (UCX does). So what was there is put back when all are loaded.
/// </summary>
internal sealed unsafe class RuntimeSignals
{
    /// <summary>More than a struct sigaction has on any system.</summary>
    private const int ActionSize = 512;

    /// <summary>SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV.</summary>
    private static readonly int[] s_signals = OperatingSystem.IsLinux() ? [4, 5, 6, 7, 8, 11] : [4, 5, 6, 10, 8, 11];

    private readonly byte[] _actions = new byte[s_signals.Length * ActionSize];
    private readonly delegate* unmanaged<int, byte*, byte*, int> _act;

    /// <summary>Takes note of them.</summary>
    public RuntimeSignals()
    {
        if (OperatingSystem.IsWindows()) return;
        _act = (delegate* unmanaged<int, byte*, byte*, int>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "sigaction");
        fixed (byte* actions = _actions)
        {
            for (int i = 0; i < s_signals.Length; i++) _ = _act(s_signals[i], null, actions + (i * ActionSize));
        }
    }

    /// <summary>Puts them back.</summary>
    public void Restore()
    {
        if (_act is null) return;
        fixed (byte* actions = _actions)
        {
            for (int i = 0; i < s_signals.Length; i++) _ = _act(s_signals[i], actions + (i * ActionSize), null);
        }
    }
}
