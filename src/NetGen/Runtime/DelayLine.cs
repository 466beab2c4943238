using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>The last steps of a sequence in a ring: the step at hand takes the place of the oldest, and none is moved.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DelayLine
{
    /// <summary>Puts a step in its slot.</summary>
    /// <param name="step">The step's values.</param>
    /// <param name="values">How many there are.</param>
    /// <param name="ring">The first slot.</param>
    /// <param name="pitch">Floats from one slot to the next.</param>
    /// <param name="slots">Slots.</param>
    /// <param name="number">The step's number, the first of which is 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // sizes are constants to the caller
    public static void Push(ref float step, int values, ref float ring, int pitch, int slots, long number)
        => Copy(ref step, ref Unsafe.Add(ref ring, Slot(number, slots) * (nint)pitch), values);

    /// <summary>Copies the steps under the taps of a window that ends with the newest step.</summary>
    /// <param name="step">
    /// The newest step's values: read here, where they are whole, since what was stored a moment ago in two places is waited for twice.
    /// </param>
    /// <param name="values">How many there are.</param>
    /// <param name="ring">The first slot.</param>
    /// <param name="pitch">Floats from one slot to the next, and from one tap to the next.</param>
    /// <param name="slots">Slots: as many steps as the window spans.</param>
    /// <param name="dilation">Steps from one tap to the next.</param>
    /// <param name="number">The newest step's number.</param>
    /// <param name="window">Where the oldest goes.</param>
    /// <param name="taps">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref float step, int values, ref float ring, int pitch, int slots, int dilation, long number, ref float window, int taps)
    {
        // The slot behind the newest step's has the oldest.
        int slot = Slot(number, slots) + 1;
        int last = values == pitch ? taps - 1 : taps;
        for (int tap = 0; tap < last; tap++)
        {
            if (slot >= slots) slot -= slots;
            Copy(ref Unsafe.Add(ref ring, slot * (nint)pitch), ref Unsafe.Add(ref window, tap * (nint)pitch), pitch);
            slot += dilation;
        }

        if (values == pitch) Copy(ref step, ref Unsafe.Add(ref window, last * (nint)pitch), pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(long number, int slots) => (int)((ulong)number % (uint)slots);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref float from, ref float to, int count)
        => MemoryMarshal.CreateReadOnlySpan(ref from, count).CopyTo(MemoryMarshal.CreateSpan(ref to, count));
}
