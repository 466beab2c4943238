using System.Collections.Concurrent;

namespace NetGen.Generator;

/// <summary>
/// Results of a pure function, kept for the next time that somebody asks: at every key that is typed, an editor asks about the same networks
/// again, of which one has changed a little. Keys and values are plain data without symbols, so nothing of a compilation is kept alive.
/// </summary>
/// <param name="capacity">
/// With so many results, or so much of them, it begins anew; what it had is kept until that is full too, and what is asked for of it for longer.
/// </param>
/// <param name="size">How much a result counts; null where each counts 1.</param>
internal sealed class Memo<TKey, TValue>(int capacity, Func<TKey, TValue, int>? size = null)
    where TKey : notnull
{
    private readonly object _change = new();
    private volatile ConcurrentDictionary<TKey, TValue> _young = new();
    private volatile ConcurrentDictionary<TKey, TValue> _old = new();
    private long _sizeOfYoung;

    /// <summary>The result for a key. Two threads may both work it out; they come to the same.</summary>
    public TValue Get(TKey key, Func<TKey, TValue> compute)
    {
        if (_young.TryGetValue(key, out TValue? known)) return known;
        TValue value = _old.TryGetValue(key, out known) ? known : compute(key);
        Keep(key, value);
        return value;
    }

    private void Keep(TKey key, TValue value)
    {
        lock (_change)
        {
            if (!_young.TryAdd(key, value)) return;
            _sizeOfYoung += size?.Invoke(key, value) ?? 1;
            if (_sizeOfYoung < capacity) return;
            _old = _young;
            _young = new ConcurrentDictionary<TKey, TValue>();
            _sizeOfYoung = 0;
        }
    }
}
