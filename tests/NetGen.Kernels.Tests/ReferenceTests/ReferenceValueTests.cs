using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.ReferenceTests;

/// <summary>
/// Values of the reference that finite differences cannot vouch for, because they would agree with a wrong forward pass too:
/// worked out by hand or taken from published tables.
/// </summary>
public sealed class ReferenceValueTests
{
    // Abramowitz and Stegun, table 7.1, and the asymptotic tail.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(2, 0.9953222650189527)]
    [InlineData(-1, -0.8427007929497149)]
    [InlineData(3.5, 0.9999992569016276)]
    public void Error_function(double x, double expected) => Assert.Equal(expected, SpecialFunctions.Erf(x), 1e-15);

    [Fact]
    public void Error_function_has_no_step_where_series_and_fraction_meet()
        => Assert.Equal(1 - SpecialFunctions.Erf(2.9999999999), SpecialFunctions.Erfc(3.0000000001), 1e-13);

    [Fact]
    public void Activations_have_their_published_values()
    {
        Check(Activations.Identity(), -2.5, -2.5);
        Check(Activations.ReLU(), -2.5, 0);
        Check(Activations.LeakyReLU(0.01), -2.5, -0.025);
        Check(Activations.ReLU6(), 7, 6);
        Check(Activations.SquaredReLU(), 3, 9);
        Check(Activations.ELU(1), -1, -0.6321205588285577);
        Check(Activations.CELU(0.5), -1, -0.43233235838169365);
        Check(Activations.SELU(), 1, 1.0507009873554805);
        Check(Activations.SELU(), -1, -1.1113307378125625);
        Check(Activations.GELU(), 1, 0.8413447460685429);
        Check(Activations.GELU(), -2, -0.04550026389635842);
        Check(Activations.SiLU(), 1, 0.7310585786300049);
        Check(Activations.Mish(), 1, 0.8650983882673103);
        Check(Activations.HardSwish(), 1, 2.0 / 3);
        Check(Activations.HardSwish(), -4, 0);
        Check(Activations.Tanh(), 0.5, 0.46211715726000976);
        Check(Activations.LeCunTanh(), 1.5, 1.306819412204497);
        Check(Activations.HardTanh(), -7, -1);
        Check(Activations.Sigmoid(), 1, 0.7310585786300049);
        Check(Activations.HardSigmoid(), 1, 2.0 / 3);
        Check(Activations.Softplus(), 0, 0.6931471805599453);
        Check(Activations.Softplus(), 800, 800);
        Check(Activations.Softsign(), -3, -0.75);

        static void Check(Activation activation, double x, double expected)
        {
            var input = new Tensor(1, 1, 1, 1);
            input.Values[0] = x;
            Assert.Equal(expected, activation.Forward([input], training: false).Values[0], 1e-14);
        }
    }

    [Fact]
    public void Convolution_pads_as_TensorFlow_does()
    {
        // 4 -> 2 at stride 2 with 3 taps needs one element of padding, which goes to the end; at stride 1 one on either side.
        Assert.Equal(new Window(3, 2, 0, 1), Window.Same(4, 3, 2));
        Assert.Equal(new Window(3, 1, 1, 1), Window.Same(4, 3));
        Assert.Equal(new Window(2, 1, 0, 1), Window.Same(4, 2));
        Assert.Equal(new Window(3, 2, 1, 1), Window.Same(5, 3, 2));
        Assert.Equal(new Window(3, 1, 2, 2, 2), Window.Same(9, 3, dilation: 2));
        Assert.Equal(2, Window.Same(4, 3, 2).Outputs(4));
        Assert.Equal(2, new Window(2, 2).Outputs(5));
        Assert.Equal(0, new Window(3).Outputs(2));
    }

