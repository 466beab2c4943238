using System.Runtime.InteropServices;

using NetGen.Benchmarks.Peers.Protocol;

using Xunit;

namespace NetGen.Benchmarks.Tests;

/// <summary>What peers' processes are asked, and what they answer.</summary>
public sealed class PeerServerTests
{
    [Fact]
    public void The_first_line_says_what_runs_there() => Assert.Equal(["""{"version":"1.2"}"""], Serve());

    [Fact]
    public void Requests_survive_the_way_through_a_line()
    {
        var request = new PeerRequest("train") { Mode = "step-adamw", Optimizer = new PeerOptimizer(1e-9, 1e-8, 0.01), Steps = 2, IsDouble = true, Result = "a\nb" };
        string line = PeerLine.Write(request);
        Assert.DoesNotContain('\n', line);
        Assert.Equal(line, PeerLine.Write(PeerLine.Read<PeerRequest>(line)));
        Assert.Equal(request.Optimizer, PeerLine.Read<PeerRequest>(line).Optimizer);
        Assert.Contains("\"rate\":1E-09", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_is_prepared_timed_and_looked_at()
    {
        string file = Path.GetTempFileName();
        try
        {
            string[] answers = Serve(
                new PeerRequest("load") { Threads = 3 },
                new PeerRequest("prepare") { Mode = "inference", Optimizer = new PeerOptimizer(0, 0, 0) },
                new PeerRequest("time") { Variant = "twice", Iterations = 5 },
                new PeerRequest("output") { Variant = "twice", Result = file });
            Assert.Equal(["{}", """{"variants":["twice"]}""", """{"seconds":10}""", "{}"], answers[1..]);
            Assert.Equal([3f, 0.5f], MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray());

            answers = Serve(new PeerRequest("load"), new PeerRequest("train") { Mode = "step-sgd", Optimizer = new PeerOptimizer(0, 0, 0), Steps = 2, Result = file });
            Assert.Equal("""{"losses":[2,1]}""", answers[2]);
            Assert.Equal([1f, 2f, 3f], MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("time", "No case was loaded")]
    [InlineData("load", "Threads")]
    public void What_cannot_be_done_is_answered_and_the_loop_goes_on(string what, string reason)
    {
        string[] answers = Serve(new PeerRequest(what) { Threads = -1, Variant = "twice" }, new PeerRequest("load"));
        Assert.Contains(reason, PeerLine.Read<PeerAnswer>(answers[1]).Error, StringComparison.Ordinal);
        Assert.Equal("{}", answers[2]);
    }

    [Fact]
    public void A_request_that_lacks_something_is_answered() =>
        Assert.Contains("lacks", PeerLine.Read<PeerAnswer>(Serve(new PeerRequest("load"), new PeerRequest("time"))[2]).Error, StringComparison.Ordinal);

    [Fact]
    public void A_case_ends_when_the_next_one_comes_and_when_there_are_no_more()
    {
        var ended = new List<int>();
        Serve(ended, new PeerRequest("load") { Threads = 1 }, new PeerRequest("load") { Threads = 2 });
        Assert.Equal([1, 2], ended);
    }

    private static string[] Serve(params PeerRequest[] requests) => Serve([], requests);

    private static string[] Serve(List<int> ended, params PeerRequest[] requests)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(string.Join('\n', requests.Select(static request => PeerLine.Write(request))));
        PeerServer.Run(new PeerAnswer { Version = "1.2" }, request => new Case(request.Threads, ended), input, output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class Case : ServedCase
    {
        private readonly int _threads;
        private readonly List<int> _ended;

        public Case(int threads, List<int> ended)
        {
            (_threads, _ended) = (threads, ended);
            if (threads < 0) throw new InvalidDataException("Threads below zero.");
        }

        public override IReadOnlyList<string> Prepare(string mode, PeerOptimizer optimizer) => ["twice"];

        public override double Time(string variant, int iterations) => 2 * iterations;

        public override float[] Output(string variant) => [_threads, 0.5f];

        public override ServedTraining Train(string mode, PeerOptimizer optimizer, int steps, bool isDouble) => new([2, 1], [[1], [2, 3]]);

        public override void Dispose() => _ended.Add(_threads);
    }
}
