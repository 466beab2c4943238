namespace NetGen.Onnx.Reading;

/// <summary>A model that cannot be declared as a network.</summary>
internal sealed class OnnxImportException(IReadOnlyList<string> problems) : NotSupportedException($"The model cannot be read as a network:\n  {string.Join("\n  ", problems)}")
{
    /// <summary>What cannot be read, each with the node and the reason.</summary>
    public IReadOnlyList<string> Problems => problems;
}
