using System.Text.Json.Nodes;

using NetGen.Benchmarks.Graphs;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Onnx;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Peers;

/// <summary>ONNX Runtime in Node. The call from JavaScript into the library is part of its time.</summary>
internal sealed class OnnxRuntimePeer : Peer
{
    private readonly ChildProcess _child;

    /// <summary>Starts Node.</summary>
    /// <exception cref="PeerMissingException">There is no Node, or no onnxruntime-node.</exception>
    public OnnxRuntimePeer() =>
        _child = ChildProcess.Start(PeerFiles.Program("NETGEN_NODE", "node"), PeerFiles.Find("onnxruntime_peer.js"), new Dictionary<string, string>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public override string Name => "onnxruntime";

    /// <inheritdoc/>
    public override string Version => _child.Version;

    /// <inheritdoc/>
    public override bool Supports(Mode mode) => mode == Mode.Inference;

    /// <inheritdoc/>
    public override void Load(PeerCase peerCase)
    {
        NetworkGraph graph = peerCase.Work.Graph;
        int batch = peerCase.Data.Batch;
        File.WriteAllBytes(peerCase.ModelFile, OnnxModel.Write(graph, peerCase.Work.ReadParameters(peerCase.ParameterFile), peerCase.Work.Info, batch));
        _child.Ask(new JsonObject
        {
            ["do"] = "load",
            ["threads"] = peerCase.Threads,
            ["model"] = peerCase.ModelFile,
            ["input"] = peerCase.InputFile,
            ["inputShape"] = GraphJson.Numbers([batch, .. graph.InputShape]),
            ["outputShape"] = GraphJson.Numbers([batch, .. graph.OutputShape]),
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<IContestant> Prepare(Mode mode) => [new Session(_child)];

    /// <inheritdoc/>
    public override float[] Output(PeerCase peerCase, IContestant variant)
    {
        _child.Ask(new JsonObject { ["do"] = "output", ["result"] = peerCase.ResultFile });
        return peerCase.ReadResult();
    }

    /// <inheritdoc/>
    public override TrainingResult Train(PeerCase peerCase, Mode mode, OptimizerSettings settings, int steps) => throw new NotSupportedException("ONNX Runtime does not train here.");

    /// <inheritdoc/>
    public override void Dispose() => _child.Dispose();

    private sealed class Session(ChildProcess child) : IContestant
    {
        public string Name => "cpu";

        public TimeSpan ProcessorTime => child.ProcessorTime;

        public double Run(int iterations) => (double)child.Ask(new JsonObject { ["do"] = "time", ["iterations"] = iterations })["seconds"]!;

        public void Dispose() => child.Ask(new JsonObject { ["do"] = "close" });
    }
}
