using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks.Comparing;

/// <summary>The peers that are installed, each once for every number of threads.</summary>
internal sealed class PeerSet : IDisposable
{
    private readonly Dictionary<int, List<Peer>> _peers;

    private PeerSet(Dictionary<int, List<Peer>> peers, IReadOnlyList<string> missing)
    {
        _peers = peers;
        Missing = missing;
    }

    /// <summary>A line for each peer that is not there, with its reason.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>A line for each peer that is there.</summary>
    public IReadOnlyList<string> Present => [.. _peers.Values.First().Select(static peer => $"{peer.Name} {peer.Version}")];

    /// <summary>Starts all peers that can be started.</summary>
    public static PeerSet Start(IReadOnlyList<int> threads)
    {
        var missing = new List<string>();
        var peers = threads.ToDictionary(static count => count, static _ => new List<Peer>());
        foreach (int count in threads)
        {
            Add("libtorch", () => new TorchPeer(count));
            Add("onnxruntime", static () => new OnnxRuntimePeer());

            void Add(string name, Func<Peer> create)
            {
                try
                {
                    peers[count].Add(create());
                }
                catch (PeerMissingException exception)
                {
                    if (count == threads[0]) missing.Add($"{name} is missing: {exception.Message} {PeerFiles.HowToInstall}.");
                }
            }
        }

        return new PeerSet(peers, missing);
    }

    /// <summary>The peers with so many threads.</summary>
    public IReadOnlyList<Peer> WithThreads(int threads) => _peers[threads];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Peer peer in _peers.Values.SelectMany(static list => list)) peer.Dispose();
    }
}
