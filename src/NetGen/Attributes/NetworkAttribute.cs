namespace NetGen;

/// <summary>
/// Declares a neural network. The attributes below it are its layers, in source order; the class must be partial, and gets the
/// generated code.
/// </summary>
/// <example>
/// <code>
/// [Network(784)]
/// [Dense(100)] [ReLU]
/// [Dense(10)]
/// [SoftmaxCrossEntropy]
/// public sealed partial class DigitNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>Declares a network and the shape of one input sample.</summary>
    /// <param name="shape">
    /// Without the batch. One number: a vector of so many features. Two: time steps, features. Three: height, width, channels (channels
    /// last, row-major: the value of row y, column x, channel c stands at <c>(y * width + x) * channels + c</c>).
    /// </param>
    public NetworkAttribute(params int[] shape) => Shape = shape;

    /// <summary>Features; or time steps, features; or height, width, channels.</summary>
    public int[] Shape { get; }

    /// <summary>
    /// The mean of the values that will be fed in, over the training set. It changes no value: it is what the analyzer starts from
    /// when it predicts the layers' activations. MNIST with pixels in [0, 1] has 0.1307.
    /// </summary>
    public double InputMean { get; set; }

    /// <summary>
    /// The standard deviation of the values that will be fed in, over the training set; positive. As <see cref="InputMean"/>, it only
    /// informs the analyzer. MNIST with pixels in [0, 1] has 0.3081.
    /// </summary>
    public double InputStd { get; set; } = 1;

    /// <summary>
    /// How alike neighbouring pixels of an image are: the correlation of two side by side over the training set, from 0 (noise) to 1. Two that are r
    /// pixels apart are taken to correlate by its r-th power. As <see cref="InputMean"/>, it only informs the analyzer. Where it is not given,
    /// the correlation falls to 1/e over an eighth of the image's longer side: 0.75 for images of 28x28, 0.96 for 224x224.
    /// </summary>
    /// <remarks>Best taken where it matters: with c the correlation of pixels d apart that is next to 0.4, <c>Math.Pow(c, 1.0 / d)</c>.</remarks>
    public double InputCorrelation { get; set; } = double.NaN;

    /// <summary>
    /// How much of the loops is written out. Where it is not given, the project's MSBuild property <c>NetGenUnroll</c> (Auto, Size or Full)
    /// holds.
    /// </summary>
    public Unroll Unroll { get; set; }
}
