using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Peers;

/// <summary>Another library, in a process of its own.</summary>
internal abstract class Peer : IDisposable
{
    /// <summary>The name in reports.</summary>
    public abstract string Name { get; }

    /// <summary>Its version, for people.</summary>
    public abstract string Version { get; }

    /// <summary>Whether it does this at all.</summary>
    public abstract bool Supports(Mode mode);

    /// <summary>Takes up a case; the one before is forgotten.</summary>
    public abstract void Load(PeerCase peerCase);

    /// <summary>Makes the loaded case ready to be timed.</summary>
    /// <returns>The variants in which it can be run, each to be timed.</returns>
    public abstract IReadOnlyList<IContestant> Prepare(Mode mode);

    /// <summary>The output of a variant of the loaded case that was prepared for inference, channels first.</summary>
    public abstract float[] Output(PeerCase peerCase, IContestant variant);

    /// <summary>Trains the loaded case from its initial parameters.</summary>
    public abstract TrainingResult Train(PeerCase peerCase, Mode mode, OptimizerSettings settings, int steps);

    /// <inheritdoc/>
    public abstract void Dispose();
}
