namespace NetGen.Onnx.Graphs;

/// <summary>A network's parameters by name, in PyTorch's order of elements.</summary>
internal sealed class Parameters(NetworkInfo info, ParameterReader read)
{
    private readonly Dictionary<string, ParameterInfo> _known = info.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    public bool Has(string name) => _known.ContainsKey(name);

    public Weights Read(string name)
    {
        ParameterInfo parameter = _known.TryGetValue(name, out ParameterInfo? known) ? known : throw new InvalidOperationException($"The network has no parameter {name}.");
        float[] values = new float[parameter.Count];
        read(name, values);
        return new Weights(name, [.. parameter.Shape], values);
    }
}
