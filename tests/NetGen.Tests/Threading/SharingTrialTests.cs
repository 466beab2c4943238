using NetGen.Threading;

using Xunit;

namespace NetGen.Tests.Threading;

public class SharingTrialTests
{
    [Theory]
    [InlineData(10, 15, true)]
    [InlineData(15, 10, false)]
    [InlineData(10, 10, true)]
    public void TheFasterWayIsTakenBehindATrialOfBoth(double shared, double alone, bool expected)
    {
        var trial = new SharingTrial(ways: 2);
        string ways = Calls(trial, (2 * SharingTrial.CallsOfTrial) + SharingTrial.FirstRun, _ => shared, _ => alone);
        Assert.Equal("SSSAAA" + new string(expected ? 'S' : 'A', SharingTrial.FirstRun), ways);
    }

    /// <summary>A core that is another's for a while, a compiler that has not come yet: one slow call of three changes nothing.</summary>
    [Fact]
    public void OneSlowCallDecidesNothing()
    {
        var trial = new SharingTrial(ways: 2);
        string ways = Calls(trial, 10, call => call == 1 ? 1000 : 10, _ => 15);
        Assert.Equal("SSSAAASSSS", ways);
    }

    [Fact]
    public void WhatHasBecomeFasterIsFoundByTheNextTrial()
    {
        var trial = new SharingTrial(ways: 2);
        const int First = (2 * SharingTrial.CallsOfTrial) + SharingTrial.FirstRun;
        string ways = Calls(trial, First + 10, call => call < First ? 30 : 10, _ => 20);
        Assert.Equal('A', ways[First - 1]);
        Assert.Equal("SSSAAASSSS", ways[First..]);
    }

    [Fact]
    public void TrialsBecomeRare()
    {
        var trial = new SharingTrial(ways: 2);
        string ways = Calls(trial, 100_000, _ => 20, _ => 10);
        Assert.InRange(ways.Count(way => way == 'S'), 60, 120);
    }

    [Fact]
    public void AnotherNumberOfThreadsIsTriedAnew()
    {
        var trial = new SharingTrial(ways: 2);
        Assert.EndsWith("AA", Calls(trial, 20, _ => 20, _ => 10), StringComparison.Ordinal);
        Assert.False(trial.Skips(way: 1, workers: 3));
        Assert.Equal(0, trial.Begin(workers: 3));
    }

    [Fact]
    public void OfThreeWaysEachIsTriedAndTheFastestTaken()
    {
        var trial = new SharingTrial(ways: 3);
        var ways = new List<int>();
        for (int call = 0; call < 15; call++)
        {
            ways.Add(trial.Begin(workers: 2));
            trial.End(ways[^1] == 1 ? 5 : 9);
        }

        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1], ways);
    }

    /// <summary>Large calls are shared without a trial; batches between two powers of two have one trial.</summary>
    [Fact]
    public void TrialsAreForCallsOfAboutOneSize()
    {
        var trials = new SharingTrials(ways: 2, mostMultiplyAdds: 200_000_000);
        Assert.Null(trials.Find(1, 200_000_000));
        Assert.Same(trials.Find(32, 1_000_000), trials.Find(63, 2_000_000));
        Assert.NotSame(trials.Find(31, 1_000_000), trials.Find(32, 1_000_000));
        Assert.NotNull(trials.Find(int.MaxValue, 1_000_000));
    }

    /// <summary>So many calls: S for each that is shared, A for each that is one thread's alone.</summary>
    private static string Calls(SharingTrial trial, int calls, Func<int, double> shared, Func<int, double> alone)
    {
        return string.Concat(Enumerable.Range(0, calls).Select(Call));

        char Call(int call)
        {
            if (trial.Skips(way: 1, workers: 2)) return 'A';
            bool isShared = trial.Begin(workers: 2) == 0;
            trial.End(isShared ? shared(call) : alone(call));
            return isShared ? 'S' : 'A';
        }
    }
}
