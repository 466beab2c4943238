using NetGen.Files;

namespace NetGen.Onnx.Reading;

/// <summary>A model as a declaration: a class with attributes, and the parameters of its file.</summary>
/// <param name="Source">C#: the class, in its namespace.</param>
/// <param name="Parameters">By the names and in the shapes in which the class loads them.</param>
internal sealed record ImportedNetwork(string Source, IReadOnlyList<Graphs.Weights> Parameters)
{
    /// <summary>Writes the parameters as the file that the class's <c>Load</c> reads.</summary>
    public void SaveParameters(string path)
        => SafetensorsWriter.Write(path, [.. Parameters.Select(weights => new SafetensorsEntry(weights.Name, weights.Shape, weights.Values))], checksum: true);
}
