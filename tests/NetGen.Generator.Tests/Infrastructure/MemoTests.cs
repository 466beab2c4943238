using System.Collections.Concurrent;

namespace NetGen.Generator.Tests.Infrastructure;

/// <summary>Results that are kept: the same as those that are worked out, and no more of them than may be.</summary>
public sealed class MemoTests
{
    [Fact]
    public void A_result_is_worked_out_once()
    {
        Counter counter = new(capacity: 10);
        Assert.Equal("3!", counter.Get(3));
        Assert.Equal("3!", counter.Get(3));
        Assert.Equal("4!", counter.Get(4));
        Assert.Equal([3, 4], counter.Computed);
    }

    [Fact]
    public void What_is_asked_for_stays_and_what_is_not_goes()
    {
        Counter counter = new(capacity: 10);
        _ = counter.Get(-1);
        _ = counter.Get(-2);
        for (int key = 0; key < 100; key++)
        {
            _ = counter.Get(key);
            _ = counter.Get(-1);
        }

        _ = counter.Get(-2);
        Assert.Single(counter.Computed, key => key == -1);
        Assert.Equal(2, counter.Computed.Count(key => key == -2));
    }

    [Fact]
    public void No_more_is_kept_than_twice_the_capacity()
    {
        Counter counter = new(capacity: 10);
        for (int key = 0; key < 1000; key++) _ = counter.Get(key);
        int before = counter.Computed.Count;
        for (int key = 999; key >= 0; key--) _ = counter.Get(key);
        Assert.InRange(1000 - (counter.Computed.Count - before), 1, 20);
    }

    /// <summary>Results of 4 each: two fill a capacity of 8.</summary>
    [Fact]
    public void Results_count_by_their_size()
    {
        Counter counter = new(capacity: 8, static (_, _) => 4);
        foreach (int key in (int[])[1, 2, 3, 4, 1]) _ = counter.Get(key);
        Assert.Equal([1, 2, 3, 4, 1], counter.Computed);
    }

    [Fact]
    public void Threads_get_what_one_would()
    {
        Counter counter = new(capacity: 50);
        Parallel.For(0, 20_000, turn => Assert.Equal($"{turn % 120}!", counter.Get(turn % 120)));
    }

    private sealed class Counter(int capacity, Func<int, string, int>? size = null)
    {
        private readonly Memo<int, string> _memo = new(capacity, size);
        private readonly ConcurrentQueue<int> _computed = new();

        public IReadOnlyCollection<int> Computed => _computed;

        public string Get(int key) => _memo.Get(key, known =>
        {
            _computed.Enqueue(known);
            return $"{known}!";
        });
    }
}
