using NetGen.Benchmarks.Comparing;
using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks.Tests;

/// <summary>Peers' processes, started when they are first wanted.</summary>
public sealed class PeerProcesses : IDisposable
{
    private readonly Lazy<PeerSet> _onnxRuntime = new(static () => PeerSet.Start([1], [PeerStart.OnnxRuntime]));
    private readonly Lazy<PeerSet> _torchInPython = new(static () => PeerSet.Start([1], [PeerStart.Torch], static () => throw new PeerMissingException("TorchSharp is not served")));
    private readonly Lazy<PeerSet> _torchSharp = new(static () => PeerSet.Start([1], [PeerStart.Torch], static () => TorchTheoryAttribute.Program!));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Lazy<PeerSet> peers in new[] { _onnxRuntime, _torchInPython, _torchSharp })
        {
            if (peers.IsValueCreated) peers.Value.Dispose();
        }
    }

    internal PeerSet OnnxRuntime => _onnxRuntime.Value;

    /// <summary>What takes the place of TorchSharp where that cannot be restored.</summary>
    internal PeerSet TorchInPython => _torchInPython.Value;

    internal PeerSet TorchSharp => _torchSharp.Value;
}
