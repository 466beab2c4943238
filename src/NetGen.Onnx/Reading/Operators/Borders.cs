using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>What is added or cut off at the ends of an axis of a layer's result.</summary>
internal readonly record struct Border(int Axis, int Before, int Behind);

/// <summary>Pad, Slice and Split: zeros added, and parts taken.</summary>
internal static class Borders
{
    public static ReadValue Pad(ReadNode node)
    {
        ReadValue value = node.Value(0);
        long[] pads = node.WholesOf(1, "pads") ?? throw new NotSupportedException("it has no pads");
        long[] axes = node.Has(3) ? node.Constant(3).WholesOrRefuse() : [.. Enumerable.Range(0, value.Rank).Select(axis => (long)axis)];
        if (pads.Length != 2 * axes.Length) throw new NotSupportedException("its pads are not two for each axis");
        string mode = node.Word("mode", "constant");
        float filling = node.NumberOf(2, "value") ?? 0;
        if (mode == "constant" && filling != 0) value = Affine.Standardize(node, value, [filling], [1]);
        List<(int Axis, int Before, int Behind)> borders = [];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = value.Axis(axes[i]);
            int least = (int)-value.Tensor.Extent(axis);
            (int before, int behind) = (ReadNode.Fitting("a pad", pads[i], least), ReadNode.Fitting("a pad", pads[i + axes.Length], least));
            if (before != 0 || behind != 0) borders.Add((axis, before, behind));
        }

        foreach ((int axis, int before, int behind) in borders.Where(border => border.Before < 0 || border.Behind < 0))
        {
            int left = (int)value.Tensor.Extent(axis) + Math.Min(0, before) + Math.Min(0, behind);
            value = Take(node, value, [new SliceOfAxis(axis, Math.Max(0, -before), 1, left)]);
        }