    [Fact]
    public void A_transposed_convolution_adds_windows_with_weights_in_PyTorch_order()
    {
        // One row of 2 pixels with two channels; one filter of 1x3 taps, stride 2, one pixel cut off at the left, none at the right.
        var convolution = new Conv2DTranspose(2, 1, new Window(1), new Window(3, Stride: 2, Before: 1), (1, 4));
        Set(convolution.Parameters[0], 1, 10, 100, 1000, 10000, 100000); // channel 0: taps 1, 10, 100; channel 1: taps 1000, 10000, 100000
        Set(convolution.Parameters[1], 0.5);
        var input = new Tensor(1, 1, 2, 2);
        double[] values = [1, 2, 3, 4];
        values.CopyTo(input.Values, 0);

        // Pixel 0 reaches columns -1, 0, 1 and pixel 1 columns 1, 2, 3.
        double[] expected = [10 + 20000 + 0.5, 100 + 200000 + 3 + 4000 + 0.5, 30 + 40000 + 0.5, 300 + 400000 + 0.5];
        Assert.Equal(expected, convolution.Forward([input], training: false).Values);
    }

    /// <summary>torch.nn.functional.interpolate(mode="bilinear", align_corners=False) of [0, 4] by 2: the documentation's half-pixel centres, worked out by hand.</summary>
    [Fact]
    public void Enlarged_pixels_lie_between_centres()
    {
        var input = new Tensor(1, 1, 2, 1);
        input.Values[1] = 4;
        Assert.Equal([0.0, 1, 3, 4], new BilinearUpSampling2D(1, 2).Forward([input], training: false).Values);
    }

    /// <summary>7 pixels in 3 bins are 0..2, 2..4 and 4..6; 3 pixels in 5 are 0, 0..1, 1, 1..2 and 2.</summary>
    [Fact]
    public void Adaptive_bins_are_those_of_PyTorch()
    {
        var seven = new Tensor(1, 7, 1, 1);
        for (int i = 0; i < 7; i++) seven.Values[i] = i;
        Assert.Equal([1.0, 3, 5], new AdaptiveAveragePool2D(3, 1).Forward([seven], training: false).Values);
        Assert.Equal([2.0, 4, 6], new AdaptiveMaxPool2D(3, 1).Forward([seven], training: false).Values);
        var three = new Tensor(1, 1, 3, 1);
        for (int i = 0; i < 3; i++) three.Values[i] = i;
        Assert.Equal([0, 0.5, 1, 1.5, 2], new AdaptiveAveragePool2D(1, 5).Forward([three], training: false).Values);
    }

    [Fact]
    public void Pixels_are_shuffled_as_in_PyTorch()
    {
        // torch.nn.PixelShuffle(2) of channels 0..7 at one pixel, the documentation's order: channel 0 is [[0, 1], [2, 3]], channel 1 [[4, 5], [6, 7]].
        var input = new Tensor(1, 1, 1, 8);
        for (int i = 0; i < 8; i++) input.Values[i] = i;
        Assert.Equal([0, 4, 1, 5, 2, 6, 3, 7], new PixelShuffle(2).Forward([input], training: false).Values);
    }

    [Fact]
    public void Convolution_is_a_cross_correlation_with_weights_in_PyTorch_order()
    {
        // One row of 4 pixels with two channels; one filter of 1x2 taps.
        var convolution = new Conv2D(2, 1, new Window(1), new Window(2));
        Set(convolution.Parameters[0], 1, 10, 100, 1000); // channel 0: taps 1, 10; channel 1: taps 100, 1000
        Set(convolution.Parameters[1], 0.5);
        Tensor output = convolution.Forward([Image(1, 1, 4, 2, 1, 5, 2, 6, 3, 7, 4, 8)], training: false);
        Assert.Equal([1 + 20 + 500 + 6000 + 0.5, 2 + 30 + 600 + 7000 + 0.5, 3 + 40 + 700 + 8000 + 0.5], output.Values);
    }

    [Fact]
    public void Grouped_convolution_reads_its_own_channels_only()
    {
        var convolution = new Conv2D(4, 2, new Window(1), new Window(1), groups: 2, bias: false);
        Set(convolution.Parameters[0], 1, 10, 100, 1000);
        Tensor output = convolution.Forward([Image(1, 1, 1, 4, 1, 2, 3, 4)], training: false);
        Assert.Equal([21.0, 4300.0], output.Values);
    }

