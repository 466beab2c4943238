using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Parameters with one number for each channel, or for each feature of a vector, flattened or not.</summary>
internal static class ChannelParameters
{
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
