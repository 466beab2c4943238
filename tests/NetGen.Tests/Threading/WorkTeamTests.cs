using NetGen.Tests.Training;
using NetGen.Threading;

using Xunit;

namespace NetGen.Tests.Threading;

[Collection(nameof(Alone))]
public class WorkTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void EveryUnitIsDoneOnce(int threads)
    {
        var team = new WorkTeam();
        var work = new Counting(40);
        for (int run = 1; run <= 3000; run++)
        {
            int units = 1 + (run % 40);
            Array.Clear(work.Calls);
            team.Run(work, units, threads);

            // Seen without further synchronisation: returning is the barrier.
            for (int unit = 0; unit < work.Calls.Length; unit++) Assert.Equal(unit < units ? 1 : 0, work.Calls[unit]);
            if (run % 500 == 0) Thread.Sleep(5); // long enough to park
        }
    }

    /// <summary>The number of threads shares its 64 bits with the units: 31 and 32 are beside the sign bit, 63 is the last that fits, 58 units the most.</summary>
    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(47)]
    [InlineData(48)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(int.MaxValue)]
    public void AnyNumberOfThreadsFinishesAnyNumberOfUnits(int threads)
    {
        var team = new WorkTeam();
        var work = new Counting(WorkTeam.MostUnits);
        Patience.Finishes(() =>
        {
            foreach (int units in new[] { 0, 1, 2, 31, 32, 33, 57, 58 })
            {
                Array.Clear(work.Calls);
                team.Run(work, units, threads);
                for (int unit = 0; unit < work.Calls.Length; unit++) Assert.Equal(unit < units ? 1 : 0, work.Calls[unit]);
            }
        });
        Assert.Equal(Math.Min(threads, WorkTeam.MostThreads) - 1, team.StartedThreads);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(1000)]
    public void AsManyThreadsAsAreAskedForWorkAtOnce(int threads)
    {
        int expected = Math.Min(threads, WorkTeam.MostThreads);
        var work = new Meeting(expected);
        Patience.Finishes(() => new WorkTeam().Run(work, expected, threads));
        Assert.Equal(Enumerable.Range(0, expected), work.Met.Order());
    }

    [Fact]
    public void MoreUnitsThanFitAndFewerThreadsThanOneAreRefused()
    {
        var team = new WorkTeam();
        Assert.Throws<ArgumentOutOfRangeException>("units", () => team.Run(new Counting(1), WorkTeam.MostUnits + 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("units", () => team.Run(new Counting(1), -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => team.Run(new Counting(1), 1, 0));
    }

    [Fact]
    public void OnlyTheThreadsThatAreAskedForTakePart()
    {
        var team = new WorkTeam();
        Assert.Equal(0, team.StartedThreads);
        var work = new Counting(50);
        team.Run(work, 50, 1);
        Assert.Equal(0, team.StartedThreads);
        team.Run(work, 50, 4);
        Assert.Equal(3, team.StartedThreads);
        for (int run = 0; run < 300; run++)
        {
            Array.Fill(work.Threads, -1);
            team.Run(work, 50, 2);
            Assert.All(work.Threads, thread => Assert.InRange(thread, 0, 1));
        }

        Assert.Equal(3, team.StartedThreads);
    }

    [Fact]
    public void AnExceptionIsThrownAfterAllUnitsAreDoneAndTheTeamWorksOn()
    {
        var team = new WorkTeam();
        for (int run = 0; run < 200; run++)
        {
            var failing = new Counting(10) { Failing = run % 10 };
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => team.Run(failing, 10, 3));
            Assert.Equal("unit", exception.Message);
            Assert.All(failing.Calls, calls => Assert.Equal(1, calls));
            var work = new Counting(10);
            team.Run(work, 10, 3);
            Assert.All(work.Calls, calls => Assert.Equal(1, calls));
        }
    }

    [Fact]
    public void ThreadsThatCannotBeStartedAreDoneWithout()
    {
        int asked = 0;
        Exception refusal = Activator.CreateInstance<OutOfMemoryException>(); // what the system throws
        var team = new WorkTeam(thread =>
        {
            if (asked++ == 2) throw refusal;
            thread.Start();
        });
        for (int run = 0; run < 3; run++)
        {
            var work = new Counting(50);
            Patience.Finishes(() => team.Run(work, 50, 8));
            Assert.All(work.Calls, calls => Assert.Equal(1, calls));
            Assert.All(work.Threads, thread => Assert.InRange(thread, 0, 2));
        }

        Assert.Equal((3, 2), (asked, team.StartedThreads));
    }

    [Fact]
    public void RunningAllocatesNothing()
    {
        var team = new WorkTeam();
        var work = new Counting(16);
        long least = long.MaxValue;
        for (int window = 0; window < 20 && least > 0; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int run = 0; run < 50; run++) team.Run(work, 16, 4);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void IdleThreadsDoNotBurnProcessorTime()
    {
        var team = new WorkTeam();
        team.Run(new Counting(16), 16, 4);

        // The runtime's own threads and those of tests before are busy now and then; three threads that did not park would be in every window.
        double least = double.MaxValue;
        for (int window = 0; window < 30 && least > 20; window++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(100);
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        Assert.InRange(least, 0, 20);
    }

    /// <summary>Every unit waits until as many threads are at work.</summary>
    private sealed class Meeting(int threads) : WorkTeam.IUnits
    {
        private int _here;

        public System.Collections.Concurrent.ConcurrentBag<int> Met { get; } = [];

        public void RunUnit(int thread, int unit)
        {
            Met.Add(thread);
            Interlocked.Increment(ref _here);
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _here) == threads, TimeSpan.FromSeconds(30)));
        }
    }

    private sealed class Counting(int units) : WorkTeam.IUnits
    {
        public int[] Calls { get; } = new int[units];

        public int[] Threads { get; } = new int[units];

        public int Failing { get; init; } = -1;

        public void RunUnit(int thread, int unit)
        {
            Calls[unit]++;
            Threads[unit] = thread;
            Thread.SpinWait(20 * (unit % 5));
            if (unit == Failing) throw new InvalidOperationException("unit");
        }
    }
}
