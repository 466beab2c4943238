using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>A group's calls for other things than bytes.</summary>
internal static class GroupCalls
{
    /// <summary>What each process says, in the order of ranks.</summary>
    public static T[] AllGather<T>(this IProcessGroup group, params ReadOnlySpan<T> own)
        where T : unmanaged
    {
        var all = new T[own.Length * group.Size];
        group.AllGather(MemoryMarshal.AsBytes(own), MemoryMarshal.AsBytes(all.AsSpan()));
        return all;
    }

    /// <summary>Gives all processes the values of the first.</summary>
    public static void Share<T>(this IProcessGroup group, Span<T> values)
        where T : unmanaged => group.Broadcast(MemoryMarshal.AsBytes(values));
}
