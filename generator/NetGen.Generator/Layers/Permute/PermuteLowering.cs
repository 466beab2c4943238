using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record PermuteLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        EquatableArray<int> extents = node.OutputShape.Extents;
        builder.Add(new Arrangement(builder.Input(), AxisStep.None, builder.Output(), AxisStep.None,
            [.. Axes.Select((axis, index) => new ArrangementLoop(Name(index), extents[index], Step(axis), Step(index)))]));
    }

    private string Name(int axis) => axis == Axes.Count - 1 ? "channel" : IsRow(axis) ? "row" : "column";

    private AxisStep Step(int axis) => axis == Axes.Count - 1 ? AxisStep.Channels(1) : IsRow(axis) ? AxisStep.Rows(1) : AxisStep.Columns(1);

    /// <summary>Of an image; a sequence has columns alone.</summary>
    private bool IsRow(int axis) => axis == 0 && Axes.Count > 2;
}
