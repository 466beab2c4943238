namespace NetGen.Onnx;

/// <summary>A network, or a part of it, that ONNX has no words for. Nothing was written.</summary>
public sealed class OnnxExportException : NotSupportedException
{
    /// <summary>What cannot be said, each with the layer and the reason.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What is wrong with a network.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="problems">One or more.</param>
    public OnnxExportException(string network, IReadOnlyList<string> problems)
        : base($"{network} cannot be written as an ONNX model:\n  {string.Join("\n  ", problems)}")
        => Problems = problems;
}
