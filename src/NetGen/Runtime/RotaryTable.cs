using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// Cosines and sines of the angles by which rotary positions turn pairs of values: t x base^(-c / pairs) for pair c at step t. A table is made when it is first asked
/// for and kept as long as the process runs, for all networks that are alike in it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RotaryTable
{
    private static Entry? s_last;

    /// <summary>The first cosine: of each step first the cosines of all pairs, then their sines.</summary>
    /// <param name="steps">Of the sequence; at least 1.</param>
    /// <param name="pairs">Half the values of a head; at least 1.</param>
    /// <param name="longest">The base of the angles; at least 1.</param>
    [SuppressMessage("Major Code Smell", "S1244", Justification = "A base is a setting, and another one is another table.")]
    public static ref float Get(int steps, int pairs, float longest)
    {
        for (Entry? entry = Volatile.Read(ref s_last); entry is not null; entry = entry.Before)
        {
            if (entry.Pairs == pairs && entry.Longest == longest && entry.Steps >= steps) return ref MemoryMarshal.GetArrayDataReference(entry.Values);
        }

        return ref Add(steps, pairs, longest);
    }

    /// <summary>Two threads may make the same table at once: then there are two, and one is never read again.</summary>
    private static ref float Add(int steps, int pairs, float longest)
    {
        float[] values = new float[checked(2 * steps * pairs)];
        for (int step = 0; step < steps; step++)
        {
            for (int pair = 0; pair < pairs; pair++)
            {
                double angle = step * Math.Pow(longest, -pair / (double)pairs);
                values[(2 * step * pairs) + pair] = (float)Math.Cos(angle);
                values[(2 * step * pairs) + pairs + pair] = (float)Math.Sin(angle);
            }
        }

        Entry? before;
        do before = Volatile.Read(ref s_last);
        while (Interlocked.CompareExchange(ref s_last, new Entry(steps, pairs, longest, values, before), before) != before);
        return ref MemoryMarshal.GetArrayDataReference(values);
    }

    private sealed class Entry(int steps, int pairs, float longest, float[] values, Entry? before)
    {
        public int Steps { get; } = steps;

        public int Pairs { get; } = pairs;

        public float Longest { get; } = longest;

        public float[] Values { get; } = values;

        public Entry? Before { get; } = before;
    }
}
