using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// All parameters of a network in one aligned block, packed for the kernels: trained ones first, then state (running statistics).
/// Padding lanes are zero and stay zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterBlock
{
    /// <summary>A zeroed block with room for the parameters of <paramref name="info"/>.</summary>
    public ParameterBlock(NetworkInfo info)
    {
        Info = info;
        Memory = new AlignedMemory(info.PackedSize);
    }

    /// <summary>The network's description.</summary>
    public NetworkInfo Info { get; }

    /// <summary>The floats themselves.</summary>
    public AlignedMemory Memory { get; }

    /// <summary>The first float of the block.</summary>
    public ref float Start => ref Memory.Start;

    /// <summary>The part that training changes.</summary>
    public Span<float> Trained => Memory.Span[..Info.TrainedPackedSize];
}
