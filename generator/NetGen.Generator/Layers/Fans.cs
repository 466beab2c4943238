namespace NetGen.Generator.Layers;

/// <summary>
/// Inputs that each output unit sums (fan-in) and outputs that each input unit reaches (fan-out) of a weight: the one place where they
/// are worked out.
/// </summary>
/// <remarks>0 and 0 for parameters that connect nothing, such as biases and the scale of a normalisation.</remarks>
internal readonly record struct Fans(int In, int Out)
{
    public static Fans None => default;

    /// <summary>A matrix: every input meets every unit.</summary>
    public static Fans Dense(int inputs, int units) => new(inputs, units);

    /// <summary>
    /// A convolution: an output sums the window over the channels of its own group, and an input reaches as many filters of its group
    /// per tap. So both are divided by the number of groups (torch's fan-out is not: pytorch#23854). Dilation moves taps apart and
    /// changes neither. The stride is left out, as in all frameworks, although it divides the outputs that an input reaches.
    /// </summary>
    public static Fans Convolution(int kernelHeight, int kernelWidth, int channels, int filters, int groups)
        => new(kernelHeight * kernelWidth * (channels / groups), kernelHeight * kernelWidth * (filters / groups));

    /// <summary>
    /// A transposed convolution: an input reaches the whole window over the filters of its group, but of the taps that an output could sum only every stride-th
    /// meets an input, in both directions. So fan-in is divided by the strides: k^2 C / (g s^2), in whole numbers (torch takes the fan-in from the filters,
    /// pytorch#30079; Keras from the wrong axis, tensorflow#31192).
    /// </summary>
    public static Fans TransposedConvolution(int kernelHeight, int kernelWidth, int channels, int filters, int groups, int strideHeight, int strideWidth)
    {
        double sums = (double)kernelHeight * kernelWidth * (channels / groups) / ((double)strideHeight * strideWidth);
        return new(Math.Max(1, (int)Math.Round(sums)), kernelHeight * kernelWidth * (filters / groups));
    }

    /// <summary>The fan that divides an initialiser's variance.</summary>
    public double Select(FanMode mode) => mode switch
    {
        FanMode.FanIn => In,
        FanMode.FanOut => Out,
        _ => (In + (double)Out) / 2,
    };
}
