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

        // Behind the calibration of both; each turn begins with an iteration that does not count.
        Assert.Equal(["a", "a", "b", "b", "a", "a", "b", "b", "a", "a", "b", "b"], log[^12..]);
    }

    [Fact]
    public void OneDisturbedTurnDoesNotCount()
    {
        var disturbed = new Contestant("a", 0.01, []) { DisturbedCall = 6 };
        Assert.Equal(0.01, Assert.Single(RoundRobin.Measure([disturbed], new MeasuringTime(0.03, 3))), 12);
        Assert.True(disturbed.Calls >= 7);
    }

    [Fact]
    public void TheNextWaitsForThreadsThatSpin()
    {
        List<string> log = [];
        var spinning = new Contestant("a", 0.01, log) { SpinsFor = 3 };
        RoundRobin.Measure([spinning, new Contestant("b", 0.01, log)], new MeasuringTime(0.01, 1));

        // Warm-up and turn of one, then looks at its process until two in a row find the same.
        Assert.Equal(["a", "a", "look", "look", "look", "look", "look", "b", "b"], log[^9..]);
    }

    /// <summary>Takes as long as it says, without taking any time.</summary>
    private sealed class Contestant(string name, double seconds, List<string> log) : IContestant
    {
        private TimeSpan _processorTime = TimeSpan.FromMilliseconds(1);
        private int _spins;

        public int DisturbedCall { get; init; } = -1;

        public int Calls { get; private set; }

        /// <summary>So often its process is found to have gone on after each turn.</summary>
        public int SpinsFor { get; init; }

        public TimeSpan ProcessorTime
        {
            get
            {
                if (SpinsFor == 0) return TimeSpan.Zero;
                log.Add("look");
                if (_spins > 0) _processorTime += TimeSpan.FromMilliseconds(10);
                _spins--;
                return _processorTime;
            }
        }

        public string Name => name;

        public double Run(int iterations)
        {
            log.Add(name);
            _spins = SpinsFor + 1;
            return seconds * iterations * (Calls++ == DisturbedCall ? 100 : 1);
        }

        public void Dispose()
        {
        }
    }
}
