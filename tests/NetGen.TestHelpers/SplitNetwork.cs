using NetGen.Runtime;

namespace NetGen.TestHelpers;

/// <summary>
/// A network whose phases run in shares, one share after the other and the last one first: what as many threads would do, but without the
/// trainer's threshold, below which it splits nothing. If a share wrote what is another's, or read what another has yet to write, the
/// order would show it.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="shares">Shares of each phase.</param>
/// <param name="beforeStep">Is shown the pass before each step begins; null where nobody wants to see it.</param>
internal sealed class SplitNetwork<TNetwork>(TNetwork network, int shares, Action<TrainingPass>? beforeStep = null) : ITrainableNetwork<SplitNetwork<TNetwork>>
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public static NetworkInfo Info => TNetwork.Info;

    /// <summary>As many shares as memory is kept for.</summary>
    public const int MostShares = 64;

    /// <summary>The trainer has one thread, but every share has memory of its own.</summary>
    public static TrainingProgram Program { get; } = TNetwork.Program with { WorkspacePerWorker = TNetwork.Program.WorkspacePerWorker * MostShares };

    public ParameterBlock Parameters => network.Parameters;

    public int Threads
    {
        get => network.Threads;
        set => network.Threads = value;
    }

    public static SplitNetwork<TNetwork> Create(ulong seed) => throw new NotSupportedException("A split network is made around another.");

    public static SplitNetwork<TNetwork> Load(string path) => throw new NotSupportedException("A split network is made around another.");

    public static SplitNetwork<TNetwork> Load(Stream stream) => throw new NotSupportedException("A split network is made around another.");

    public static SplitNetwork<TNetwork> Load(ReadOnlyMemory<byte> file) => throw new NotSupportedException("A split network is made around another.");

    public void RunPhase(int phase, TrainingPass pass, int worker, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shares, MostShares);
        if (workers != 1) throw new NotSupportedException("A split network is for trainers of one thread.");
        if (phase == 0) beforeStep?.Invoke(pass);
        for (int share = shares - 1; share >= 0; share--) network.RunPhase(phase, pass, share, shares);
    }

    public void CommitState(TrainingPass pass) => network.CommitState(pass);

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => network.Forward(input, output);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => network.Predict(input, output);

    public void Save(string path) => network.Save(path);

    public void CopyParameter(string name, Span<float> destination) => network.CopyParameter(name, destination);

    public void SetParameter(string name, ReadOnlySpan<float> values) => network.SetParameter(name, values);
}
