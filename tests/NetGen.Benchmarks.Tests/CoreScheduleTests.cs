using NetGen.Benchmarks.Cores;
using NetGen.Benchmarks.Works;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class CoreScheduleTests
{
    /// <summary>A phase ends with its slowest share; a share counts with its shortest time.</summary>
    [Fact]
    public void CoresWaitForTheSlowest()
    {
        CoreSchedule schedule = new();
        foreach ((int first, int second, int third, int fourth, int alone) in new[] { (4, 9, 2, 2, 3), (6, 5, 3, 1, 1) })
        {
            schedule.BeginStep();
            foreach ((int worker, int time) in new[] { first, second, third, fourth }.Index()) schedule.Add(worker, 4, TimeSpan.FromMilliseconds(time));
            schedule.Add(0, 1, TimeSpan.FromMilliseconds(alone));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(5 + 1), schedule.Step);
        Assert.Equal(1, schedule.Barriers);
        Assert.Equal(18.0 / (4 * 6), schedule.Efficiency(TimeSpan.FromMilliseconds(18), 4, TimeSpan.Zero), 1e-12);
        Assert.Equal(18.0 / (4 * 7), schedule.Efficiency(TimeSpan.FromMilliseconds(18), 4, TimeSpan.FromMilliseconds(1)), 1e-12);
    }

    /// <summary>A step of a network has all its phases, with as many shares as there would be threads, and an update behind them.</summary>
    [Fact]
    public void AStepHasAllItsPhases()
    {
        Work work = WorkCatalog.Find("mlp-1024");
        CoreSchedule schedule = work.Schedule(WorkData.Create(work, 128), cores: 3, leastSteps: 2, seconds: 0);
        Assert.Equal(3, schedule.Phases[0].Workers);
        Assert.Equal(3, schedule.Phases[^1].Workers);
        Assert.Equal("update", work.PhaseName(schedule.Phases.Count - 1));
        Assert.Contains("samples", Enumerable.Range(0, schedule.Phases.Count).Select(work.PhaseName));
        Assert.True(schedule.Step > TimeSpan.Zero);
    }
}
