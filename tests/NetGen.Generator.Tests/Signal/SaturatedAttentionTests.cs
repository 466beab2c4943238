using NetGen.Generator.Model;
using NetGen.Generator.Prediction;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>NG4015 says how much slope is left: what becomes of the output where the weights of queries change by a hundredth.</summary>
public sealed class SaturatedAttentionTests
{
    private const int Steps = 32;
    private const int Features = 16;
    private const int Samples = 64;

    [Fact]
    public void Where_one_key_has_all_queries_change_nothing()
    {
        (SoftmaxStart even, double changed) = Measure("Xavier");
        Assert.InRange(even.Std, 0.9, 1.1);
        Assert.InRange(even.Slope, 0.9, 1);
        Assert.True(changed > 1e-4, $"{changed} of the output changes");
        (SoftmaxStart saturated, changed) = Measure("Normal(2)");
        Assert.InRange(saturated.Slope, 0, 0.05);
        Assert.True(changed < 1e-6, $"{changed} of the output changes");
    }

    /// <summary>How a layer's softmax begins, and by which share of itself the median output changes.</summary>
    private static (SoftmaxStart Start, double Changed) Measure(string initializer)
    {
        string attributes = $"[Network({Steps}, {Features}, InputMean = 0, InputStd = 1)] [MultiHeadAttention(1)] [{initializer}] [Last]";
        using var network = CompiledNetwork.Compile($"using NetGen; {attributes} public sealed partial class Net;");
        ITestNetwork made = network.Create(1);
        TestRandom random = new(2);
        float[] inputs = [.. Enumerable.Range(0, Samples * Steps * Features).Select(_ => (float)random.NextNormal())];
        float[] before = Forward(made, inputs);
        string name = made.Info.Parameters.Single(parameter => parameter.Name.EndsWith("in_proj_weight", StringComparison.Ordinal)).Name;
        float[] weights = new float[3 * Features * Features];
        made.CopyParameter(name, weights);
        for (int index = 0; index < Features * Features; index++) weights[index] *= (float)(1 + (0.01 * random.NextNormal()));
        made.SetParameter(name, weights);
        float[] after = Forward(made, inputs);
        double[] changes = [.. Enumerable.Range(0, Samples).Select(sample => Size(before, sample, after) / Size(before, sample)).Order()];
        return (SignalAnalysis.Analyze(Declared.Model(attributes)).Layers[0].Softmax!, changes[Samples / 2]);
    }

    private static double Size(float[] values, int sample, float[]? less = null)
        => Math.Sqrt(Enumerable.Range(sample * Features, Features).Sum(index => Math.Pow(values[index] - (less?[index] ?? 0), 2)));

    private static float[] Forward(ITestNetwork network, float[] inputs)
    {
        float[] outputs = new float[Samples * Features];
        network.Forward(inputs, outputs);
        return outputs;
    }
}
