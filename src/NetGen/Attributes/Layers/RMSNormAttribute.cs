namespace NetGen;

/// <summary>
/// Root mean square normalisation (Zhang and Sennrich, 2019): <c>weight * x / sqrt(mean of x * x + Epsilon)</c>, with the mean over the features of a
/// vector, of each time step of a sequence, or over the channels of each pixel. It is <see cref="LayerNormAttribute"/> without the mean taken away and
/// without a bias: a pass less over every row, and in transformers as good. Every sample is normalised by itself, so training and inference do the same.
/// </summary>
/// <remarks>
/// Reads at least two values in each row; any shape. Parameter: <c>weight</c> (begins at 1), [features] or [channels]: PyTorch's <c>nn.RMSNorm(C)</c> on
/// channels-last data, with <c>elementwise_affine=False</c> as <c>UseScale = false</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RMSNormAttribute : LayerAttribute
{
    /// <summary>
    /// Added to the mean square, so that a row of zeros is not divided by zero; positive. Others begin with other numbers: PyTorch's <c>nn.RMSNorm</c> with
    /// 1.1920929e-7 (the distance of 1 to the next float), Keras with 1e-6, and published models with 1e-5 or 1e-6. Write the one that a file was trained with.
    /// </summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether each channel is multiplied by a trained weight. Without it there is no parameter <c>weight</c>.</summary>
    public bool UseScale { get; set; } = true;
}
