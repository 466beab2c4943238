namespace NetGen.Benchmarks.Peers.Protocol;

/// <summary>A network with its parameters and a batch, as a peer's process has taken it up.</summary>
internal abstract class ServedCase : IDisposable
{
    /// <summary>Makes it ready to be timed.</summary>
    /// <returns>The variants in which it can be run.</returns>
    public abstract IReadOnlyList<string> Prepare(string mode, PeerOptimizer optimizer);

    /// <summary>Runs a variant so often, with tensors that are there already.</summary>
    /// <returns>Seconds for all of it.</returns>
    public abstract double Time(string variant, int iterations);

    /// <summary>The output of a variant for inference, channels first.</summary>
    public abstract float[] Output(string variant);

    /// <summary>Trains from the initial parameters.</summary>
    public abstract ServedTraining Train(string mode, PeerOptimizer optimizer, int steps, bool isDouble);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>What training gave.</summary>
/// <param name="Losses">One for each step.</param>
/// <param name="Parameters">Behind the last step, in their order.</param>
internal sealed record ServedTraining(IReadOnlyList<float> Losses, IReadOnlyList<float[]> Parameters);
