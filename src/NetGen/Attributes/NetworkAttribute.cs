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
    /// Of an image, how alike pixels side by side are: their correlation over the training set, from 0 (noise) to 1. Two that are r pixels apart
    /// are taken to correlate by its r-th power. As <see cref="InputMean"/>, it only informs the analyzer; an input that is no image must not have it.
    /// Where it is not given, the correlation falls to 1/e over an eighth of the image's longer side: 0.75 for pixels side by side of a 28x28
    /// image, 0.96 of one of 224x224.
    /// </summary>
    /// <remarks>
    /// It decides what is left behind a mean over many pixels. No single number fits every distance, so take it at the distance where pixels
    /// correlate by about 0.4: with c the correlation of pixels d apart, write <c>Math.Pow(c, 1.0 / d)</c>, worked out.
    /// </remarks>
    public double InputCorrelation { get; set; } = double.NaN;

    /// <summary>
    /// What layers and methods call the input. Default: <c>input</c>, by which layers may always read it.
    /// </summary>
    public string? InputName { get; set; }

    /// <summary>
    /// Above 0: the input is not numbers but indices (tokens, categories) from 0 to this, exclusive. An <c>[Embedding]</c> reads them, and
    /// methods take them as <see cref="int"/>.
    /// </summary>
    public int Vocabulary { get; set; }

    /// <summary>
    /// How much of the loops is written out. Where it is not given, the project's MSBuild property <c>NetGenUnroll</c> (Auto, Size or Full)
    /// holds.
    /// </summary>
    public Unroll Unroll { get; set; }

    /// <summary>
    /// Whether the class gets <c>CreateStream()</c>: a stream is given a sequence one step at a time and gives at each, to the bit, what <c>Predict</c> gives for
    /// that step of the whole. It takes layers in which no step waits for a later one: recurrent ones that run forward, causal convolutions and attention,
    /// layers that work on each step. It is asked for because a step has kernels of its own, which no network has to carry that is never streamed.
    /// </summary>
    public bool Stream { get; set; }

    /// <summary>
    /// Whether a training step is to need less memory and more time: of the forward pass only what stands between stretches of layers is kept for the backward
    /// pass, and the rest is computed again when that comes to it (gradient checkpointing). Steps give the same bits as without, and take up to a third longer;
    /// inference is the same. For networks whose activations of one batch are what memory ends at.
    /// </summary>
    public bool Recompute { get; set; }

    /// <summary>
    /// What layers without an initialiser of their own begin with: <see cref="Framework.PyTorch"/>, for example, where a result of that library is to be
    /// repeated. Settings of layers, such as the epsilon of a normalisation, are not changed.
    /// </summary>
    public Framework Defaults { get; set; }

    /// <summary>
    /// In how many bits inference keeps the weights of layers that multiply by a matrix. A network that is loaded holds them in these alone,
    /// and files have them so; a single sample of a network that waits for memory is through sooner. It is trained in
    /// <see cref="WeightPrecision.Float32"/>: a network that was made anew, or has a trainer, holds both. Biases, and weights of which there
    /// are few, stay floats.
    /// </summary>
    public WeightPrecision Weights { get; set; }

    /// <summary>
    /// In how many bits inference multiplies what layers read whose weights have 8: with <see cref="ActivationPrecision.Int8"/> products are of whole numbers,
    /// about twice as fast for many rows, and the results depend, within a row, on its largest value. For <see cref="WeightPrecision.Int8"/> alone.
    /// </summary>
    public ActivationPrecision Activations { get; set; }
}
