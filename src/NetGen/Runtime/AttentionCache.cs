using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Keys and values of the steps so far, packed as <see cref="AttentionRows"/> packs those of all steps; a step is put in its place when it comes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AttentionCache
{
    /// <summary>Puts a step's key among the keys of a head.</summary>
    /// <param name="key">Its values.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="panel">Steps of a panel.</param>
    /// <param name="step">The step's number.</param>
    /// <param name="keys">The keys: for each panel of steps, value by value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // sizes are constants to the caller
    public static void AddKey(ref float key, int size, int panel, int step, ref float keys)
    {
        ref float lane = ref Unsafe.Add(ref keys, (step / panel * (nint)panel * size) + (step % panel));
        for (int i = 0; i < size; i++) Unsafe.Add(ref lane, i * (nint)panel) = Unsafe.Add(ref key, i);
    }

    /// <summary>Puts a step's value among the values of a head. Lanes behind its last number stay 0.</summary>
    /// <param name="value">Its numbers.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="panel">Numbers of a panel.</param>
    /// <param name="step">The step's number.</param>
    /// <param name="panelStride">Floats from one panel to the next.</param>
    /// <param name="values">The values: for each panel of their numbers, step by step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddValue(ref float value, int size, int panel, int step, int panelStride, ref float values)
    {
        ref float row = ref Unsafe.Add(ref values, step * (nint)panel);
        for (int i = 0; i < size; i++) Unsafe.Add(ref row, (i / panel * (nint)panelStride) + (i % panel)) = Unsafe.Add(ref value, i);
    }
}
