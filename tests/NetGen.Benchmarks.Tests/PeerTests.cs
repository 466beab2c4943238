using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Works;

using Xunit;

namespace NetGen.Benchmarks.Tests;

/// <summary>Peers in their processes, on small networks: their results are NetGen's.</summary>
public sealed class PeerTests(PeerProcesses processes) : IClassFixture<PeerProcesses>
{
    public static TheoryData<string, int> Models => new() { { "xor", 3 }, { "mlp-table", 2 }, { "conv3x3-3-channels", 1 }, { "keywords", 2 }, { "stream-gru-40", 1 }, { "lstm-128", 2 } };

    public static TheoryData<string, int, string> Trainings => new()
    {
        { "xor", 3, "inference" }, { "xor", 3, "step-sgd" }, { "mlp-64", 8, "step-adamw" }, { "conv3x3-stride-2", 1, "step-sgd" }, { "keywords", 4, "inference" }, { "keywords", 4, "step-adam" }, { "lstm-128", 2, "step-adam" },
        { "transformer", 1, "inference" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void OnnxRuntime_agrees_on_the_exporters_model(string work, int batch)
    {
        Assert.Empty(processes.OnnxRuntime.Notes);
        Compare(processes.OnnxRuntime, work, batch, Mode.Inference);
    }

    [TorchTheory(InPython = true)]
    [MemberData(nameof(Trainings))]
    public void Torch_in_Python_agrees(string work, int batch, string mode)
    {
        Assert.Contains("in Python", Assert.Single(processes.TorchInPython.Present), StringComparison.Ordinal);
        Compare(processes.TorchInPython, work, batch, Enum.GetValues<Mode>().Single(value => value.Name() == mode));
    }

    [TorchTheory]
    [MemberData(nameof(Trainings))]
    public void Torch_by_TorchSharp_agrees(string work, int batch, string mode)
    {
        Assert.Contains("TorchSharp", Assert.Single(processes.TorchSharp.Present), StringComparison.Ordinal);
        Compare(processes.TorchSharp, work, batch, Enum.GetValues<Mode>().Single(value => value.Name() == mode));
    }

    /// <summary>The check is worth something: parameters that are not NetGen's own give another output.</summary>
    [Fact]
    public void Another_output_is_an_error()
    {
        string directory = Directory.CreateTempSubdirectory("netgen-peer-test-").FullName;
        try
        {
            using var run = new CaseRun(new ComparisonCase(new OtherModel(), 2, Mode.Inference), [1], processes.OnnxRuntime, directory);
            run.Run(new MeasuringTime(0.001, 1), CancellationToken.None);
            Assert.Contains("output[", Assert.Single(run.Problems), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void What_takes_TorchSharps_place_and_why_is_said_in_one_line()
    {
        PeerSet peers = processes.TorchInPython;
        Assert.Equal("libtorch cannot be run by TorchSharp, so PyTorch in Python takes its place: TorchSharp is not served.", peers.Notes[0]);
        if (peers.Present.Count > 0) Assert.Contains("in Python", peers.Present[0], StringComparison.Ordinal);
        else Assert.StartsWith("libtorch is missing: ", peers.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_says_why_it_cannot_go_on_is_missing()
    {
        string script = Path.GetTempFileName();
        try
        {
            File.WriteAllText(script, "echo '{\"error\":\"no library\"}'\n");
            Assert.Equal("no library", Assert.Throws<PeerMissingException>(() => ChildProcess.Start("sh", [script], new Dictionary<string, string>())).Message);
            File.WriteAllText(script, "echo 'Error: something' >&2\n");
            Assert.EndsWith("Error: something", Assert.Throws<PeerMissingException>(() => ChildProcess.Start("sh", [script], new Dictionary<string, string>())).Message, StringComparison.Ordinal);
            Assert.Contains("netgen-no-such-program", Assert.Throws<PeerMissingException>(() => ChildProcess.Start("netgen-no-such-program", [], new Dictionary<string, string>())).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static void Compare(PeerSet peers, string work, int batch, Mode mode)
    {
        string directory = Directory.CreateTempSubdirectory("netgen-peer-test-").FullName;
        try
        {
            using var run = new CaseRun(new ComparisonCase(WorkCatalog.Find(work), batch, mode), [1], peers, directory);
            IReadOnlyList<ComparisonRow> rows = run.Run(new MeasuringTime(0.001, 1), CancellationToken.None);
            Assert.Empty(run.Problems);
            ComparisonRow row = Assert.Single(rows, static row => row.Peer is not null and not ComparisonRow.Peak);
            Assert.True(row.PeerSeconds > 0);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Gives peers the model of another network of the same shape.</summary>
    private sealed class OtherModel : Work
    {
        private readonly Work _work = WorkCatalog.Find("conv3x3");

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public OtherModel() => (Name, Title, Batches) = ("other", "other", [2]);

        public override Graphs.NetworkGraph Graph => _work.Graph;

        public override NetworkInfo Info => _work.Info;

        public override bool HasLabels => false;

        public override IReadOnlyDictionary<string, float[]> InitialParameters() => _work.InitialParameters();

        public override void SaveModel(string path) => WorkCatalog.Find("conv3x3-dilation-2").SaveModel(path);

        public override IContestant CreateContestant(Mode mode, WorkData data, int threads) => _work.CreateContestant(mode, data, threads);

        public override float[] Output(WorkData data, int threads) => _work.Output(data, threads);

        public override TrainingResult Train(Mode mode, OptimizerSettings rates, WorkData data, int threads, int steps) => _work.Train(mode, rates, data, threads, steps);

        public override Cores.CoreSchedule Schedule(WorkData data, int cores, int leastSteps, double seconds) => _work.Schedule(data, cores, leastSteps, seconds);

        public override string PhaseName(int place) => _work.PhaseName(place);

        public override Startup.FirstCalls MeasureFirstCalls() => _work.MeasureFirstCalls();
    }
}
