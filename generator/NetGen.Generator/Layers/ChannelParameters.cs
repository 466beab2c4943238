using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Parameters with one number for each channel, or for each feature of a vector, flattened or not.</summary>
internal static class ChannelParameters
{
    /// <summary>One that begins with the same number everywhere.</summary>
    /// <param name="suffix">PyTorch's name inside the layer.</param>
    /// <param name="value">What it begins with.</param>
    /// <param name="shape">Of the values that it belongs to.</param>
    public static ParameterSpec Declare(ParameterRole role, string suffix, double value, Shape shape)
    {
        // A flattened image has a number for each of its values. They are the 'inputs' of one output, so that they lie as the values do:
        // row, column, channel; and in files as PyTorch has them: channel, row, column.
        bool isFlattened = shape.IsFlattened;
        return new ParameterSpec(
            role,
            suffix,
            1,
            isFlattened ? 1 : shape.Channels,
            isFlattened ? shape.Channels : 1,
            isFlattened ? shape.Height : 1,
            isFlattened ? shape.Width : 1,
            EquatableArray.Of(Count(shape)),
            0,
            0,
            Initialize.Constant(value));
    }

    /// <summary>How many numbers each of them has.</summary>
    public static int Count(Shape shape) => shape.AsRows().Channels;
}