    [Fact]
    public void Dense_behind_an_image_counts_channels_first()
    {
        // 1x2 pixels with 2 channels, channels last in memory: (x0c0, x0c1, x1c0, x1c1); the columns are x0c0, x1c0, x0c1, x1c1.
        var dense = new Dense(4, 1, bias: false, new FileOrder(1, 2));
        Set(dense.Parameters[0], 1, 10, 100, 1000);
        Tensor flat = new Flatten().Forward([Image(1, 1, 2, 2, 1, 2, 3, 4)], training: false);
        Assert.Equal(1 + 30 + 200 + 4000, dense.Forward([flat], training: false).Values[0]);
    }

    [Fact]
    public void BatchNorm_behind_a_flattened_image_has_statistics_of_each_value_in_files_channels_first()
    {
        var norm = new BatchNorm(4, epsilon: 0.25, order: new FileOrder(1, 2));
        Set(norm.Parameters[0], 1, 10, 100, 1000);
        Tensor flat = new Flatten().Forward([Image(2, 1, 2, 2, 1, 2, 3, 4, 3, 4, 5, 6)], training: false);
        Tensor output = norm.Forward([flat], training: true); // each value's two samples are 1 from their mean
        double normalised = -1 / Math.Sqrt(1.25);
        double[] expected = [normalised, 100 * normalised, 10 * normalised, 1000 * normalised];
        for (int i = 0; i < 4; i++) Assert.Equal(expected[i], output.Values[i], 1e-12);
        norm.CommitState();
        double[] running = [0.2, 0.4, 0.3, 0.5];
        for (int i = 0; i < 4; i++) Assert.Equal(running[i], norm.Parameters[2].Value[i], 1e-12);
    }

    [Fact]
    public void A_flattened_image_is_one_row()
    {
        Tensor flat = new Flatten().Forward([Image(1, 1, 2, 2, 1, 2, 3, 4)], training: false);
        Assert.Equal([1, 1, 1, 4], flat.Shape);
        Assert.Equal(1, new Softmax().Forward([flat], training: false).Values.Sum(), 12);
        var target = new Tensor(1, 1, 1, 4);
        target[0, 0, 0, 3] = 1;
        double sum = Math.Exp(1) + Math.Exp(2) + Math.Exp(3) + Math.Exp(4);
        Assert.Equal(Math.Log(sum) - 4, new SoftmaxCrossEntropy().Loss(flat, target), 12);
    }

    [Fact]
    public void Pooling_ignores_padding()
    {
        Tensor image = Image(1, 2, 2, 1, -1, -2, -3, -4);
        var corner = new Window(2, 2, 1, 1);
        Assert.Equal([-1.0, -2, -3, -4], new MaxPool2D(corner, corner).Forward([image], training: false).Values);
        Assert.Equal([-1.0, -2, -3, -4], new AveragePool2D(corner, corner).Forward([image], training: false).Values);
        Assert.Equal([-2.5], new AveragePool2D(new Window(2), new Window(2)).Forward([image], training: false).Values);
        Assert.Equal([-2.5], new GlobalAveragePool2D().Forward([image], training: false).Values);
        Assert.Equal([-1.0], new GlobalMaxPool2D().Forward([image], training: false).Values);
    }

    [Fact]
    public void Maximum_of_equal_values_gives_its_gradient_to_the_first()
    {
        Tensor image = Image(1, 2, 2, 1, 0, 5, 5, 5);
        var pool = new MaxPool2D(new Window(2), new Window(2));
        Tensor output = pool.Forward([image], training: true);
        Assert.Equal([0.0, 1, 0, 0], pool.Backward([image], output, Image(1, 1, 1, 1, 1)).Single().Values);
    }

