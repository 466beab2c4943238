using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Parameters with one number for each channel, or for each feature of a vector, flattened or not.</summary>
internal static class ChannelParameters
{
    /// <summary>What a normalisation puts in the place of the size and mean that it takes away: a weight that begins with 1, and a bias.</summary>
    /// <param name="useScale">Whether there is a weight.</param>
    /// <param name="useBias">Whether there is a bias.</param>
    /// <param name="shape">Of the values that they belong to.</param>
    public static IEnumerable<ParameterSpec> DeclareAffine(bool useScale, bool useBias, Shape shape)
    {
        if (useScale) yield return Declare(ParameterNames.Weight, Parameter.Weight, 1, shape);
        if (useBias) yield return Declare(ParameterNames.Bias, Parameter.Bias, 0, shape);
    }

    /// <summary>Mean and mean square of what a parameter begins with, or those of a constant where the layer has none of the kind.</summary>
    public static (double Mean, double Square) Moments(LayerNode node, Parameter kind, double constant)
        => node.Find(kind) is { } parameter ? (parameter.Initializer.Mean, parameter.Initializer.MeanSquare) : (constant, constant * constant);

    /// <summary>The arguments of a normalisation that are not as they are without being written: 'no scale and no bias'; null for none.</summary>
    public static string? Missing(bool hasScale, bool hasBias) => (hasScale, hasBias) switch
    {
        (false, false) => "no scale and no bias",
        (false, true) => "no scale",
        (true, false) => "no bias",
        _ => null,
    };

    /// <summary>One that begins with the same number everywhere.</summary>
    /// <param name="name">PyTorch's name inside the layer.</param>
    /// <param name="kind">Its short form, or null.</param>
    /// <param name="value">What it begins with.</param>
    /// <param name="shape">Of the values that it belongs to.</param>
    public static ParameterSpec Declare(string name, Parameter? kind, double value, Shape shape)
    {
        // A flattened image has a number for each of its values. They are the 'inputs' of one output, so that they lie as the values do:
        // row, column, channel; and in files as PyTorch has them: channel, row, column.
        return shape.FlattenedImage is { } image
            ? new ParameterSpec(name, kind, 1, 1, image.Channels, image.Height, image.Width, EquatableArray.Of(shape.Channels), 0, 0, Initialize.Constant(value))
            : ParameterSpec.Vector(name, kind, shape.Channels, Initialize.Constant(value));
    }
}
