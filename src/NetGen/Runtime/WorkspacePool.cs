using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// Workspaces for concurrent Forward calls, without a lock: a call rents one and gives it back, so that as many exist as calls ran at
/// once, and in steady state none is allocated.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WorkspacePool
{
    /// <summary>More calls than this at one time, and the workspaces in excess are left to the garbage collector.</summary>
    private const int Slots = 63;

    private readonly int _length;
    private readonly AlignedMemory?[] _slots = new AlignedMemory?[Slots];
    private AlignedMemory? _first;

    /// <summary>A pool of workspaces of <paramref name="length"/> floats; the first is made when it is first rented.</summary>
    public WorkspacePool(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _length = length;
    }

    /// <summary>A workspace that nobody else holds. Its content is whatever the last holder left.</summary>
    public AlignedMemory Rent() => Interlocked.Exchange(ref _first, null) ?? RentFromSlots();

    /// <summary>Gives a workspace back.</summary>
    public void Return(AlignedMemory workspace)
    {
        if (Interlocked.CompareExchange(ref _first, workspace, null) is null) return;
        foreach (ref AlignedMemory? slot in _slots.AsSpan())
        {
            if (slot is null && Interlocked.CompareExchange(ref slot, workspace, null) is null) return;
        }
    }

    private AlignedMemory RentFromSlots()
    {
        foreach (ref AlignedMemory? slot in _slots.AsSpan())
        {
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } workspace) return workspace;
        }

        return new AlignedMemory(_length);
    }
}