    [Fact]
    public void Batch_normalisation_keeps_unbiased_running_variance()
    {
        var norm = new BatchNorm(1, epsilon: 0.25);
        Tensor input = Image(2, 1, 2, 1, 1, 3, 5, 7); // mean 4, variance 5 (biased), 20/3 (unbiased)
        Tensor output = norm.Forward([input], training: true);
        Assert.Equal(-3 / Math.Sqrt(5.25), output.Values[0], 1e-15);
        Assert.Equal(0, norm.Parameters[2].Value[0]);
        norm.CommitState();
        Assert.Equal(0.4, norm.Parameters[2].Value[0], 1e-15);
        Assert.Equal(0.9 + (0.1 * 20 / 3), norm.Parameters[3].Value[0], 1e-15);
        Assert.Equal((1 - 0.4) / Math.Sqrt(0.9 + (2.0 / 3) + 0.25), norm.Forward([input], training: false).Values[0], 1e-15);
    }

    [Fact]
    public void Layer_normalisation_has_statistics_of_each_row()
    {
        var norm = new LayerNorm(3, epsilon: 0.25);
        Set(norm.Parameters[0], 1, 10, 100);
        Set(norm.Parameters[1], 0.5, 0, -0.5);
        Tensor output = norm.Forward([Image(1, 1, 2, 3, 1, 2, 3, 50, 20, 20)], training: false); // means 2 and 30, variances 2/3 and 200 (biased)
        double first = 1 / Math.Sqrt((2.0 / 3) + 0.25);
        double second = 10 / Math.Sqrt(200.25);
        double[] expected = [0.5 - first, 0, (100 * first) - 0.5, 0.5 + (2 * second), -10 * second, -(100 * second) - 0.5];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], output.Values[i], 1e-12);
    }

    [Fact]
    public void LayerNorm_behind_a_flattened_image_is_in_files_channels_first()
    {
        var norm = new LayerNorm(4, epsilon: 0.75, order: new FileOrder(1, 2));
        Set(norm.Parameters[0], 1, 10, 100, 1000);
        Tensor flat = new Flatten().Forward([Image(1, 1, 2, 2, 1, 2, 3, 4)], training: false); // mean 2.5, variance 1.25
        double[] expected = [-1.5, -50, 5, 1500];
        Tensor output = norm.Forward([flat], training: true);
        for (int i = 0; i < 4; i++) Assert.Equal(expected[i] / Math.Sqrt(2), output.Values[i], 1e-12);
    }

    [Fact]
    public void A_recurrent_layer_begins_with_nothing_and_hands_its_state_on()
    {
        Tensor input = Image(1, 2, 1, 2, 1, -1, 0.5, 2); // two steps of two features
        foreach (bool isReversed in (bool[])[false, true])
        {
            var layer = new SimpleRNN(2, 1, new RecurrenceOptions(IsReversed: isReversed));
            Set(layer.Parameters[0], 0.5, 0.25);
            Set(layer.Parameters[1], -2);
            Set(layer.Parameters[2], 0.125);
            Set(layer.Parameters[3], 0.25);
            double[] sums = [0.5 - 0.25 + 0.375, 0.25 + 0.5 + 0.375];
            (int first, int second) = isReversed ? (1, 0) : (0, 1);
            double state = Math.Tanh(sums[first]);
            double[] values = layer.Forward([input], training: false).Values;
            Assert.Equal(state, values[first], 1e-15);
            Assert.Equal(Math.Tanh(sums[second] - (2 * state)), values[second], 1e-15);
        }
    }

    [Fact]
    public void PReLU_has_a_slope_for_each_channel_in_files_channels_first()
    {
        var image = new PReLU(2);
        Assert.Equal([-0.25, 2.0, 0.5, -1], image.Forward([Image(1, 1, 2, 2, -1, 2, 0.5, -4)], training: false).Values);
        Set(image.Parameters[0], 0.5, -2);
        Assert.Equal([-0.5, 2.0, 0.5, 8], image.Forward([Image(1, 1, 2, 2, -1, 2, 0.5, -4)], training: false).Values);
        var flattened = new PReLU(4, order: new FileOrder(1, 2));
        Set(flattened.Parameters[0], 1, 10, 100, 1000);
        Assert.Equal([-1.0, -200, -30, -4000], flattened.Forward([new Flatten().Forward([Image(1, 1, 2, 2, -1, -2, -3, -4)], training: false)], training: false).Values);
    }

    [Fact]
    public void Losses_have_hand_computed_values()
    {
        Tensor logits = Image(2, 1, 1, 2, 0, Math.Log(3), 1000, 0); // probabilities 1/4, 3/4 and 1, 0
        Tensor labels = Image(2, 1, 1, 2, 1, 0, 1, 0);
        Assert.Equal([Math.Log(4), 0], new SoftmaxCrossEntropy().SampleLosses(logits, labels));
        Assert.Equal([-0.375, 0.375, 0, 0], new SoftmaxCrossEntropy().Backward(logits, labels).Values);
        var squared = ElementLosses.MeanSquaredError();
        Assert.Equal([2.5, 0.5], squared.SampleLosses(Image(2, 1, 1, 2, 1, 2, 3, 4), Image(2, 1, 1, 2, 0, 0, 2, 4)));
        Assert.Equal([0.5, 1, 0.5, 0], squared.Backward(Image(2, 1, 1, 2, 1, 2, 3, 4), Image(2, 1, 1, 2, 0, 0, 2, 4)).Values);
    }

    [Fact]
    public void Optimisers_have_hand_computed_first_steps()
    {
        // Weight 1, gradients 2 and then 4.
        Assert.Equal([0.8, 0.4], TwoSteps(new ReferenceSgd(0.1)), TwelveDigits);
        Assert.Equal([0.8, 0.8 - (0.1 * 5.8)], TwoSteps(new ReferenceSgd(0.1, momentum: 0.9)), TwelveDigits);
        Assert.Equal([1 - (0.1 * 3.8), 0.62 - (0.1 * (4 + (0.9 * 5.8)))], TwoSteps(new ReferenceSgd(0.1, momentum: 0.9, nesterov: true)), TwelveDigits);
        Assert.Equal([0.75], TwoSteps(new ReferenceSgd(0.1, weightDecay: 0.5))[..1], TwelveDigits);
        // Adam's first step is the learning rate, whatever the gradient.
        Assert.Equal([0.9, 0.9 - (0.1 * (0.58 / 0.19) / Math.Sqrt(0.019996 / 0.001999))], TwoSteps(new ReferenceAdam(0.1, epsilon: 0)), TwelveDigits);
        Assert.Equal([0.95 - 0.1], TwoSteps(new ReferenceAdam(0.1, epsilon: 0, weightDecay: 0.5, decoupled: true))[..1], TwelveDigits);
        Assert.Equal([0, -0.1 * 4 / Math.Sqrt(0.1996)], TwoSteps(new ReferenceRmsProp(0.1, epsilon: 0)), TwelveDigits);
        Assert.Equal([1 - (0.5 * Math.Sqrt(1e-6) / Math.Sqrt(0.4 + 1e-6) * 2)], TwoSteps(new ReferenceAdadelta(0.5))[..1], TwelveDigits);
    }

    private static bool TwelveDigits(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;

    private static double[] TwoSteps(ReferenceOptimizer optimizer)
    {
        (double first, double second) = (0, 0);
        double one = optimizer.Update(1, 2, ref first, ref second, 1);
        double two = optimizer.Update(one, 4, ref first, ref second, 2);
        return [one, two];
    }

    private static void Set(ReferenceParameter parameter, params double[] values) => values.CopyTo(parameter.Value.Values, 0);

    private static Tensor Image(int samples, int height, int width, int channels, params double[] values)
    {
        var tensor = new Tensor(samples, height, width, channels);
        Assert.Equal(values.Length, tensor.Values.Length);
        values.CopyTo(tensor.Values, 0);
        return tensor;
    }
}
