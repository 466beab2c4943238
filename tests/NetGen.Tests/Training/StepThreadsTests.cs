using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Training;

public class StepThreadsTests
{
    private static readonly TrainingPhase[] s_phases = [new("small", 1_000, 0), new("large", 100_000, 1_000)];

    /// <summary>All threads, all for the pass alone, one: a trial of each, then one of the three for as long as a run lasts.</summary>
    [Fact]
    public void EachWayIsTriedAndThenOneIsTaken()
    {
        string steps = Steps(new StepThreads(s_phases, parameters: 1_000, threads: 4, isTried: true), batch: 50, count: 9 + 32);
        Assert.StartsWith("44 44 44 41 41 41 11 11 11 ", steps, StringComparison.Ordinal);
        Assert.Single(steps.Split(' ')[9..].Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, 1_000, 4)] // no phase of one sample is worth a second thread
    [InlineData(100_000, 1_000, 4)] // ten billion multiply-adds are worth all
    public void SomeStepsAreNoQuestion(int batch, int parameters, int threads)
        => Assert.Equal("44 44 44 44 44", Steps(new StepThreads(s_phases, parameters, threads, isTried: true), batch, count: 5));

    [Fact]
    public void AnUpdateOfManyParametersIsTriedWhateverTheBatch()
        => Assert.Equal("44 44 44 41 41", Steps(new StepThreads(s_phases, parameters: 10_000_000, threads: 4, isTried: true), batch: 1, count: 5));

    [Fact]
    public void WhoMeasuresThreadsHasAllOfThem()
        => Assert.Equal("44 44 44 44 44", Steps(new StepThreads(s_phases, parameters: 1_000, threads: 4, isTried: false), batch: 50, count: 5));

    /// <summary>A pass that threw took no time that would count.</summary>
    [Fact]
    public void AStepThatThrewIsTriedAgain()
    {
        var threads = new StepThreads(s_phases, parameters: 1_000, threads: 4, isTried: true);
        for (int step = 0; step < 10; step++) threads.BeginPass(50);
        Assert.Equal("44 44 44 41", Steps(threads, batch: 50, count: 4));
    }

    /// <summary>Nor one whose update threw: what its pass took would be less than any whole step.</summary>
    [Fact]
    public void AnUpdateThatThrewIsTriedAgain()
    {
        var threads = new StepThreads(s_phases, parameters: 1_000, threads: 4, isTried: true);
        for (int step = 0; step < 10; step++)
        {
            threads.BeginPass(50);
            threads.EndPass();
            threads.BeginUpdate();
        }

        Assert.Equal("44 44 44 41", Steps(threads, batch: 50, count: 4));
    }

    /// <summary>Gradients without an update are a step too.</summary>
    [Fact]
    public void PassesAloneAreTriedAsWell()
    {
        var threads = new StepThreads(s_phases, parameters: 1_000, threads: 4, isTried: true);
        for (int step = 0; step < 3; step++)
        {
            threads.BeginPass(50);
            threads.EndPass();
        }

        Assert.Equal("41 41 41 11", Steps(threads, batch: 50, count: 4));
    }

    /// <summary>The threads of pass and update of so many steps.</summary>
    private static string Steps(StepThreads threads, int batch, int count)
    {
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => Step()));

        string Step()
        {
            threads.BeginPass(batch);
            threads.EndPass();
            threads.BeginUpdate();
            threads.EndUpdate();
            return FormattableString.Invariant($"{threads.Pass}{threads.Update}");
        }
    }
}
