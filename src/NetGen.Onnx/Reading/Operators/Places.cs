using System.Runtime.InteropServices;

using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Places of an axis in any order: stretches of equal steps side by side, and where these are many a matrix of zeros and ones.</summary>
internal static class Places
{
    private const int MostStretches = 8;

    public static ReadValue Choose(ReadNode node, ReadValue value, int axis, int[] places)
    {
        if (places.Length == 0) throw new NotSupportedException("nothing is left of an axis");
        int extent = (int)Atom.Product(value.Atoms(axis));
        List<Stretch> stretches = Stretches(places);
        if (stretches.Count == 1) return Take(node, value, axis, stretches[0]);
        if (stretches.Count <= MostStretches) return Joins.SideBySide(node, [.. stretches.Select(stretch => Take(node, value, axis, stretch))], axis);
        float[] chosen = new float[node.Model.Allowance.Take((long)places.Length * extent)];
        for (int row = 0; row < places.Length; row++) chosen[(row * extent) + places[row]] = 1;
        return Products.Along(node, value, axis, new Weights("choice", [places.Length, extent], chosen), null);
    }

    /// <summary>What lies between the ends is cut out, turned round, and every so many of it taken.</summary>
    private static ReadValue Take(ReadNode node, ReadValue value, int axis, Stretch stretch)
    {
        value = Borders.Take(node, value, [new SliceOfAxis(axis, stretch.Low, 1, stretch.High - stretch.Low + 1)]);
        if (stretch.Step < 0)
        {
            ReadValue steps = node.Columns(value, value.Atoms(axis));
            Atom[] turned = Atom.Axis(Atom.Product(value.Atoms(axis)));
            value = new ReadValue(node.Layer("Reverse", steps), steps.Network.With(0, turned), value.Tensor.With(axis, turned));
        }

        int size = Math.Abs(stretch.Step);
        if (size > 1)
        {
            ReadValue steps = node.Columns(value, value.Atoms(axis));
            Atom[] fewer = Atom.Axis(stretch.Count);
            value = new ReadValue(node.Layer("MaxPool1D", steps, "1", $"Stride = {size}"), steps.Network.With(0, fewer), value.Tensor.With(axis, fewer));
        }

        return value;
    }

    private static List<Stretch> Stretches(int[] places)
    {
        List<Stretch> stretches = [];
        foreach (int place in places)
        {
            if (stretches.Count > 0 && stretches[^1] is var last && place != last.Last && (last.Count == 1 || place - last.Last == last.Step))
                CollectionsMarshal.AsSpan(stretches)[^1] = last with { Step = place - last.Last, Count = last.Count + 1 };
            else
                stretches.Add(new Stretch(place, 1, 1));
        }

        return stretches;
    }

    private readonly record struct Stretch(int First, int Step, int Count)
    {
        public int Last => First + ((Count - 1) * Step);

        public int Low => Math.Min(First, Last);

        public int High => Math.Max(First, Last);
    }
}
