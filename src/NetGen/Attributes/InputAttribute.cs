namespace NetGen;

/// <summary>
/// Declares a further input of a network beside that of <see cref="NetworkAttribute"/>. Layers read it by its name: <c>[Concat("scalars")]</c>,
/// <c>[Dense(16, Input = "scalars")]</c>. The network's methods take one argument for each input, in the order of the attributes.
/// </summary>
/// <example>
/// <code>
/// [Network(8, 8, 12, InputName = "board")]
/// [Input("clocks", 2)]
/// [Conv2D(32, 3)] [ReLU] [Flatten] [Concat("clocks")]
/// [Dense(64, Name = "policy")]
/// [SoftmaxCrossEntropy]
/// public sealed partial class MoveNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Declares an input.</summary>
    /// <param name="name">What layers and methods call it: letters, digits and underscores, beginning with a letter.</param>
    /// <param name="shape">Of one sample, as in <see cref="NetworkAttribute(int[])"/>.</param>
    public InputAttribute(string name, params int[] shape)
    {
        Name = name;
        Shape = shape;
    }

    /// <summary>What layers and methods call it.</summary>
    public string Name { get; }

    /// <summary>Features; or time steps, features; or height, width, channels.</summary>
    public int[] Shape { get; }

    /// <summary>The mean of the values that will be fed in; it informs the analyzer alone.</summary>
    public double Mean { get; set; }

    /// <summary>The standard deviation of the values that will be fed in; positive. It informs the analyzer alone.</summary>
    public double Std { get; set; } = 1;

    /// <summary>
    /// Of an image, how alike pixels side by side are: a correlation from 0 (noise) to 1, as <see cref="NetworkAttribute.InputCorrelation"/> is for
    /// the first input. It informs the analyzer alone.
    /// </summary>
    public double Correlation { get; set; } = double.NaN;

    /// <summary>Above 0: the input is not numbers but indices (tokens, categories) from 0 to this, exclusive. An <c>[Embedding]</c> reads them.</summary>
    public int Vocabulary { get; set; }
}
