using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>MaxPool and AveragePool. Windows that no layer has are put together along one axis after the other.</summary>
internal static class Poolings
{
    public static ReadValue Maximum(ReadNode node)
    {
        (ReadValue given, ReadValue value, NodeWindow[] windows) = WindowsOf(node);
        if (Said(windows) is { } padding) return Layer(node, given, value, "MaxPool", windows, padding);
        ReadValue result = given;
        for (int axis = 0; axis < windows.Length; axis++) result = Largest(node, result, axis + 2, windows[axis]);
        return result;
    }

    public static ReadValue Mean(ReadNode node)
    {
        (ReadValue given, ReadValue value, NodeWindow[] windows) = WindowsOf(node);
        bool counts = node.Whole("count_include_pad", 0) != 0;
        bool isCeiling = node.Whole("ceil_mode", 0) != 0;
        if (Said(windows) is { } padding && (padding.Length == 0 || !counts)) return Layer(node, given, value, "AveragePool", windows, padding);
        if (counts && !isCeiling && windows.All(window => window.Dilation == 1))
        {
            value = Borders.Pad(
                node,
                value,
                [.. windows.Select((window, axis) => new Border(axis, window.Before, window.Behind))],
                node.LayerName + "_padding");
            return Layer(node, given, value, "AveragePool", Array.ConvertAll(windows, window => window.WithoutPadding), string.Empty);
        }

        ReadValue result = given;
        int[] behind = node.Word("auto_pad", "NOTSET") is "NOTSET" or ""
            ? [.. node.Wholes("pads", 2 * windows.Length, 0).Skip(windows.Length)]
            : [.. windows.Select(window => window.Behind)];
        for (int axis = 0; axis < windows.Length; axis++) result = Averaged(node, result, axis + 2, windows[axis], counts ? behind[axis] : null);
        return result;
    }

    private static (ReadValue Given, ReadValue Value, NodeWindow[] Windows) WindowsOf(ReadNode node)
    {
        ReadValue given = node.Value(0);
        if (given.Rank is not (3 or 4)) throw new NotSupportedException($"it reads a tensor of {given.Rank} axes, which is no image and no sequence");
        ReadValue value = node.Positions(given, given.Rank - 2);
        int[] kernel = node.Wholes("kernel_shape", given.Rank - 2, 1, least: 1);
        return (given, value, NodeWindow.Of(node, [.. value.Network.Extents.SkipLast(1).Select(extent => (int)extent)], kernel));
    }

    /// <summary>The argument that says the paddings; null where the layer has no such windows.</summary>
    private static string? Said(NodeWindow[] windows)
        => windows.All(window => window.Dilation == 1) ? windows.Padding(windows.Min(window => window.Kernel) / 2, mayBeCausal: false) : null;

    private static ReadValue Layer(ReadNode node, ReadValue given, ReadValue value, string kind, NodeWindow[] windows, string padding)
    {
        string[] arguments = [$"{windows[0].Kernel}", .. windows.Sizes("Window"), .. padding.Length > 0 ? [padding] : Array.Empty<string>()];
        string layer = node.Layer(kind + windows.Suffix(), value, arguments);
        return Convolutions.Result(layer, given, windows.Select(window => window.Output), value.Channels);
    }

    /// <summary>The largest of what windows see first, what they see second, and so on. Where one sees nothing there, it is what it sees elsewhere.</summary>
    private static ReadValue Largest(ReadNode node, ReadValue value, int axis, NodeWindow window)
    {
        if (window is { Kernel: 1, Stride: 1, IsPadded: false }) return value;
        node.Model.Allowance.Take((long)window.Kernel * window.Output);
        int[][] seen = [.. Enumerable.Range(0, window.Output).Select(place => Seen(window, place))];
        return Joins.Values(node, "Maximum", [.. Enumerable.Range(0, seen.Max(places => places.Length)).Select(Under)]);

        ReadValue Under(int tap) => Places.Choose(node, value, axis, [.. seen.Select(places => places[Math.Min(tap, places.Length - 1)])]);
    }

    /// <summary>Means by a matrix.</summary>
    /// <param name="node">The pooling.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="axis">Along which.</param>
    /// <param name="window">How windows lie.</param>
    /// <param name="behind">Where padding counts: how much there is behind, without what makes the last window whole; else null.</param>
    private static ReadValue Averaged(ReadNode node, ReadValue value, int axis, NodeWindow window, int? behind)
    {
        if (window is { Kernel: 1, Stride: 1, IsPadded: false }) return value;
        float[] shares = new float[node.Model.Allowance.Take((long)window.Output * window.Input)];
        for (int place = 0; place < window.Output; place++)
        {
            int[] seen = Seen(window, place);
            int first = (place * window.Stride) - window.Before;
            int count = behind is { } padding
                ? Enumerable.Range(0, window.Kernel).Count(tap => first + (tap * window.Dilation) < window.Input + padding)
                : seen.Length;
            foreach (int input in seen) shares[(place * window.Input) + input] = 1f / count;
        }

        return Products.Along(node, value, axis, new Weights("means", [window.Output, window.Input], shares), null);
    }

    private static int[] Seen(NodeWindow window, int place)
    {
        int first = (place * window.Stride) - window.Before;
        int[] seen = [.. Enumerable.Range(0, window.Kernel).Select(tap => first + (tap * window.Dilation)).Where(input => input >= 0 && input < window.Input)];
        return seen.Length > 0 ? seen : throw new NotSupportedException("some of its windows see padding alone");
    }
}
