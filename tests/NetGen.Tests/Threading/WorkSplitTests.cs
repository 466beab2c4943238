using NetGen.Runtime;
using NetGen.Threading;

using Xunit;

namespace NetGen.Tests.Threading;

public class WorkSplitTests
{
    [Theory]
    [InlineData(100, 1_000, 8, 1)]
    [InlineData(1_000_000, 1, 8, 1)]
    [InlineData(1_000_000, 2, 8, 2)]
    [InlineData(1_000_000, 50, 8, 8)]
    [InlineData(200_000, 10, 32, 8)]
    [InlineData(long.MaxValue / 64, 64, 4, 4)]
    public void BatchesOfSomeTensOfMicrosecondsAreShared(long workPerSample, int batch, int threads, int expected)
        => Assert.Equal(expected, WorkSplit.ForSamples(new InferenceProgram(1, 1, workPerSample, SamplesPerThread: 1, []), batch, threads));

    [Theory]
    [InlineData(8, 1)]
    [InlineData(15, 1)]
    [InlineData(16, 2)]
    [InlineData(40, 4)]
    public void WhereWeightsAreReadForManySamplesEveryThreadHasSome(int batch, int expected)
        => Assert.Equal(expected, WorkSplit.ForSamples(new InferenceProgram(1, 1, 2_000_000, SamplesPerThread: 8, []), batch, 4));

    [Theory]
    [InlineData(0, 10_000_000, 1, 4)]
    [InlineData(0, 600_000, 1000, 2)]
    [InlineData(100_000, 0, 1, 1)]
    [InlineData(100_000, 0, 6, 2)]
    [InlineData(100_000, 150_000, 6, 3)]
    public void APhaseOfTrainingCountsWhatItDoesForEachSampleAndWhatItDoesOnce(long workPerSample, long workPerStep, int batch, int expected)
        => Assert.Equal(expected, WorkSplit.ForPhase(new TrainingPhase("any", workPerSample, workPerStep), batch, 4));

    [Fact]
    public void ASingleSampleIsSharedByAsManyThreadsAsItsLargestPhaseCanUse()
    {
        InferencePhase small = new(10, 240_000);
        InferencePhase large = new(3, 4_000_000);
        InferencePhase undivided = new(1, 9_000_000);
        Assert.Equal(1, WorkSplit.ForPhases([], 8));
        Assert.Equal(1, WorkSplit.ForPhases([small, small, small], 8));
        Assert.Equal(1, WorkSplit.ForPhases([undivided], 8));
        Assert.Equal(3, WorkSplit.ForPhases([small, large], 8));
        Assert.Equal(2, WorkSplit.ForPhases([small, large], 2));
        Assert.Equal(1, WorkSplit.ForPhase(small, 8));
        Assert.Equal(3, WorkSplit.ForPhase(large, 8));
    }
}
