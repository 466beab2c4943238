using NetGen.Data;
using NetGen.Metrics;

using Xunit;

namespace NetGen.Tests.LossFunctions;

/// <summary>Metrics of values measure the means of outputs that are means and variances, and none of the variances.</summary>
public sealed class GaussianMetricTests
{
    private const int Samples = 150;

    [Fact]
    public void Of_a_vector() => Check(new GaussianNet(seed: 2), features: 3, positions: 1);

    [Fact]
    public void Of_each_step() => Check(new GaussianSteps(seed: 2), features: 6, positions: 2);

    private static void Check<TNetwork>(TNetwork network, int features, int positions)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var random = new SeededRandom(3);
        float[] inputs = [.. Enumerable.Range(0, Samples * features).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        float[] targets = [.. Enumerable.Range(0, Samples * 2 * positions).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        float[] outputs = new float[Samples * 4 * positions];
        network.Predict(inputs, outputs);

        // Of four channels of a position the first two are means.
        double[] errors = [.. targets.Select((target, index) => (double)outputs[(index / 2 * 4) + (index % 2)] - target)];
        Evaluation evaluation = network.Evaluate(new Dataset(inputs, features, targets, 2 * positions), [new MeanAbsoluteError(), new RootMeanSquaredError(), new MeanSquaredError(), new R2Score()]);
        Assert.Equal(errors.Average(Math.Abs), evaluation.Metrics["mean_absolute_error"], 1e-6);
        Assert.Equal(Math.Sqrt(errors.Average(error => error * error)), evaluation.Metrics["root_mean_squared_error"], 1e-6);
        Assert.Equal(errors.Average(error => error * error), evaluation.Metrics["mean_squared_error"], 1e-6);
        double R2(int output)
        {
            double[] own = [.. targets.Where((_, index) => index % (2 * positions) == output).Select(target => (double)target)];
            double spread = own.Sum(target => (target - own.Average()) * (target - own.Average()));
            return 1 - (errors.Where((_, index) => index % (2 * positions) == output).Sum(error => error * error) / spread);
        }

        Assert.Equal(Enumerable.Range(0, 2 * positions).Average(R2), evaluation.Metrics["r2_score"], 1e-6);
    }
}
