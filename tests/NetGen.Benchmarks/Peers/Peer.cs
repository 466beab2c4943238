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

    /// <summary>Loads a case; the one before is forgotten.</summary>
    /// <returns>The variants in which it can be run, each to be timed.</returns>
    public abstract IReadOnlyList<IContestant> Prepare(PeerCase peerCase, Mode mode);

    /// <summary>The output of a variant of the case that was prepared for inference, channels first.</summary>
    public abstract float[] Output(PeerCase peerCase, IContestant variant);

    /// <summary>Trains the case that was prepared for training, from its initial parameters.</summary>
    public abstract TrainingResult Train(PeerCase peerCase, Mode mode, OptimizerSettings settings, int steps);

    /// <inheritdoc/>
    public abstract void Dispose();
}
