namespace NetGen.Benchmarks.Peers;

/// <summary>A peer is not there; the message ends without a full stop. The comparison goes on without it.</summary>
internal sealed class PeerMissingException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A peer failed at something it was asked to do.</summary>
internal sealed class PeerFailedException(string message, Exception? inner = null) : Exception(message, inner);
