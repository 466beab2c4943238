using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>The unit in which processors move memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CacheLine
{
    /// <summary>Floats of a line, 64 bytes.</summary>
    public const int Floats = 16;

    private const int Bytes = Floats * sizeof(float);

    /// <summary>The first float from <paramref name="memory"/> on that begins a line: at most <see cref="Floats"/> - 1 floats further.</summary>
    /// <param name="memory">Memory that does not move: on the stack, or pinned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ref float Align(ref float memory)
    {
        nint address = (nint)Unsafe.AsPointer(ref memory);
        return ref Unsafe.AddByteOffset(ref memory, -address & (Bytes - 1));
    }
}
