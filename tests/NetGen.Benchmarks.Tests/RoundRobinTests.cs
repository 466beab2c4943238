using NetGen.Benchmarks.Measuring;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class RoundRobinTests
{
    [Fact]
    public void GivesTheMedianOfEachContestantPerIteration()
    {
        double[] seconds = RoundRobin.Measure([new Contestant("slow", 0.002, []), new Contestant("fast", 0.0005, [])], new MeasuringTime(0.03, 3));
        Assert.Equal([0.002, 0.0005], seconds, static (left, right) => Math.Abs(left - right) < 1e-12);
    }

    [Fact]
    public void ContestantsTakeTurns()
    {
        List<string> log = [];
        RoundRobin.Measure([new Contestant("a", 0.01, log), new Contestant("b", 0.01, log)], new MeasuringTime(0.03, 3));

        // Behind the warm-up of both.
        Assert.Equal(["a", "b", "a", "b", "a", "b"], log[^6..]);
    }

    [Fact]
    public void OneDisturbedTurnDoesNotCount()
    {
        var disturbed = new Contestant("a", 0.01, []) { DisturbedCall = 6 };
        Assert.Equal(0.01, Assert.Single(RoundRobin.Measure([disturbed], new MeasuringTime(0.03, 3))), 12);
        Assert.True(disturbed.Calls >= 7);
    }

    /// <summary>Takes as long as it says, without taking any time.</summary>
    private sealed class Contestant(string name, double seconds, List<string> log) : IContestant
    {
        public int DisturbedCall { get; init; } = -1;

        public int Calls { get; private set; }

        public string Name => name;

        public double Run(int iterations)
        {
            log.Add(name);
            return seconds * iterations * (Calls++ == DisturbedCall ? 100 : 1);
        }

        public void Dispose()
        {
        }
    }
}
