using System.Collections.Concurrent;

namespace NetGen.Generator;

/// <summary>
/// Results of a pure function, kept for the next time that somebody asks: at every key that is typed, an editor asks about the same networks
/// again, of which one has changed a little. Keys and values are plain data without symbols, so nothing of a compilation is kept alive.
/// </summary>
/// <param name="capacity">With so many results it begins anew.</param>
internal sealed class Memo<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _values = new();

    /// <summary>The result for a key. Two threads may both work it out; they come to the same.</summary>
    public TValue Get(TKey key, Func<TKey, TValue> compute)
    {
        if (_values.TryGetValue(key, out TValue? known)) return known;
        TValue value = compute(key);
        if (_values.Count >= capacity) _values.Clear();
        _values[key] = value;
        return value;
    }
}
