using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>Gather: rows of a table by indices that come in, and places of an axis by indices of the model.</summary>
internal static class Tables
{
    public static ReadValue Read(ReadNode node)
    {
        if (node.IsConstant(0)) return Embedding(node);
        ReadValue value = node.Value(0);
        int axis = value.Axis(node.Whole("axis", 0));
        Constant indices = node.Constant(1);
        long extent = Atom.Product(value.Atoms(axis));
        int[] places =
        [
            .. indices.WholesOrRefuse().Select(index => index >= -extent && index < extent
                ? (int)(index < 0 ? index + extent : index)
                : throw new NotSupportedException($"it asks for place {index} of {extent}")),
        ];
        ReadValue chosen = Places.Choose(node, value, axis, places);
        if (indices.Shape.Length == 1) return chosen;

        // The axis becomes those of the indices.
        Dictionary<Atom, Atom[]> parts = [];
        Atom[][] axes = Regrouping.Group(chosen.Tensor[axis], indices.Shape.Select(count => (long)count), parts)
            ?? throw new NotSupportedException("its indices have a shape that cannot be an axis");
        ReadValue apart = chosen.Replaced(parts);
        return apart with { Tensor = Axes.Of([.. apart.Tensor.All.Take(axis), .. axes, .. apart.Tensor.All.Skip(axis + 1)]) };
    }

    private static ReadValue Embedding(ReadNode node)
    {
        ReadValue indices = node.Value(1);
        Graphs.Weights table = node.Constant(0).ToWeights();
        if (indices.Vocabulary == 0 || table.Shape.Length < 1 || table.Shape[0] != indices.Vocabulary || table.Values.Length == 0 || node.Whole("axis", 0) != 0)
            throw new NotSupportedException("it is no table whose rows are chosen by an input of indices");
        int features = table.Values.Length / table.Shape[0];
        ReadValue list = indices.Network.Count == 1 ? indices : throw new NotSupportedException("its indices are no list");
        string layer = node.Layer("Embedding", list, $"{features}");
        node.Model.Declaration.AddParameter(layer, "weight", table.As(table.Shape[0], features));
        Atom[][] row = [.. table.Shape.Skip(1).Select(extent => Atom.Axis(extent))];
        return new ReadValue(layer, new Axes(list.Network[0], [.. row.SelectMany(atoms => atoms)]), Axes.Of([.. indices.Tensor.All, .. row]));
    }
}
