using NetGen.Generator.Layers;
using NetGen.Generator.Prediction;
using NetGen.Generator.Signal;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>
/// The predicted largest eigenvalue of the curvature beside one that power iteration finds, of the same networks with weights drawn here, in double: J^T H J
/// of the mean loss over a batch, with the derivatives J of all outputs by all weights and biases, and H the loss's second derivatives where outputs are
/// undecided.
/// </summary>
public sealed class SharpnessTests
{
    private const int Batch = 32;

    /// <summary>
    /// Widths, the factor of 1 / fan-in that is the variance of hidden weights, the activation with its slope, and the declaration that means the same.
    /// </summary>
    public static TheoryData<int[], double, string> Networks => new()
    {
        { [100, 200, 10], 2, "[Network(100, InputMean = 0, InputStd = 1)] [Dense(200)] [He] [ReLU] [Dense(10)] [LeCun] [MeanSquaredError]" },
        { [100, 200, 200, 200, 10], 2, "[Network(100, InputMean = 0, InputStd = 1)] [Dense(200)] [He] [ReLU] [Dense(200)] [He] [ReLU] [Dense(200)] [He] [ReLU] [Dense(10)] [LeCun] [MeanSquaredError]" },
        { [100, 100, 300, 5], 2,
            "[Network(100, InputMean = 0, InputStd = 1)] [Dense(100)] [He] [ReLU] [Dense(300)] [He] [ReLU] [Dense(5)] [LeCun] [MeanSquaredError]" },
        { [100, 200, 200, 1], 0.5, "[Network(100, InputMean = 0, InputStd = 1)] [Dense(200)] [VarianceScaling(0.5)] [ReLU] [Dense(200)] [VarianceScaling(0.5)] [ReLU] [Dense(1)] [LeCun] [MeanSquaredError]" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_largest_eigenvalue_is_that_of_power_iteration(int[] widths, double variance, string network)
    {
        double predicted = Sharpness.Largest(Declared.Model(network), new SignalOptions(BatchSize: Batch))!.Value;
        double measured = Enumerable.Range(1, 8).Average(seed => new DrawnNetwork(widths, variance, new TestRandom((ulong)seed)).LargestEigenvalue(Batch))
            * 2 / widths[^1];

        // The prediction is that of one output in the mean over weights; of several outputs the largest is above their mean.
        Assert.InRange(measured / predicted, 0.9, widths[^1] == 1 ? 1.1 : 1.35);
    }

    [Theory]
    [InlineData("[Network(9)] [Dense(8)] [ReLU] [Dense(4)] [MeanSquaredError]", 2.0 / 4)]
    [InlineData("[Network(9)] [Dense(8)] [ReLU] [Dense(4)] [SoftmaxCrossEntropy]", 1.0 / 4)]
    [InlineData("[Network(9)] [Dense(8)] [ReLU] [Dense(4)] [BinaryCrossEntropy]", 0.25 / 4)]
    [InlineData("[Network(9)] [Dense(8)] [ReLU] [Dense(4)] [MeanSquaredError(Weight = 3)]", 6.0 / 4)]
    public void Losses_differ_by_their_curvature(string network, double curvature)
        => Assert.Equal(curvature / (2.0 / 4), Sharpness.Largest(Declared.Model(network)) / Sharpness.Largest(Declared.Model("[Network(9)] [Dense(8)] [ReLU] [Dense(4)] [MeanSquaredError]")) ?? 0, 1e-12);

    /// <summary>
    /// A linear layer by itself: the mean over outputs of (y - t)^2 with y = w x + b has the curvature 2 / n (x x^T), and a batch of one sample |x|^2 + 1.
    /// </summary>
    [Fact]
    public void A_linear_layer_has_the_size_of_its_input()
        => Assert.Equal(2.0 / 3 * ((7 * (4 + 9)) + 1),
            Sharpness.Largest(Declared.Model("[Network(7, InputMean = 2, InputStd = 3)] [Dense(3)] [MeanSquaredError]"),
            new SignalOptions(BatchSize: 1))!.Value, 1e-9);

    [Theory]
    [InlineData("[Network(8, 8, 1)] [Conv2D(4, 3)] [ReLU] [Flatten] [Dense(4)] [MeanSquaredError]")]
    [InlineData("[Network(9)] [Dense(8)] [BatchNorm] [ReLU] [Dense(4)] [MeanSquaredError]")]
    [InlineData("[Network(9)] [Dense(8)] [ReLU] [Dense(4)] [Poisson]")]
    [InlineData("[Network(9)] [Dense(8)] [ReLU] [Dense(4)]")]
    public void Nothing_is_said_of_other_networks(string network) => Assert.Null(Sharpness.Largest(Declared.Model(network)));

    /// <summary>Dense layers with rectifiers between them, with biases of 0.</summary>
    private sealed class DrawnNetwork
    {
        private readonly double[][,] _weights;
        private readonly TestRandom _random;

        public DrawnNetwork(int[] widths, double variance, TestRandom random)
        {
            _random = random;
            _weights = [.. Enumerable.Range(0, widths.Length - 1)
                .Select(layer => Draw(widths[layer + 1], widths[layer], (layer == widths.Length - 2 ? 1 : variance) / widths[layer]))];
        }

        private double[,] Draw(int rows, int columns, double variance)
        {
            double[,] weights = new double[rows, columns];
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++) weights[row, column] = Math.Sqrt(variance) * _random.NextNormal();
            }

            return weights;
        }

        /// <summary>Of J J^T over all pairs of a sample and an output, over the number of samples, by power iteration.</summary>
        public double LargestEigenvalue(int samples)
        {
            int outputs = _weights[^1].GetLength(0);
            (double[][] Inputs, double[][] Slopes)[] rows = [.. Enumerable.Range(0, samples).SelectMany(_ => Derivatives(outputs))];
            double[,] kernel = new double[rows.Length, rows.Length];
            for (int one = 0; one < rows.Length; one++)
            {
                for (int other = 0; other < rows.Length; other++)
                {
                    for (int layer = 0; layer < _weights.Length; layer++)
                        kernel[one, other] += (1 + Dot(rows[one].Inputs[layer], rows[other].Inputs[layer])) * Dot(rows[one].Slopes[layer], rows[other]
                            .Slopes[layer]) / samples;
                }
            }

            double[] vector = [.. rows.Select(_ => _random.NextNormal())];
            double length = 0;
            for (int step = 0; step < 300; step++)
            {
                length = Math.Sqrt(Dot(vector, vector));
                double[] unit = [.. vector.Select(value => value / length)];
                vector = [.. Enumerable.Range(0, rows.Length)
                    .Select(row => Enumerable.Range(0, rows.Length).Sum(column => kernel[row, column] * unit[column]))];
            }

            return Math.Sqrt(Dot(vector, vector));
        }

        /// <summary>Of a sample that is drawn, what each layer reads, and for each output its derivatives by what each layer gives.</summary>
        private IEnumerable<(double[][] Inputs, double[][] Slopes)> Derivatives(int outputs)
        {
            double[][] inputs = new double[_weights.Length][];
            double[][] sums = new double[_weights.Length][];
            double[] values = [.. Enumerable.Range(0, _weights[0].GetLength(1)).Select(_ => _random.NextNormal())];
            for (int layer = 0; layer < _weights.Length; layer++)
            {
                inputs[layer] = values;
                sums[layer] = [.. Enumerable.Range(0, _weights[layer].GetLength(0))
                    .Select(row => Enumerable.Range(0, values.Length).Sum(column => _weights[layer][row, column] * inputs[layer][column]))];
                values = [.. sums[layer].Select(sum => Math.Max(sum, 0))];
            }

            for (int output = 0; output < outputs; output++)
            {
                double[][] slopes = new double[_weights.Length][];
                slopes[^1] = [.. Enumerable.Range(0, outputs).Select(unit => unit == output ? 1.0 : 0)];
                for (int layer = _weights.Length - 1; layer > 0; layer--)
                {
                    double[] behind = slopes[layer];
                    slopes[layer - 1] = [.. sums[layer - 1]
                        .Select((sum, unit) => sum > 0 ? Enumerable.Range(0, behind.Length).Sum(row => _weights[layer][row, unit] * behind[row]) : 0)];
                }

                yield return (inputs, slopes);
            }
        }

        private static double Dot(double[] left, double[] right) => left.Zip(right, (one, other) => one * other).Sum();
    }
}
