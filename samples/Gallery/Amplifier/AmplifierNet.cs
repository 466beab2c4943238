#pragma warning disable format // one line per layer
using NetGen;

namespace GallerySample.Amplifier;

/// <summary>What an amplifier makes of a guitar: dilated convolutions that look back 511 samples, 11 ms, as WaveNet's (van den Oord et al., 2016).</summary>
[Network(2048, 1, InputStd = 0.2, Stream = true)]
[Conv1D(16, 1)]
[Residual<Back1>] [Residual<Back2>] [Residual<Back4>] [Residual<Back8>] [Residual<Back16>] [Residual<Back32>] [Residual<Back64>] [Residual<Back128>]
[Conv1D(1, 1)]
[MeanSquaredError]
public sealed partial class AmplifierNet
{
    /// <summary>Samples of a piece that it learns from.</summary>
    public const int Length = 2048;
}

[Block] [Conv1D(16, 3, Padding = Padding.Causal)] [Tanh] [Conv1D(16, 1)] [Zeros] internal sealed class Back1;
[Block] [Conv1D(16, 3, Padding = Padding.Causal, Dilation = 2)] [Tanh] [Conv1D(16, 1)] [Zeros] internal sealed class Back2;
[Block] [Conv1D(16, 3, Padding = Padding.Causal, Dilation = 4)] [Tanh] [Conv1D(16, 1)] [Zeros] internal sealed class Back4;
[Block] [Conv1D(16, 3, Padding = Padding.Causal, Dilation = 8)] [Tanh] [Conv1D(16, 1)] [Zeros] internal sealed class Back8;
[Block] [Conv1D(16, 3, Padding = Padding.Causal, Dilation = 16)] [Tanh] [Conv1D(16, 1)] [Zeros] internal sealed class Back16;
[Block] [Conv1D(16, 3, Padding = Padding.Causal, Dilation = 32)] [Tanh] [Conv1D(16, 1)] [Zeros] internal sealed class Back32;
[Block] [Conv1D(16, 3, Padding = Padding.Causal, Dilation = 64)] [Tanh] [Conv1D(16, 1)] [Zeros] internal sealed class Back64;
[Block] [Conv1D(16, 3, Padding = Padding.Causal, Dilation = 128)] [Tanh] [Conv1D(16, 1)] [Zeros] internal sealed class Back128;
