using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks.Comparing;

/// <summary>The peers that are there, each once for every number of threads.</summary>
internal sealed class PeerSet : IDisposable
{
    private readonly IReadOnlyDictionary<int, List<Peer>> _peers;

    private PeerSet(IReadOnlyDictionary<int, List<Peer>> peers, IReadOnlyList<string> notes)
    {
        _peers = peers;
        Notes = notes;
    }

    /// <summary>A line for each peer that is not there, and for each that is not as it ought to be, with the reason.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>A line for each peer that is there.</summary>
    public IReadOnlyList<string> Present => [.. _peers.Values.First().Select(static peer => $"{peer.Name} {peer.Version}")];

    /// <summary>Starts all peers that can be started.</summary>
    /// <param name="threads">A process for each of these.</param>
    /// <param name="names">Only these.</param>
    public static PeerSet Start(IReadOnlyList<int> threads, IReadOnlyList<string> names) => Start(threads, names, TorchProgram.Build);

    /// <summary>Starts all peers that can be started.</summary>
    /// <param name="threads">A process for each of these.</param>
    /// <param name="names">Only these.</param>
    /// <param name="buildTorch">Gives the program with libtorch.</param>
    internal static PeerSet Start(IReadOnlyList<int> threads, IReadOnlyList<string> names, Func<string> buildTorch)
    {
        var notes = new List<string>();
        var peers = threads.ToDictionary(static count => count, static _ => new List<Peer>());
        if (names.Contains(PeerStart.Torch)) AddTorch();
        if (names.Contains(PeerStart.OnnxRuntime)) TryAdd(static _ => PeerStart.StartOnnxRuntime(), static reason => $"onnxruntime is missing: {reason}.");
        return new PeerSet(peers, notes);

        void AddTorch()
        {
            string? program = null;
            bool isThere = TryAdd(count => PeerStart.StartTorchSharp(program ??= buildTorch(), count), static reason => $"libtorch cannot be run by TorchSharp, so PyTorch in Python takes its place: {reason}.");
            if (!isThere) TryAdd(PeerStart.StartTorchInPython, static reason => $"libtorch is missing: {reason}. tests/NetGen.Benchmarks/Peers/Python/setup.sh installs PyTorch of the distribution.");
        }

        bool TryAdd(Func<int, Peer> start, Func<string, string> describe)
        {
            var started = new List<Peer>();
            try
            {
                foreach (int count in threads) started.Add(start(count));
            }
            catch (PeerMissingException exception)
            {
                started.ForEach(static peer => peer.Dispose());
                notes.Add(describe(exception.Message));
                return false;
            }

            foreach ((int count, Peer peer) in threads.Zip(started)) peers[count].Add(peer);
            if (started[0].Note is { } note) notes.Add($"{started[0].Name}: {note}");
            return true;
        }
    }

    /// <summary>The peers with so many threads.</summary>
    public IReadOnlyList<Peer> WithThreads(int threads) => _peers[threads];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Peer peer in _peers.Values.SelectMany(static list => list)) peer.Dispose();
    }
}
