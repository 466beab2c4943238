using NetGen.Files;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading;

/// <summary>A model as a declaration: a class with attributes, and the parameters of its file.</summary>
/// <param name="Source">C#: the class, in its namespace.</param>
/// <param name="Parameters">By the names and in the shapes in which the class loads them.</param>
internal sealed record ImportedNetwork(string Source, IReadOnlyList<Graphs.Weights> Parameters)
{
    /// <summary>What the model's inputs are to the network, in the order of its methods.</summary>
    public IReadOnlyList<ImportedTensor> Inputs { get; init; } = [];

    /// <summary>What its outputs are, in the order of the model.</summary>
    public IReadOnlyList<ImportedTensor> Outputs { get; init; } = [];

    /// <summary>Writes the parameters as the file that the class's <c>Load</c> reads.</summary>
    public void SaveParameters(string path)
        => SafetensorsWriter.Write(path, [.. Parameters.Select(weights => new SafetensorsEntry(weights.Name, weights.Shape, weights.Values))], checksum: true);
}

/// <summary>How a tensor of a model lies in a network.</summary>
/// <param name="Name">In the model.</param>
/// <param name="Layer">In the network.</param>
/// <param name="Order">The tensor's axes in the order in which the network has them, samples first.</param>
/// <param name="IsIndices">Whether it has whole numbers.</param>
internal sealed record ImportedTensor(string Name, string Layer, IReadOnlyList<int> Order, bool IsIndices)
{
    /// <summary>Of a value whose network has whole axes of its tensor.</summary>
    public static ImportedTensor Of(string name, ReadValue value)
    {
        Atom[] order = [.. value.Network.Flat];
        int Place(int axis) => value.Tensor[axis] is not [var first, ..] ? int.MaxValue : first.IsSamples ? -1 : Array.IndexOf(order, first);
        IEnumerable<int> axes = Enumerable.Range(0, value.Rank).OrderBy(Place);
        return new ImportedTensor(name, value.Layer, [.. axes], value.Vocabulary > 0);
    }
}
