using NetGen.Generator.Emit;
using NetGen.Generator.Layers;
using NetGen.Generator.Prediction;
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
        Assert.False(Analyze("[Network(8)] [Dense(2)]").Input.IsScaleKnown);
        SignalReport known = Analyze("[Network(8, InputMean = 3, InputStd = 4)] [Dense(2)] [LeCun]");
        Assert.True(known.Input.IsScaleKnown);
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

    /// <summary>Each input that is an image has an assumption of its own, and the summary says which are the user's and which are not.</summary>
    [Theory]
    [InlineData("[Network(28, 28, 1)] [Flatten]", "; neighbouring pixels correlate by 0.751, as none is declared (InputCorrelation)")]
    [InlineData("[Network(28, 28, 1, InputCorrelation = 0.9)] [Flatten]", "; neighbouring pixels correlate by 0.9")]
    [InlineData("[Network(28, 28, 1, InputCorrelation = 0)] [Flatten]", "; neighbouring pixels correlate by 0")]
    [InlineData("[Network(1, 1, 8)] [Flatten]", "")]
    [InlineData("[Network(8)] [Dense(2)]", "")]
    [InlineData("[Network(8, 4)] [Flatten]", "")]
    [InlineData(
        "[Network(8, 8, 1, InputCorrelation = 0.5)] [Input(\"map\", 8, 8, 1, Correlation = 0.9)] [Input(\"view\", 8, 8, 1)] [Add(\"map\")] [Add(\"view\")]",
        "; neighbouring pixels correlate by 0.5; neighbouring pixels of map correlate by 0.9; neighbouring pixels of view correlate by 0.368, as none is declared (Correlation)")]
    public void What_is_assumed_of_images_is_said(string network, string expected)
        => Assert.Equal("for inputs of mean 0 and std 1, as none are declared (InputMean, InputStd)" + expected, SignalTable.Summary(Analyze(network)));

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

    /// <summary>Measured on networks of many seeds, one batch each.</summary>
    [Fact]
    public void The_gradient_of_a_trained_slope_is_as_large_as_predicted()
    {
        const string Attributes = "[Network(100, InputMean = 0, InputStd = 1)] [Dense(64)] [LeCun] [PReLU] [Dense(4)] [LeCun] [MeanSquaredError]";
        const int Seeds = 40;
        using var network = CompiledNetwork.Compile($"using NetGen; {Attributes} public sealed partial class Net;");
        int batch = SignalOptions.Default.BatchSize;
        double sum = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            TestRandom random = new(seed);
            float[] inputs = [.. Enumerable.Range(0, batch * 100).Select(_ => (float)random.NextNormal())];
            float[] targets = [.. Enumerable.Range(0, batch * 4).Select(_ => (float)random.NextNormal())];
            using ITestTrainer trainer = network.Create(seed).CreateTrainer(new Sgd(1));
            trainer.ComputeGradients(inputs, targets);
            float[] gradient = new float[64];
            trainer.CopyGradient("prelu1.weight", gradient);
            sum += gradient.Sum(value => (double)value * value);
        }

        Assert.InRange(Math.Sqrt(sum / (Seeds * 64)) / Analyze(Attributes).Layers[1].Parameters[0].GradientRms, 0.9, 1.1);
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
        double entropy = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double[] logits = [.. Enumerable.Range(0, classes).Select(_ => std * random.NextNormal())];
            double largest = logits.Max();
            double sum = logits.Sum(logit => Math.Exp(logit - largest));
            loss += (largest + Math.Log(sum)) / Samples;
            squares += logits.Sum(logit => Math.Pow(Math.Exp(logit - largest) / sum, 2)) / Samples;
            entropy += (largest + Math.Log(sum) - logits.Sum(logit => logit * Math.Exp(logit - largest) / sum)) / Samples;
        }

        SoftmaxMoments moments = SoftmaxMoments.Compute(std, classes);
        Assert.Equal(1, moments.LogSumExp / loss, 0.01);
        Assert.Equal(1, moments.SumOfSquares / squares, 0.01);
        Assert.Equal(entropy, moments.Entropy, 0.01 * Math.Log(classes));
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
                EquatableArray.Of(Layers.ActivationRecords.Create("Softplus")), 0, 2 * std * std);
            Assert.Equal(difference.Mean, SoftmaxMoments.Compute(std, 2).LogSumExp, 1e-6 * std);
        }
    }

    [Theory]
    [InlineData("Sgd", 0.01 * 2)]
    [InlineData("Adam", 0.01)]
    [InlineData("AdamW", 0.01)]
    [InlineData("RmsProp", 0.1)]
    [InlineData("Adagrad", 0.01)]
    [InlineData("Adadelta", 0.01 * 0.0031623)]
    public void First_steps(string optimizer, double expected)
        => Assert.Equal(1, OptimizerTable.Find(optimizer)!.FirstUpdate(0.01, 2) / expected, 1e-4);

    /// <summary>Below its epsilon Adam's step shrinks with the gradient.</summary>
    [Fact]
    public void Adam_stalls_below_its_epsilon()
        => Assert.Equal(1e-3 * 0.01 / 1.01, OptimizerTable.Find("Adam")!.FirstUpdate(1e-3, 1e-10), 1e-9);

    /// <summary>The largest of the first steps of an optimiser whose gradient stays as it is, against its formulas carried out step by step.</summary>
    [Theory]
    [InlineData(0.9, 0, 0.99)]
    [InlineData(0.9, 0.5, 0.9)]
    [InlineData(0.99, 0, 0.5)]
    [InlineData(0.5, 0.9, 0)]
    [InlineData(0, 0.5, 0.9)]
    public void Momentum_and_decay_are_what_they_do_to_steps(double momentum, double dampening, double alpha)
    {
        const double Gradient = 0.3;
        const double Rate = 0.01;
        (double sgd, double largestSgd, double rmsProp, double largestRmsProp, double square) = (0, 0, 0, 0, 0);
        for (int step = 0; step < 5_000; step++)
        {
            sgd = (momentum * sgd) + (Gradient * (step == 0 || momentum == 0 ? 1 : 1 - dampening));
            square = (alpha * square) + ((1 - alpha) * Gradient * Gradient);
            rmsProp = (momentum * rmsProp) + (Gradient / (Math.Sqrt(square) + 1e-8));
            (largestSgd, largestRmsProp) = (Math.Max(largestSgd, sgd), Math.Max(largestRmsProp, rmsProp));
        }

        Dictionary<string, double> settings = new() { ["Epsilon"] = 1e-8, ["Momentum"] = momentum, ["Dampening"] = dampening, ["Alpha"] = alpha };
        Assert.Equal(1, OptimizerTable.Find("Sgd")!.FirstUpdate(Rate, Gradient, name => settings[name]) / (Rate * largestSgd), 1e-6);
        Assert.Equal(1, OptimizerTable.Find("RmsProp")!.FirstUpdate(Rate, Gradient, name => settings[name]) / (Rate * largestRmsProp), 1e-6);
    }

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

    [Fact]
    public void Flattening_a_vector_once_more_changes_nothing()
    {
        const string Image = "[Network(6, 5, 3)] [Conv2D(4, 3)] [He] [ReLU] [Flatten]";
        SignalReport once = Analyze(Image + " [Dense(10)] [SoftmaxCrossEntropy]");
        SignalReport twice = Analyze(Image + " [Flatten] [Dense(10)] [SoftmaxCrossEntropy]");
        LayerSignal expected = once.Layers[^1];
        LayerSignal actual = twice.Layers[^1];
        Assert.Equal((expected.Rms, expected.Std, expected.Band), (actual.Rms, actual.Std, actual.Band));
        Assert.Equal(once.Layers[0].GradientStd, twice.Layers[0].GradientStd);
    }

    /// <summary>As PyTorch's layer does: what a step becomes does not depend on how many there are. And a 1x1 convolution is the same layer.</summary>
    [Fact]
    public void A_dense_layer_on_a_sequence_treats_each_step_alike()
    {
        LayerSignal steps = Analyze("[Network(6, 5)] [Dense(7)] [He] [ReLU] [Dense(3)] [He] [MeanSquaredError]").Layers[^1];
        LayerSignal vector = Analyze("[Network(5)] [Dense(7)] [He] [ReLU] [Dense(3)] [He] [MeanSquaredError]").Layers[^1];
        LayerSignal pixels = Analyze("[Network(6, 1, 5)] [Conv2D(7, 1)] [He] [ReLU] [Conv2D(3, 1)] [He] [MeanSquaredError]").Layers[^1];
        Assert.Equal((vector.Mean, vector.Rms, vector.Std), (steps.Mean, steps.Rms, steps.Std));
        Assert.Equal((pixels.Mean, pixels.Rms, pixels.Std, pixels.Band), (steps.Mean, steps.Rms, steps.Std, steps.Band));
    }

    [Fact]
    public void The_band_behind_a_flattened_image_counts_its_channels()
    {
        // 2 / n for linear layers. The pixels of a channel have the same weights, so it is the channels that vary independently.
        SignalReport report = Analyze("[Network(4, 3, 2)] [Conv2D(5, 1)] [He] [Flatten] [Dense(10)] [MeanSquaredError]");
        Assert.InRange(Math.Pow(Math.Log(report.Layers[^1].Band), 2), 1.8 / 5, 2.2 / 5);
    }

    private static SignalReport Analyze(string network) => SignalAnalysis.Analyze(Declared.Model(network));
}
