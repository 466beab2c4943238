namespace NetGen.Onnx.Tests;

/// <summary>A network with parameters that show every mistake, behind an interface that does not name its class.</summary>
internal interface ISubject
{
    NetworkInfo Info { get; }

    byte[] Export(OnnxOptions? options = null);

    void ExportTo(string path, OnnxOptions? options = null);

    /// <summary>Rows of all outputs side by side, for rows of all inputs.</summary>
    float[] Run(float[] inputs, bool predicts);
}

/// <summary>A network of a class.</summary>
internal sealed class Subject<TNetwork> : ISubject
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;

    public Subject()
    {
        _network = TNetwork.Create(seed: 3);
        Draws draws = new(17);
        foreach (ParameterInfo parameter in TNetwork.Info.Parameters)
        {
            if (Draw(parameter, draws) is { } values) _network.SetParameter(parameter.Name, values);
        }

        // A model is written with floats. Those of a network with weights in few bits are what it computes with once it has been loaded.
        if (TNetwork.Info.Parameters.All(parameter => parameter.Precision == WeightPrecision.Float32)) return;
        using MemoryStream file = new();
        _network.Save(file);
        _network = TNetwork.Load(file.ToArray());
    }

    public NetworkInfo Info => TNetwork.Info;

    public byte[] Export(OnnxOptions? options = null)
    {
        using MemoryStream stream = new();
        OnnxExporter.Export(_network, stream, options);
        return stream.ToArray();
    }

    public void ExportTo(string path, OnnxOptions? options = null) => _network.ExportOnnx(path, options);

    public float[] Run(float[] inputs, bool predicts)
    {
        float[] outputs = new float[inputs.Length / Info.InputSize * Info.OutputSize];
        if (predicts) _network.Predict(inputs, outputs);
        else _network.Forward(inputs, outputs);
        return outputs;
    }

    /// <summary>Numbers that leave no bias at 0 and no variance at 1; null for what follows from other parameters, and stays.</summary>
    private static float[]? Draw(ParameterInfo parameter, Draws draws)
    {
        string name = parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..];
        if (name is "weight_orig" or "weight_u" or "pe" || (name == "weight_v" && !parameter.IsTrained)) return null;
        double fanIn = parameter.Shape.Skip(1).Aggregate(1.0, (product, extent) => product * extent);
        return [.. Enumerable.Range(0, parameter.Count).Select(_ => (float)(name switch
        {
            "running_var" or "scale" or "weight_g" => draws.Uniform(0.5, 2),
            _ when parameter.Shape.Count == 1 => (name == "weight" ? 1 : 0) + (0.4 * draws.Normal()),
            _ => draws.Normal() / Math.Sqrt(fanIn),
        }))];
    }
}
