using System.Runtime.CompilerServices;

namespace NetGen.Onnx;

/// <summary>How a network is written as a model.</summary>
public sealed record OnnxOptions
{
    /// <summary>The oldest version of ONNX' operators that can be asked for.</summary>
    public const int OldestOpset = 17;

    /// <summary>The newest version of ONNX' operators that can be asked for.</summary>
    public const int NewestOpset = 21;

    /// <summary>
    /// The version of ONNX' operators, from <see cref="OldestOpset"/> to <see cref="NewestOpset"/>. The oldest, unless set: every runtime since 2022 reads it. A newer
    /// one says a few layers in a single operator: GELU from 20 on, group normalisation from 21 on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither of these nor between them.</exception>
    public int Opset
    {
        get;
        init
        {
            if (value is < OldestOpset or > NewestOpset) throw OutOfRange(value, $"Expected a version of ONNX' operators from {OldestOpset} to {NewestOpset}.");
            field = value;
        }
    } = OldestOpset;

    /// <summary>Whether the model gives what the network's <c>Predict</c> gives, such as probabilities; else what <c>Forward</c> gives. It does, unless set.</summary>
    public bool Predicts { get; init; } = true;

    /// <summary>How inputs and outputs that are images have them: as the network's own methods, unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no layout.</exception>
    public ImageLayout Images
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw OutOfRange(value, "Expected a layout of images.");
    }

    /// <summary>An exception that names the option, and not the setter's 'value'.</summary>
    private static ArgumentOutOfRangeException OutOfRange(object value, string expected, [CallerMemberName] string? option = null) => new(option, value, expected);
}
