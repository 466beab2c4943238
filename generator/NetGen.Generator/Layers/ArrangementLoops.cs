using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>Loops of arrangements that several layers have.</summary>
internal static class ArrangementLoops
{
    /// <summary>Over all values of a shape, which move together.</summary>
    public static IReadOnlyList<ArrangementLoop> Whole(Shape shape) =>
    [
        new("row", shape.Height, AxisStep.Rows(1), AxisStep.Rows(1)),
        new("column", shape.Width, AxisStep.Columns(1), AxisStep.Columns(1)),
        Channels(shape.Channels),
    ];

    /// <summary>Over the channels of a pixel, which stay together.</summary>
    public static ArrangementLoop Channels(int count) => new("channel", count, AxisStep.Channels(1), AxisStep.Channels(1));
}
