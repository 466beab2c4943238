using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;

using NetGen.Benchmarks.Graphs;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Peers;

/// <summary>PyTorch with so many threads. A process for each number of threads: its libraries read theirs when they are loaded.</summary>
internal sealed class TorchPeer : Peer
{
    private readonly ChildProcess _child;

    /// <summary>Starts Python.</summary>
    /// <exception cref="PeerMissingException">There is no Python, or no torch.</exception>
    public TorchPeer(int threads)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OMP_NUM_THREADS"] = count, ["OPENBLAS_NUM_THREADS"] = count };

        // OpenBLAS does not know every newer processor and then takes kernels for AVX2; these are faster.
        if (Avx512F.IsSupported) environment["OPENBLAS_CORETYPE"] = "SKYLAKEX";
        _child = ChildProcess.Start(PeerFiles.Program("NETGEN_PYTHON", "/usr/bin/python3"), PeerFiles.Find("torch_peer.py"), environment);
    }

    /// <inheritdoc/>
    public override string Name => "libtorch";

    /// <inheritdoc/>
    public override string Version => _child.Version;

    /// <inheritdoc/>
    public override bool Supports(Mode mode) => true;

    /// <inheritdoc/>
    public override void Load(PeerCase peerCase)
    {
        NetworkGraph graph = peerCase.Work.Graph;
        _child.Ask(new JsonObject
        {
            ["do"] = "load",
            ["threads"] = peerCase.Threads,
            ["batch"] = peerCase.Data.Batch,
            ["input_shape"] = GraphJson.Numbers(graph.InputShape),
            ["output_shape"] = GraphJson.Numbers(graph.OutputShape),
            ["layers"] = GraphJson.Layers(graph),
            ["loss"] = peerCase.Work.HasLabels ? "cross_entropy" : "mse",
            ["parameters"] = peerCase.ParameterFile,
            ["input"] = peerCase.InputFile,
            ["targets"] = peerCase.TargetFile,
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<IContestant> Prepare(Mode mode)
    {
        JsonNode answer = _child.Ask(new JsonObject { ["do"] = "prepare", ["mode"] = mode.Name(), ["rate"] = 1e-9, ["epsilon"] = 1e-8 });
        return [.. answer["variants"]!.AsArray().Select(name => new Variant(_child, (string)name!))];
    }

    /// <inheritdoc/>
    public override float[] Output(PeerCase peerCase, IContestant variant)
    {
        _child.Ask(new JsonObject { ["do"] = "output", ["variant"] = variant.Name, ["result"] = peerCase.ResultFile });
        return peerCase.ReadResult();
    }

    /// <inheritdoc/>
    public override TrainingResult Train(PeerCase peerCase, Mode mode, OptimizerSettings settings, int steps)
    {
        JsonNode answer = _child.Ask(new JsonObject
        {
            ["do"] = "train",
            ["optimizer"] = mode == Mode.StepSgd ? "sgd" : "adam",
            ["rate"] = settings.Rate,
            ["epsilon"] = settings.Epsilon,
            ["steps"] = steps,
            ["result"] = peerCase.TrainedFile,
        });
        float[] losses = [.. answer["losses"]!.AsArray().Select(static loss => (float)(double)loss!)];
        return new TrainingResult(losses, peerCase.Work.ReadParameters(peerCase.ParameterFile), peerCase.Work.ReadParameters(peerCase.TrainedFile));
    }

    /// <inheritdoc/>
    public override void Dispose() => _child.Dispose();

    private sealed class Variant(ChildProcess child, string name) : IContestant
    {
        public string Name => name;

        public TimeSpan ProcessorTime => child.ProcessorTime;

        public double Run(int iterations) => (double)child.Ask(new JsonObject { ["do"] = "time", ["variant"] = name, ["iterations"] = iterations })["seconds"]!;

        public void Dispose()
        {
        }
    }
}
