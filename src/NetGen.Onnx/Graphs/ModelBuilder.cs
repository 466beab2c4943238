using System.Reflection;

using NetGen.Onnx.Layers;

namespace NetGen.Onnx.Graphs;

/// <summary>Makes a model of a network: its inputs, its layers one after the other, its outputs.</summary>
internal static class ModelBuilder
{
    /// <summary>A message of protobuf has no more bytes. The rest of a model than its weights is far below the difference.</summary>
    private const long MostWeightBytes = int.MaxValue - (64L << 20);

    public static ModelProto Build(NetworkInfo info, ParameterReader read, OnnxOptions options)
    {
        string[] problems = [.. FindProblems(info)];
        if (problems.Length > 0) throw new OnnxExportException(info.Name, problems);
        GraphBuilder graph = new(options.Opset, [.. info.Inputs.Select(input => input.Name), .. info.Outputs.Select(output => output.Name)]);
        NetworkGraph network = new(info, new Parameters(info, read), graph, options);
        network.AddInputs();
        foreach (LayerInfo layer in info.Layers) network.Add(layer);
        network.AddOutputs();
        graph.Graph.Name = info.Name;
        ModelProto model = new()
        {
            IrVersion = IrVersion(options.Opset),
            ProducerName = "NetGen",
            ProducerVersion = typeof(ModelBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? string.Empty,
            Graph = graph.Graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = options.Opset });
        return model;
    }

    private static IEnumerable<string> FindProblems(NetworkInfo info)
    {
        foreach (LayerInfo layer in info.Layers)
        {
            if (layer.Inputs.Count == 0) yield return $"{layer.Name}: the network was compiled by an older generator, which does not say what its layers read.";
            else if (LayerExporters.RefusalOf(layer) is { } reason) yield return $"{layer.Name}: {reason}";
        }

        foreach (string name in info.Inputs.Select(input => input.Name).Concat(info.Layers.Select(layer => layer.Name)).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return $"{name}: an input and a layer have this name, and who reads it may mean either.";
        }

        long bytes = info.Parameters.Sum(parameter => (long)parameter.Count) * sizeof(float);
        if (bytes > MostWeightBytes) yield return $"its parameters are {bytes:N0} bytes, and a model is a file of at most {MostWeightBytes:N0}.";
    }

    /// <summary>The version of the file's own form that came with a version of the operators.</summary>
    private static int IrVersion(int opset) => opset switch { <= 18 => 8, <= 20 => 9, _ => 10 };
}
