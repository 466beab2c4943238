using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG3005: windows that do not reach the end of their input.</summary>
internal sealed class DroppedBorderCheck : LayerCheck
{
    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        return node.Layer.Windows(node.InputShapes[0]) is var (rows, columns) ? Check(node, rows, columns) : null;
    }

    private static Finding? Check(LayerNode node, WindowGeometry rows, WindowGeometry columns)
    {
        if (rows.Dropped == 0 && columns.Dropped == 0) return null;
        string[] borders =
        [
            .. Border(rows, "rows"),
            .. Border(columns, node.InputShapes[0].IsSequence ? "steps" : "columns"),
        ];
        Finding finding = Report(
            RuleIds.DroppedBorder,
            node.AttributeIndex,
            node.Name,
            $"has windows that never read {string.Join(" and ", borders)}, the last ones",
            "Write Padding = Padding.Same if they matter");
        return !node.IsEditable
            ? finding
            : finding with { Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.SetArgument, node.AttributeIndex, "Padding = Padding.Same"), "Write Padding = Padding.Same") };
    }

    private static IEnumerable<string> Border(WindowGeometry windows, string what)
        => windows.Dropped > 0 ? [$"{Text.Of(windows.Dropped)} of {Text.Of(windows.Input)} {what}"] : [];
}