        (int Axis, int Before, int Behind)[] added =
        [
            .. borders
                .Select(border => (border.Axis, Math.Max(0, border.Before), Math.Max(0, border.Behind)))
                .Where(border => border.Item2 + border.Item3 > 0),
        ];
        if (mode != "constant") return added.Aggregate(value, (padded, border) => Mirrored(node, padded, border.Axis, border.Before, border.Behind, mode));
        value = Change(node, value, "ZeroPadding", added);
        return filling == 0 ? value : Affine.Standardize(node, value, [-filling], [1]);
    }

    /// <summary>Zeros around the positions of a layer whose channels are last.</summary>
    public static ReadValue Pad(ReadNode node, ReadValue value, Border[] borders, string name)
    {
        string layer = node.Model.Declaration.AddLayer($"ZeroPadding{(value.Network.Count == 2 ? "1D" : "2D")}", name, value.Layer, Arguments(value, borders));
        return value with { Layer = layer, Network = Of(value.Network, borders, 1) };
    }

    public static ReadValue Slice(ReadNode node)
    {
        ReadValue value = node.Value(0);
        return Take(node, value, [.. SliceOfAxis.All(node, value.Rank, Extent)]);

        int Extent(int axis)
            => value.Tensor.IsSamples(axis) ? throw new NotSupportedException("it takes some of the samples") : (int)value.Tensor.Extent(axis);
    }

    public static IReadOnlyList<ReadValue?> Split(ReadNode node)
    {
        ReadValue value = node.Value(0);
        int axis = value.Axis(node.Whole("axis", 0));
        long extent = Atom.Product(value.Atoms(axis));
        int parts = Math.Max(node.OutputCount, 1);
        long size = (extent + parts - 1) / parts;
        long[] sizes = node.WholesOf(1, "split") ?? [.. Enumerable.Range(0, parts).Select(part => Math.Clamp(extent - (part * size), 0, size))];
        if (sizes.Length < node.OutputCount || sizes.Any(part => part < 0 || part > extent) || sizes.Sum() != extent)
            throw new NotSupportedException("its parts are not those of the axis");
        return [.. Enumerable.Range(0, node.OutputCount).Select(part =>
            node.Gives(part) ? Take(node, value, [new SliceOfAxis(axis, (int)sizes[..part].Sum(), 1, (int)sizes[part])]) : null)];
    }

    /// <summary>Parts of several axes.</summary>
    public static ReadValue Take(ReadNode node, ReadValue value, IReadOnlyList<SliceOfAxis> slices)
    {
        if (slices.Any(slice => slice.Count <= 0)) throw new NotSupportedException("nothing is left of an axis");
        if (slices is [{ Step: 1 } features] && OfProduct(node, value, features) is { } part) return part;
        (int Axis, int Before, int Behind)[] cut =
        [
            .. slices
                .Where(slice => slice.Step == 1)
                .Select(slice => (slice.Axis, slice.Start, (int)Atom.Product(value.Atoms(slice.Axis)) - slice.Start - slice.Count))
                .Where(border => border.Start + border.Item3 > 0),
        ];
        value = Change(node, value, "Cropping", cut);
        return slices.Where(slice => slice.Step != 1).Aggregate(value, (taken, slice) =>
        {
            IEnumerable<int> places = Enumerable.Range(0, node.Model.Allowance.Take(slice.Count)).Select(place => slice.Start + (place * slice.Step));
            return Places.Choose(node, taken, slice.Axis, [.. places]);
        });
    }

    /// <summary>Features of a product that is read in parts alone: each is a product of its own. Null where it is none.</summary>
    private static ReadValue? OfProduct(ReadNode node, ReadValue value, SliceOfAxis slice)
    {
        if (node.Op is not ("Split" or "Slice" or "Gather") || node.Model.LinearOf(value.Layer) is not { } part || value.Network.Count != 2) return null;
        Atom[] own = value.Atoms(slice.Axis);
        Atom[] features = value.Network[1];
        if (own.Length == 0
            || !features.Take(own.Length).SequenceEqual(own)
            || !node.Model.ReadersOf(node.Input(0)).All(reader => reader.OpType is "Split" or "Slice" or "Gather"))
        {
            return null;
        }

        Atom[] rest = features[own.Length..];
        int inner = (int)Atom.Product(rest);
        Atom[] taken = Atom.Axis(slice.Count);
        ReadValue result = Products.Rows(node, value, part, slice.Start * inner, slice.Count * inner);
        return result with { Network = new Axes(value.Network[0], [.. taken, .. rest]), Tensor = value.Tensor.With(slice.Axis, taken) };
    }

    /// <summary>Layers along axes that are the layer's own, and for other axes such that are made so.</summary>
    private static ReadValue Change(ReadNode node, ReadValue value, string kind, IReadOnlyList<(int Axis, int Before, int Behind)> borders)
    {
        int sign = kind == "Cropping" ? -1 : 1;
        if (value.Network.Count == 3 && borders.Count > 0 && borders.All(border => Place(value, border.Axis) is 0 or 1))
        {
            Border[] own = [.. borders.Select(border => new Border(Place(value, border.Axis), border.Before, border.Behind))];
            Axes network = Of(value.Network, own, sign);
            Axes tensor = borders.Aggregate(value.Tensor, (axes, border) => axes.With(border.Axis, network[Place(value, border.Axis)]));
            return new ReadValue(node.Layer(kind + "2D", value, Arguments(value, own)), network, tensor);
        }

        foreach ((int axis, int before, int behind) in borders)
        {
            ReadValue steps = node.Columns(value, value.Atoms(axis));
            Axes network = Of(steps.Network, [new Border(0, before, behind)], sign);
            value = new ReadValue(node.Layer(kind + "1D", steps, $"Before = {before}", $"After = {behind}"), network, value.Tensor.With(axis, network[0]));
        }

        return value;
    }

    /// <summary>Which axis of the layer is an axis of the tensor; -1 where none is.</summary>
    private static int Place(ReadValue value, int axis)
        => value.Tensor[axis].Length == 0
            ? -1
            : Enumerable.Range(0, value.Network.Count).FirstOrDefault(place => value.Network[place].SequenceEqual(value.Tensor[axis]), -1);

    private static Axes Of(Axes network, Border[] borders, int sign)
        => borders.Aggregate(network, (axes, border) =>
            border.Before + border.Behind == 0
                ? axes
                : axes.With(border.Axis, Atom.Axis(axes.Extent(border.Axis) + (sign * (border.Before + border.Behind)))));

    private static string[] Arguments(ReadValue value, Border[] borders)
    {
        if (value.Network.Count == 2) return [$"Before = {borders[0].Before}", $"After = {borders[0].Behind}"];
        Border rows = borders.FirstOrDefault(border => border.Axis == 0);
        Border columns = borders.FirstOrDefault(border => border.Axis == 1);
        return [$"Top = {rows.Before}", $"Left = {columns.Before}", $"Bottom = {rows.Behind}", $"Right = {columns.Behind}"];
    }

    /// <summary>Borders that repeat what is inside.</summary>
    private static ReadValue Mirrored(ReadNode node, ReadValue value, int axis, int before, int behind, string mode)
    {
        int extent = (int)Atom.Product(value.Atoms(axis));
        int period = Math.Max(1, 2 * (extent - 1));
        node.Model.Allowance.Take((long)before + extent + behind);
        return Places.Choose(node, value, axis, [.. Enumerable.Range(-before, before + extent + behind).Select(place => mode switch
        {
            "edge" => Math.Clamp(place, 0, extent - 1),
            "reflect" => extent - 1 - Math.Abs((((place % period) + period) % period) - (extent - 1)),
            "wrap" => ((place % extent) + extent) % extent,
            _ => throw new NotSupportedException($"its mode is {mode}"),
        })]);
    }
}
