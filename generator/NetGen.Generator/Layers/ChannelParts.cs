using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// What makes one channel of several: of a vector's features, of a pixel's or a time step's channels, and of a flattened image's as of the image's.
/// </summary>
internal static class ChannelParts
{
    /// <summary>The shape with so many times fewer channels; null, and a finding, where they do not divide.</summary>
    /// <param name="doing">What the layer does to so many channels: 'halves'.</param>
    public static Shape? Divide(Shape input, int parts, string doing, ILayerFindings findings)
    {
        Shape shape = input.FlattenedImage ?? input;
        if (shape.Channels % parts == 0)
        {
            Shape divided = shape.WithChannels(shape.Channels / parts);
            return input.FlattenedImage is null ? divided : divided.Flatten();
        }

        bool isImage = shape.IsImage;
        findings.Report(
            RuleIds.ShapeMismatch,
            $"{doing} {Text.Count(shape.Channels, isImage ? "channel" : "feature")}{(input.FlattenedImage is null ? "" : " of a flattened image")}, which {Text.Grouped(parts)} does not divide",
            $"Give the layer above a multiple of {Text.Grouped(parts)} {(isImage ? "channels" : "features")}");
        return null;
    }
}
