namespace NetGen.Onnx.Graphs;

/// <summary>Copies a parameter in the file convention, as a network's <c>CopyParameter</c> does.</summary>
internal delegate void ParameterReader(string name, Span<float> destination);
