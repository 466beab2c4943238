using NetGen.Generator.Layers;
using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.ReferenceTests;

/// <summary>The gradients of whole reference networks, with their losses, against finite differences.</summary>
/// <remarks>The activations are smooth, or their seeds keep them away from kinks, because a finite difference across a kink means nothing.</remarks>
public sealed class NetworkGradientTests
{
    [Fact]
    public void Convolutional_network_with_cross_entropy()
    {
        var network = new ReferenceNetwork(new SoftmaxCrossEntropy());
        network.Add("conv1", new Conv2D(2, 3, Window.Same(6, 3), Window.Same(5, 3)));
        network.Add("tanh1", Activations.Tanh());
        network.Add("pool1", new MaxPool2D(new Window(2, 2), new Window(2, 2)));
        network.Add("conv2", new Conv2D(3, 4, new Window(2), new Window(1)));
        network.Add("silu1", Activations.SiLU());
        network.Add("flatten1", new Flatten());
        network.Add("dense1", new Dense(2 * 2 * 4, 5, order: new FileOrder(2, 2)));
        Check(network, Classes(samples: 3, classes: 5), 3, 6, 5, 2);
    }

    [Fact]
    public void Residual_network_with_batch_normalisation()
    {
        var network = new ReferenceNetwork(new SoftmaxCrossEntropy());
        int stem = network.Add("conv1", new Conv2D(1, 4, Window.Same(4, 3), Window.Same(4, 3), bias: false));
        network.Add("bn1", new BatchNorm(4));
        network.Add("gelu1", Activations.GELU());
        int branch = network.Add("conv2", new Conv2D(4, 4, Window.Same(4, 3), Window.Same(4, 3), groups: 2));
        network.Add("add1", new Add(), branch, stem);
        network.Add("bn2", new BatchNorm(4));
        network.Add("tanh1", Activations.Tanh());
        network.Add("gap1", new GlobalAveragePool2D());
        network.Add("dense1", new Dense(4, 3));
        Check(network, Classes(samples: 4, classes: 3), 4, 4, 4, 1);
    }

    [Fact]
    public void Gated_branches_with_squared_error()
    {
        var network = new ReferenceNetwork(ElementLosses.MeanSquaredError());
        int left = network.Add("dense1", new Dense(5, 4), -1);
        int gate = network.Add("dense2", new Dense(5, 4), -1);
        int open = network.Add("sigmoid1", Activations.Sigmoid(), gate);
        int product = network.Add("multiply1", new Multiply(), left, open);
        network.Add("concat1", new Concat(), product, gate, -1);
        network.Add("dense3", new Dense(13, 2));
        Tensor targets = Random(new TestRandom(7), 3, 1, 1, 2);
        Check(network, targets, 3, 1, 1, 5);
    }

    public static TheoryData<string> LossesOfElements { get; } = [.. LossCatalog.All.Where(loss => loss.Element is not null).Select(loss => loss.Kind)];

    [Theory]
    [MemberData(nameof(LossesOfElements))]
    public void Losses_of_single_elements(string loss)
    {
        var description = new NetworkDescription(4).Dense(3).Activation("Tanh").Dense(2).EndIn(loss);
        var random = new TestRandom(7);
        Tensor targets = Random(random, 3, 1, 1, 2);
        if (description.DrawTarget is { } draw) for (int i = 0; i < targets.Values.Length; i++) targets.Values[i] = draw(random);
        Check(description.CreateReference(), targets, 3, 1, 1, 4);
    }

    [Fact]
    public void Softmax_layer_and_dropout_with_squared_error()
    {
        var network = new ReferenceNetwork(ElementLosses.MeanSquaredError());
        var dropout = new Dropout(0.25) { Mask = new Tensor(2, 1, 1, 6) };
        for (int i = 0; i < dropout.Mask.Values.Length; i++) dropout.Mask.Values[i] = i % 4 == 0 ? 0 : 1;
        network.Add("dense1", new Dense(4, 6));
        network.Add("dropout1", dropout);
        network.Add("softmax1", new Softmax());
        Check(network, Random(new TestRandom(9), 2, 1, 1, 6), 2, 1, 1, 4);
    }

    [Fact]
    public void A_value_read_twice_gets_the_sum_of_both_gradients()
    {
        var network = new ReferenceNetwork(ElementLosses.MeanSquaredError());
        network.Add("square", new Multiply(), -1, -1);
        var input = new Tensor(1, 1, 1, 1);
        input.Values[0] = 3;
        network.ComputeGradients(input, new Tensor(1, 1, 1, 1)); // L = (x^2)^2, dL/dx = 4 x^3
        Assert.Equal(108, network.InputGradient!.Values[0], 10);
    }

    private static void Check(ReferenceNetwork network, Tensor targets, params int[] inputShape)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var random = new TestRandom(seed);
            foreach ((_, ReferenceParameter parameter) in network.Parameters.Where(parameter => parameter.Parameter.IsTrained))
            {
                for (int i = 0; i < parameter.Value.Values.Length; i++) parameter.Value.Values[i] = 0.5 * random.NextNormal();
            }

            FiniteDifferences.Check(network, Random(random, inputShape), targets);
        }
    }

    private static Tensor Random(TestRandom random, params int[] shape)
    {
        var tensor = new Tensor(shape);
        for (int i = 0; i < tensor.Values.Length; i++) tensor.Values[i] = random.NextNormal();
        return tensor;
    }

    private static Tensor Classes(int samples, int classes)
    {
        var targets = new Tensor(samples, 1, 1, classes);
        for (int n = 0; n < samples; n++) targets[n, 0, 0, n * 2 % classes] = 1;
        return targets;
    }
}
