using NetGen.Benchmarks.Graphs;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Peers.Protocol;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Peers;

/// <summary>Another library, in a process of its own: its threads do not disturb those of others.</summary>
/// <param name="name">The name in reports.</param>
/// <param name="child">The process.</param>
/// <param name="readsOnnx">Whether it reads a model; else it reads TorchScript, and trains.</param>
internal sealed class Peer(string name, ChildProcess child, bool readsOnnx) : IDisposable
{
    /// <summary>So small a rate that thousands of steps leave the parameters, and with them the work, as they were.</summary>
    private static readonly PeerOptimizer s_standing = new(1e-9, 1e-8, 0.01);

    /// <summary>The name in reports.</summary>
    public string Name => name;

    /// <summary>Its version, for people.</summary>
    public string Version => child.Version;

    /// <summary>What people ought to know about it; null for nothing.</summary>
    public string? Note => child.Note;

    /// <summary>Whether it does this at all.</summary>
    public bool Supports(Mode mode) => mode == Mode.Inference || !readsOnnx;

    /// <summary>Takes up a case; the one before is forgotten.</summary>
    /// <exception cref="PeerFailedException">It cannot.</exception>
    public void Load(PeerCase peerCase)
    {
        Work work = peerCase.Work;
        var request = new PeerRequest("load")
        {
            Threads = peerCase.Threads,
            Input = peerCase.InputFile,
            InputShape = [peerCase.Data.Batch, .. work.Graph.InputShape],
            OutputShape = [peerCase.Data.Batch, .. work.Graph.OutputShape],
            Target = peerCase.TargetFile,
            HasLabels = work.HasLabels,
        };
        if (readsOnnx)
        {
            work.SaveModel(peerCase.ModelFile);
            request = request with { Model = peerCase.ModelFile };
        }
        else
        {
            request = request with
            {
                Code = TorchScript.Write(work.Graph, [.. work.Info.Parameters.Select(static parameter => parameter.Name)], work.HasLabels),
                Parameters = [.. work.Info.Parameters.Select(static parameter => new PeerParameter(parameter.Name, parameter.Shape, parameter.IsTrained))],
                ParameterFile = peerCase.ParameterFile,
            };
        }

        child.Ask(request);
    }

    /// <summary>Makes the loaded case ready to be timed.</summary>
    /// <returns>The variants in which it can be run, each to be timed.</returns>
    /// <exception cref="PeerFailedException">It cannot.</exception>
    public IReadOnlyList<IContestant> Prepare(Mode mode)
    {
        PeerAnswer answer = child.Ask(new PeerRequest("prepare") { Mode = mode.Name(), Optimizer = s_standing });
        return [.. (answer.Variants ?? []).Select(variant => new Variant(child, variant))];
    }

    /// <summary>The output of a variant of the loaded case that was prepared for inference, channels first.</summary>
    /// <exception cref="PeerFailedException">It gives none.</exception>
    public float[] Output(PeerCase peerCase, IContestant variant)
    {
        child.Ask(new PeerRequest("output") { Variant = variant.Name, Result = peerCase.ResultFile });
        return PeerServer.ReadValues<float>(peerCase.ResultFile);
    }

    /// <summary>Trains the loaded case from its initial parameters.</summary>
    /// <param name="peerCase">The case.</param>
    /// <param name="mode">The optimiser.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="steps">How many.</param>
    /// <param name="isDouble">Whether in double precision.</param>
    /// <exception cref="PeerFailedException">It cannot.</exception>
    public TrainingResult Train(PeerCase peerCase, Mode mode, OptimizerSettings settings, int steps, bool isDouble)
    {
        var optimizer = new PeerOptimizer(settings.Rate, settings.Epsilon, settings.Decay);
        PeerAnswer answer = child.Ask(new PeerRequest("train") { Mode = mode.Name(), Optimizer = optimizer, Steps = steps, IsDouble = isDouble, Result = peerCase.ResultFile });
        return new TrainingResult(answer.Losses ?? [], peerCase.Work.InitialParameters(), peerCase.ReadParameters());
    }

    /// <inheritdoc/>
    public void Dispose() => child.Dispose();

    private sealed class Variant(ChildProcess child, string name) : IContestant
    {
        public string Name => name;

        public TimeSpan ProcessorTime => child.ProcessorTime;

        public double Run(int iterations) =>
            child.Ask(new PeerRequest("time") { Variant = name, Iterations = iterations }).Seconds ?? throw new PeerFailedException($"It has not said how long '{name}' took.");

        public void Dispose()
        {
        }
    }
}
