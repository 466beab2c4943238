using NetGen.Initialization;
using NetGen.Runtime;

namespace NetGen.Tests.Training;

/// <summary>Parameters of all shapes and packings without a network, with gradients drawn for them.</summary>
internal sealed class TensorBlock : IDisposable
{
    private readonly WorkerPool _pool;

    public TensorBlock(Optimizer optimizer, TrainerOptions options)
    {
        optimizer.Validate(Info);
        _pool = new WorkerPool(options.Threads, "TensorBlock");
        Parameters = new ParameterBlock(Info);
        for (int i = 0; i < Info.Parameters.Count; i++) ParameterInitializer.Normal(Parameters, i, 5, 0, 0.3);
        Gradients = new AlignedMemory(Info.TrainedPackedSize);
        Update = new ParameterUpdate(
            Parameters, optimizer, options, Gradients, _pool, new StepThreads([], Gradients.Length, options.Threads, isTried: false));
    }

    /// <summary>Matrices of one row, one column, wide, tall and square, convolutions in groups, vectors; panels that are full and that are not.</summary>
    public static NetworkInfo Info { get; } = Describe(
        ("wide.weight", [20, 130], new(0, 1, 20, 130, 1, 1, 16)),
        ("wide.bias", [20], new(0, 1, 20, 1, 1, 1, 16)),
        ("tall.weight", [67, 5], new(0, 1, 67, 5, 1, 1, 16)),
        ("row.weight", [1, 7], new(0, 1, 1, 7, 1, 1, 4)),
        ("column.weight", [9, 1], new(0, 1, 9, 1, 1, 1, 16)),
        ("conv.weight", [10, 3, 3, 5], new(0, 2, 5, 3, 3, 5, 8)),
        ("large.weight", [256, 300], new(0, 1, 256, 300, 1, 1, 16)),
        ("square.weight", [33, 33], new(0, 1, 33, 33, 1, 1, 16)),
        ("norm.weight", [3], new(0, 1, 3, 1, 1, 1, 4)));

    public ParameterBlock Parameters { get; }

    public AlignedMemory Gradients { get; }

    public ParameterUpdate Update { get; }

    public static float[] Gradient(ParameterInfo parameter, int step)
    {
        uint salt = (uint)((100 * step) + parameter.Layout.Offset);
        return [.. Enumerable.Range(0, parameter.Count).Select(i => (float)InverseNormal.FromWord(Philox.Generate(7, (uint)i, salt, 0, 0).Word0) * 0.1f)];
    }

    public void Step(int step, double factor = 1)
    {
        foreach (ParameterInfo parameter in Info.Parameters)
        {
            float[] gradient = [.. Gradient(parameter, step).Select(value => (float)(value * factor))];
            parameter.Layout.Pack(gradient, Gradients.Span);
        }

        Xunit.Assert.True(Update.Accept(1f));
        if (!Update.Take(weight: 4)) return;
        Xunit.Assert.True(Update.Run());
        Update.Count();
    }

    public float[] Values(ParameterInfo parameter)
    {
        float[] values = new float[parameter.Count];
        parameter.Layout.Unpack(Parameters.Memory.Span, values);
        return values;
    }

    public void Dispose() => _pool.Dispose();

    private static NetworkInfo Describe(params (string Name, int[] Shape, ParameterLayout Layout)[] tensors)
    {
        var parameters = new List<ParameterInfo>();
        int offset = 0;
        foreach ((string name, int[] shape, ParameterLayout layout) in tensors)
        {
            parameters.Add(new(name, shape, "", 1, 1, 0.3f, IsTrained: true, layout with { Offset = offset }));
            offset += (layout.PackedSize + 15) / 16 * 16;
        }

        return new() { Name = "Tensors", InputShape = [1], OutputShape = [1], Layers = [], Parameters = parameters, InferenceWorkspace = 0, PackedSize = offset, TrainedPackedSize = offset };
    }
}
