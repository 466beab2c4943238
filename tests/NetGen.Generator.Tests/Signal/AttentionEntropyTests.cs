using NetGen.Generator.Model;
using NetGen.Generator.Prediction;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>How decided attention begins and how alike its steps come out, beside what initialised networks do, their scores worked out in double.</summary>
public sealed class AttentionEntropyTests
{
    private const int Steps = 40;
    private const int Features = 128;
    private const int Heads = 4;

    /// <summary>Weights of Normal make scores of std 0.2 to 12: from nearly undecided to one key for each query.</summary>
    [Theory]
    [InlineData("Xavier", false)]
    [InlineData("Normal(0.03)", false)]
    [InlineData("Normal(0.12)", false)]
    [InlineData("Normal(0.25)", false)]
    [InlineData("Xavier", true)]
    [InlineData("Normal(0.12)", true)]
    [InlineData("Normal(0.25)", true)]
    public void The_entropy_of_its_shares_is_as_predicted(string initializer, bool isCausal)
    {
        string attributes = $"[Network({Steps}, {Features}, InputMean = 0, InputStd = 1)] [MultiHeadAttention({Heads}, Causal = {(isCausal ? "true" : "false")})] [{initializer}]";
        SoftmaxStart predicted = SignalAnalysis.Analyze(Declared.Model(attributes)).Layers[0].Softmax!;
        using var network = CompiledNetwork.Compile($"using NetGen; {attributes} public sealed partial class Net;");
        double sum = 0;
        const int Seeds = 20;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ITestNetwork made = network.Create(seed);
            float[] weights = new float[3 * Features * Features];
            made.CopyParameter(made.Info.Parameters.Single(static parameter => parameter.Name.EndsWith("in_proj_weight", StringComparison.Ordinal)).Name, weights);
            TestRandom random = new(seed + 100);
            sum += Entropy([.. Enumerable.Range(0, Steps * Features).Select(_ => random.NextNormal())], weights, isCausal) / Seeds;
        }

        Assert.Equal(isCausal ? Enumerable.Range(1, Steps).Average(keys => Math.Log(keys)) : Math.Log(Steps), predicted.LargestEntropy, 0.01);
        Assert.Equal(sum, predicted.Entropy, 0.06);
        Assert.InRange(predicted.Entropy, 0, predicted.LargestEntropy);
    }

    /// <summary>Attention alone, layer on layer, makes steps alike; what goes around it keeps them apart.</summary>
    [Theory]
    [InlineData("[MultiHeadAttention(4)]", 1)]
    [InlineData("[MultiHeadAttention(4)] [MultiHeadAttention(4)] [MultiHeadAttention(4)]", 3)]
    [InlineData("[MultiHeadAttention(4, Causal = true)]", 1)]
    [InlineData("[MultiHeadAttention(4, Name = \"first\")] [Add(\"input\", Name = \"sum\")] [MultiHeadAttention(4)] [Add(\"sum\")]", 2)]
    public void Steps_come_out_as_alike_as_predicted(string layers, int attentions)
    {
        Assert.Equal(attentions, layers.Split("MultiHeadAttention").Length - 1);
        string attributes = $"[Network({Steps}, {Features}, InputMean = 0, InputStd = 1)] {layers}";
        double predicted = SignalAnalysis.Analyze(Declared.Model(attributes)).Layers[^1].PositionCorrelation;
        using var network = CompiledNetwork.Compile($"using NetGen; {attributes} public sealed partial class Net;");
        double products = 0, squares = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            TestRandom random = new(seed + 500);
            float[] inputs = [.. Enumerable.Range(0, Steps * Features).Select(_ => (float)random.NextNormal())];
            float[] outputs = new float[inputs.Length];
            network.Create(seed).Forward(inputs, outputs);
            for (int feature = 0; feature < Features; feature++)
            {
                double[] values = [.. Enumerable.Range(0, Steps).Select(step => (double)outputs[(step * Features) + feature])];
                double own = values.Sum(value => value * value);
                squares += own / Steps;
                products += ((values.Sum() * values.Sum()) - own) / (Steps * (Steps - 1));
            }
        }

        Assert.Equal(products / squares, predicted, 0.06);
        PredictedSignal said = network.Create(1).Info.Layers[^1].Predicted;
        Assert.Equal(predicted, said.StepCorrelation!.Value, 1e-3);
    }

    /// <summary>The class says it of attention alone.</summary>
    [Fact]
    public void The_class_says_how_its_softmaxes_begin()
    {
        using var network = CompiledNetwork.Compile("using NetGen; [Network(16, 8)] [MultiHeadAttention(1)] [Xavier] [Flatten] [Dense(3)] public sealed partial class Net;");
        IReadOnlyList<LayerInfo> layers = network.Create(1).Info.Layers;
        PredictedSoftmax softmax = layers[0].Predicted.Softmax!;
        Assert.Equal(16, softmax.Choices);
        Assert.Equal(Math.Log(16), softmax.LargestEntropy, 1e-3);
        Assert.InRange(softmax.Entropy, 0.5 * softmax.LargestEntropy, softmax.LargestEntropy);
        Assert.InRange(softmax.Slope, 0.5, 1);
        Assert.All(layers.Skip(1), static layer => Assert.True(layer.Predicted is { Softmax: null, StepCorrelation: null }));
    }

    private static double Entropy(double[] inputs, float[] weights, bool isCausal)
    {
        double[,] Product(int first)
        {
            double[,] product = new double[Steps, Features];
            for (int step = 0; step < Steps; step++)
            {
                for (int unit = 0; unit < Features; unit++)
                {
                    for (int i = 0; i < Features; i++) product[step, unit] += weights[((first + unit) * Features) + i] * inputs[(step * Features) + i];
                }
            }

            return product;
        }

        (double[,] queries, double[,] keys) = (Product(0), Product(Features));
        const int Size = Features / Heads;
        double sum = 0;
        for (int head = 0; head < Heads; head++)
        {
            for (int query = 0; query < Steps; query++)
            {
                int seen = isCausal ? query + 1 : Steps;
                double[] scores = [.. Enumerable.Range(0, seen).Select(key => Enumerable.Range(head * Size, Size).Sum(i => queries[query, i] * keys[key, i]) / Math.Sqrt(Size))];
                double largest = scores.Max();
                double total = scores.Sum(score => Math.Exp(score - largest));
                sum += Math.Log(total) + largest - scores.Sum(score => score * Math.Exp(score - largest) / total);
            }
        }

        return sum / (Heads * Steps);
    }
}
