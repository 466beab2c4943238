using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetGen.TestHelpers;

/// <summary>
/// Floats that lie hard against a page that nobody may touch, before them or behind them. A stray access ends the process with
/// an access violation that no handler catches, so use it in a child process, and prove with a canary that the guard works.
/// </summary>
/// <remarks>Unix only: the guard is mmap's and mprotect's.</remarks>
public sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ProtectionNone = 0;
    private const int ProtectionRead = 1;
    private const int ProtectionReadWrite = 3;
    private const int PrivateAnonymousOnLinux = 0x22;
    private const int PrivateAnonymousOnMac = 0x1002;

    private readonly nint _mapping;
    private readonly nuint _mappedBytes;
    private readonly nint _accessible;
    private readonly nuint _accessibleBytes;
    private readonly float* _start;
    private readonly int _length;

    /// <summary>Reserves <paramref name="length"/> floats, as zeros.</summary>
    /// <param name="guardBehind">The forbidden page follows the last float; otherwise it precedes the first.</param>
    public GuardedMemory(int length, bool guardBehind)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint bytes = (nuint)length * sizeof(float);
        _accessibleBytes = Math.Max(page, (bytes + page - 1) / page * page);
        _mappedBytes = _accessibleBytes + (2 * page);
        int flags = OperatingSystem.IsMacOS() ? PrivateAnonymousOnMac : PrivateAnonymousOnLinux;
        _mapping = Map(0, _mappedBytes, ProtectionNone, flags, -1, 0);
        if (_mapping == -1) throw new Win32Exception(Marshal.GetLastPInvokeError());
        _accessible = _mapping + (nint)page;
        Allow(ProtectionReadWrite);
        _length = length;
        _start = (float*)(guardBehind ? _accessible + (nint)(_accessibleBytes - bytes) : _accessible);
    }

    /// <summary>The floats.</summary>
    public Span<float> Span => new(_start, _length);

    /// <summary>One float beyond the guarded end: to prove that touching it is deadly.</summary>
    public float ReadBehind() => _start[_length];

    /// <summary>One float before the guarded start: to prove that touching it is deadly.</summary>
    public float ReadBefore() => _start[-1];

    /// <summary>From now on writing is deadly too.</summary>
    public void MakeReadOnly() => Allow(ProtectionRead);

    /// <summary>Gives the pages back.</summary>
    public void Dispose()
    {
        if (Unmap(_mapping, _mappedBytes) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);

    private void Allow(int protection)
    {
        if (Protect(_accessible, _accessibleBytes, protection) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }
}
