using NetGen.Generator.Model;
using NetGen.Generator.Signal;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

public sealed class SignalAnalysisTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void The_same_network_gives_an_equal_report()
        => Assert.Equal(Analyze("[Network(8)] [Dense(4)] [ReLU] [Dense(2)] [SoftmaxCrossEntropy]"), Analyze("[Network(8)] [Dense(4)] [ReLU] [Dense(2)] [SoftmaxCrossEntropy]"));

    [Fact]
    public void Nothing_is_asserted_of_an_input_that_was_not_described()
    {
        Assert.False(Analyze("[Network(8)] [Dense(2)]").IsInputScaleKnown);
        SignalReport known = Analyze("[Network(8, InputMean = 3, InputStd = 4)] [Dense(2)] [LeCun]");
        Assert.True(known.IsInputScaleKnown);
        Assert.Equal(5, known.Layers[0].Std, 1e-12);
    }

    /// <summary>A mean of four pixels, and of all: (1 + 2 c(1) + c(diagonal)) / 4 of the variance, and the mean over all pairs.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    [InlineData(1)]
    public void Pixels_correlate_by_a_power_of_their_distance(double neighbours)
    {
        string correlation = neighbours.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string network = $"[Network(8, 8, 1, InputStd = 2, InputCorrelation = {correlation})] ";
        double diagonal = Math.Pow(neighbours, Math.Sqrt(2));
        Assert.Equal(2 * Math.Sqrt((1 + (2 * neighbours) + diagonal) / 4), Analyze(network + "[AveragePool2D(2)]").Layers[0].Std, 1e-9);
        double all = 0;
        for (int pair = 0; pair < 64 * 64; pair++)
        {
            (int one, int other) = Math.DivRem(pair, 64);
            double distance = Math.Sqrt(Math.Pow((one / 8) - (other / 8), 2) + Math.Pow((one % 8) - (other % 8), 2));
            all += (one == other ? 1 : Math.Pow(neighbours, distance)) / (64 * 64);
        }

        Assert.Equal(2 * Math.Sqrt(all), Analyze(network + "[GlobalAveragePool2D]").Layers[0].Std, 1e-9);
    }

    /// <summary>Images of twice the size are the same images: their means vary as much.</summary>
    [Fact]
    public void Where_nothing_is_declared_images_of_all_sizes_are_alike()
    {
        double Mean(int side) => Analyze($"[Network({side}, {side}, 3, InputStd = 1)] [GlobalAveragePool2D]").Layers[0].Std;
        Assert.Equal(Mean(64), Mean(128), 0.01);
        Assert.InRange(Mean(28), 0.2, 0.35);
        Assert.Equal(
            Analyze("[Network(28, 28, 1, InputStd = 1)] [AveragePool2D(2)]").Layers[0].Std,
            Analyze("[Network(28, 28, 1, InputStd = 1, InputCorrelation = 0.7514772930752859)] [AveragePool2D(2)]").Layers[0].Std,
            1e-9);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("-0.1")]
    [InlineData("double.NaN")]
    public void A_correlation_lies_between_0_and_1(string correlation)
        => Assert.Single(Declared.Build($"[Network(8, 8, 1, InputCorrelation = {correlation})] [Flatten] partial class N;").Findings, finding => finding.Rule == RuleIds.InvalidArgument);

    [Fact]
    public void Zero_weights_give_zero_and_no_gradient()
    {
        SignalReport report = Analyze("[Network(8)] [Dense(4)] [Zeros] [ReLU] [Dense(3)] [Zeros] [SoftmaxCrossEntropy]");
        Assert.All(report.Layers, layer => Assert.Equal(0, layer.Rms));
        Assert.Equal(Math.Log(3), report.InitialLoss!.Value, 1e-12);
        Assert.Equal(0, report.Layers[0].GradientStd);
        Assert.Equal(0, report.Layers[0].Parameters[0].GradientRms);
        Assert.NotEqual(0, report.Layers[2].Parameters[1].GradientRms);
    }

    /// <summary>All units alike: nothing tells the classes apart, and their gradients cancel.</summary>
    [Fact]
    public void Constant_weights_make_units_alike()
    {
        SignalReport report = Analyze("[Network(8)] [Dense(4)] [Constant(0.5)] [ReLU] [Dense(3)] [Constant(0.5)] [SoftmaxCrossEntropy]");
        Assert.Equal(0, report.OutputSpread, 1e-6);
        Assert.Equal(Math.Log(3), report.InitialLoss!.Value, 1e-9);
        Assert.Equal(0, report.Layers[0].GradientStd, 1e-9);
        Assert.Equal(Math.Sqrt(8) / 2, report.Layers[0].Std, 1e-9);
    }

    [Fact]
    public void Explosions_beyond_all_numbers_stay_numbers()
    {
        string layers = string.Concat(Enumerable.Repeat(" [Dense(512)] [Normal(1e6)] [ReLU]", 60));
        SignalReport report = Analyze("[Network(512)]" + layers + " [Dense(10)] [Normal(1e6)] [SoftmaxCrossEntropy]");
        foreach (LayerSignal layer in report.Layers)
        {
            Assert.All([layer.Mean, layer.Std, layer.Rms, layer.GradientStd, layer.Band], value => Assert.True(double.IsFinite(value)));
        }

        Assert.True(double.IsFinite(report.InitialLoss!.Value));
    }

    [Fact]
    public void The_factor_of_a_stage_is_fan_in_times_variance_times_gain()
    {
        SignalReport report = Analyze("""
            [Network(32, 32, 16)]
            [Conv2D(32, 3, Padding = Padding.Same)] [Xavier] [ReLU]
            [Conv2D(32, 3, Padding = Padding.Same)] [He] [MaxPool2D(2)] [ReLU]
            [Conv2D(32, 3, Padding = Padding.Same)] [He] [BatchNorm] [ReLU]
            [GlobalAveragePool2D]
            [Dense(5)]
            """);
        Assert.Equal(2.0 * 9 * 16 / (9 * 16 + 9 * 32) * 0.5, report.Layers[0].StageFactor!.Value, 1e-12);
        Assert.InRange(report.Layers[2].StageFactor!.Value, 1, 2.5);
        Assert.Null(report.Layers[5].StageFactor);
        Assert.Null(report.Layers[9].StageFactor);
    }

    [Fact]
    public void A_normalisation_resets_what_must_pass_it()
    {
        SignalReport report = Analyze("""
            [Network(64)]
            [Dense(64, Name = "first")] [ReLU]
            [Dense(64)] [BatchNorm] [ReLU]
            [Dense(64)] [Add("first")]
            [Dense(5)]
            """);
        Assert.Equal([-1, 3, 3, -1, -1, -1, -1, -1], report.Layers.Select(layer => layer.ResetBy));
    }

    /// <summary>5 / n per ReLU layer for the logarithm of the square (Hanin and Nica, 2018), a quarter of it for the root's; 2 / n for linear layers.</summary>
    [Theory]
    [InlineData("[ReLU]", 2, 5)]
    [InlineData("", 1, 2)]
    public void The_band_grows_with_depth_over_width(string activation, int step, double constant)
    {
        string layers = string.Concat(Enumerable.Repeat($" [Dense(50)] [He] {activation}", 4));
        SignalReport report = Analyze("[Network(784)]" + layers);
        Assert.Equal(1, report.Layers[0].Band);
        Assert.Equal(Math.Exp(Math.Sqrt(constant * 3 / 50)), report.Layers[3 * step].Band, 1e-9);
    }

    [Theory]
    [InlineData("[ReLU]", 0, double.PositiveInfinity, 0.5)]
    [InlineData("[Tanh]", -1, 1, 1)]
    [InlineData("[Sigmoid]", 0, 1, 1)]
    [InlineData("[ELU]", -1, double.PositiveInfinity, 1)]
    [InlineData("[GELU]", -0.16997, double.PositiveInfinity, 1)]
    [InlineData("[SiLU]", -0.27846, double.PositiveInfinity, 1)]
    [InlineData("[Mish]", -0.30884, double.PositiveInfinity, 1)]
    [InlineData("[HardSwish]", -0.375, double.PositiveInfinity, 0.99865)]
    [InlineData("[LeakyReLU(0.1)]", double.NegativeInfinity, double.PositiveInfinity, 1)]
    public void Ranges_and_active_units(string activation, double low, double high, double active)
    {
        LayerSignal signal = Analyze($"[Network(100)] [Dense(50)] [LeCun] {activation}").Layers[1];
        Assert.Equal(low, signal.Low, 1e-5);
        Assert.Equal(high, signal.High, 1e-5);
        Assert.Equal(active, signal.Active, 1e-2);
    }

    [Fact]
    public void Wide_pre_activations_saturate()
    {
        Assert.InRange(Analyze("[Network(100)] [Dense(50)] [Normal(1)] [Tanh]").Layers[1].Saturated, 0.8, 0.85);
        Assert.InRange(Analyze("[Network(100)] [Dense(50)] [LeCun] [Tanh]").Layers[1].Saturated, 0, 0.05);
    }

    /// <summary>Against sums over many logits drawn at random: 10^5 of them, so within half a per cent.</summary>
    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.99, 3)]
    [InlineData(1.01, 3)]
    [InlineData(3, 10)]
    [InlineData(40, 100)]
    public void Loss_and_certainty_of_random_logits(double std, int classes)
    {
        const int Samples = 20_000;
        var random = new TestRandom(1);
        double loss = 0;
        double squares = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double[] logits = [.. Enumerable.Range(0, classes).Select(_ => std * random.NextNormal())];
            double largest = logits.Max();
            double sum = logits.Sum(logit => Math.Exp(logit - largest));
            loss += (largest + Math.Log(sum)) / Samples;
            squares += logits.Sum(logit => Math.Pow(Math.Exp(logit - largest) / sum, 2)) / Samples;
        }

        SoftmaxMoments moments = SoftmaxMoments.Compute(std, classes);
        Assert.Equal(1, moments.LogSumExp / loss, 0.01);
        Assert.Equal(1, moments.SumOfSquares / squares, 0.01);
    }

    /// <summary>ln C + v/2 (1 - 1/C) for small variances; both formulas meet; two classes at any spread by direct integration of softplus.</summary>
    [Fact]
    public void Loss_for_small_and_large_spreads()
    {
        Assert.Equal(Math.Log(10) + (0.5 * 0.01 * 0.01 * 0.9), SoftmaxMoments.Compute(0.01, 10).LogSumExp, 1e-8);
        Assert.Equal(SoftmaxMoments.Compute(0.99999, 10).LogSumExp, SoftmaxMoments.Compute(1.00001, 10).LogSumExp, 1e-4);
        Assert.Equal(SoftmaxMoments.Compute(0.99999, 10).SumOfSquares, SoftmaxMoments.Compute(1.00001, 10).SumOfSquares, 1e-4);

        // E max of two normal variables is 1 / sqrt(pi).
        Assert.Equal(1 / Math.Sqrt(Math.PI), SoftmaxMoments.Compute(1e5, 2).LogSumExp / 1e5, 1e-4);
        foreach (double std in (ReadOnlySpan<double>)[0.1, 0.7, 2, 9])
        {
            ActivationMoments difference = ActivationMoments.Compute(
                EquatableArray.Of(new Generator.Layers.ActivationFunction(Generator.Layers.ActivationKind.Softplus, 0)), 0, 2 * std * std);
            Assert.Equal(difference.Mean, SoftmaxMoments.Compute(std, 2).LogSumExp, 1e-6 * std);
        }
    }

    [Theory]
    [InlineData(nameof(OptimizerKind.Sgd), 0.01 * 2)]
    [InlineData(nameof(OptimizerKind.Adam), 0.01)]
    [InlineData(nameof(OptimizerKind.AdamW), 0.01)]
    [InlineData(nameof(OptimizerKind.RmsProp), 0.1)]
    [InlineData(nameof(OptimizerKind.Adagrad), 0.01)]
    [InlineData(nameof(OptimizerKind.Adadelta), 0.01 * 0.0031623)]
    public void First_steps(string optimizer, double expected)
        => Assert.Equal(1, FirstUpdate.Rms(Enum.Parse<OptimizerKind>(optimizer), 0.01, 2) / expected, 1e-4);

    /// <summary>Below its epsilon Adam's step shrinks with the gradient.</summary>
    [Fact]
    public void Adam_stalls_below_its_epsilon()
        => Assert.Equal(1e-3 * 0.01 / 1.01, FirstUpdate.Rms(OptimizerKind.Adam, 1e-3, 1e-10), 1e-9);

    /// <summary>Printed, not asserted: how long a shared machine takes says nothing about the code. Idle, it is below a millisecond.</summary>
    [Fact]
    public void The_time_for_twenty_layers_is_shown()
    {
        NetworkModel model = Declared.Build(Networks.TwentyLayers).Model!;
        for (int i = 0; i < 200; i++) SignalAnalysis.Analyze(model);
        double fastest = double.PositiveInfinity;
        for (int i = 0; i < 50; i++)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            SignalAnalysis.Analyze(model);
            fastest = Math.Min(fastest, System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Twenty layers: {fastest:0.000} ms."));
        Assert.Equal(model.Nodes.Count, SignalAnalysis.Analyze(model).Layers.Count);
    }

    private static SignalReport Analyze(string network) => SignalAnalysis.Analyze(Declared.Model(network));
}
