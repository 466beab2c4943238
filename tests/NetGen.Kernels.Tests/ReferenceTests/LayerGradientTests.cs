using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.ReferenceTests;

/// <summary>The gradients of every reference layer against finite differences of its forward pass.</summary>
public sealed partial class LayerGradientTests
{
    private const int Shapes = 50;
    private const int Seeds = 5;

    public static TheoryData<int> SeedNumbers { get; } = [.. Enumerable.Range(1, Seeds)];

    public static TheoryData<string> ActivationNames { get; } = [.. ActivationsUnderTest.Keys];

    private static Dictionary<string, Func<ReferenceLayer>> ActivationsUnderTest => new(StringComparer.Ordinal)
    {
        ["Identity"] = Activations.Identity,
        ["ReLU"] = Activations.ReLU,
        ["LeakyReLU"] = () => Activations.LeakyReLU(0.01),
        ["ReLU6"] = Activations.ReLU6,
        ["SquaredReLU"] = Activations.SquaredReLU,
        ["ELU"] = () => Activations.ELU(0.7),
        ["CELU"] = () => Activations.CELU(1.3),
        ["SELU"] = Activations.SELU,
        ["GELU"] = Activations.GELU,
        ["SiLU"] = Activations.SiLU,
        ["Mish"] = Activations.Mish,
        ["Activation"] = Activations.Activation,
        ["HardSwish"] = Activations.HardSwish,
        ["Tanh"] = Activations.Tanh,
        ["LeCunTanh"] = Activations.LeCunTanh,
        ["HardTanh"] = Activations.HardTanh,
        ["Sigmoid"] = Activations.Sigmoid,
        ["HardSigmoid"] = Activations.HardSigmoid,
        ["Softplus"] = Activations.Softplus,
        ["Softsign"] = Activations.Softsign,
    };

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Conv2D(int seed) => ForManyShapes(seed, random =>
    {
        int groups = random.NextInteger(1, 3);
        int channels = groups * random.NextInteger(1, 2);
        int filters = groups * random.NextInteger(1, 2);
        Window rows = RandomWindow(random, largestDilation: 2);
        Window columns = RandomWindow(random, largestDilation: 2);
        var layer = new Conv2D(channels, filters, rows, columns, groups, bias: random.NextInteger(0, 3) > 0);
        FillParameters(layer, random);
        return (layer, [Distinct(random, random.NextInteger(1, 2), Extent(random, rows), Extent(random, columns), channels)]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void DepthwiseConv2D(int seed) => ForManyShapes(seed, random =>
    {
        int channels = random.NextInteger(1, 3);
        (Window rows, Window columns) = (RandomWindow(random, largestDilation: 2), RandomWindow(random, largestDilation: 2));
        var layer = new DepthwiseConv2D(channels, random.NextInteger(1, 3), rows, columns, bias: random.NextInteger(0, 3) > 0);
        FillParameters(layer, random);
        return (layer, [Distinct(random, random.NextInteger(1, 2), Extent(random, rows), Extent(random, columns), channels)]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Dense(int seed) => ForManyShapes(seed, random =>
    {
        (FileOrder order, int size) = RandomOrder(random);
        Tensor input = Distinct(random, random.NextInteger(1, 2), 1, 1, size);
        var layer = new Dense(size, random.NextInteger(1, 4), bias: random.NextInteger(0, 3) > 0, order);
        FillParameters(layer, random);
        return (layer, [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void WeightNorm(int seed)
    {
        ForManyShapes(seed, random =>
        {
            (FileOrder order, int size) = RandomOrder(random);
            Tensor input = Distinct(random, random.NextInteger(1, 2), 1, 1, size);
            var layer = new WeightNorm(new Dense(size, random.NextInteger(1, 4), bias: random.NextInteger(0, 3) > 0, order));
            FillParameters(layer, random);
            return (layer, [input]);
        });
        ForManyShapes(seed, random =>
        {
            (Window rows, Window columns) = (RandomWindow(random, largestDilation: 2), RandomWindow(random, largestDilation: 2));
            var layer = new WeightNorm(new Conv2D(2, 4, rows, columns, groups: 2, bias: true));
            FillParameters(layer, random);
            return (layer, [Distinct(random, 2, Extent(random, rows), Extent(random, columns), 2)]);
        });
    }

    /// <summary>Without iterations: with them the gradient is not that of the loss, for u and v change with the weights.</summary>
    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void SpectralNorm(int seed)
    {
        ForManyShapes(seed, random =>
        {
            (FileOrder order, int size) = RandomOrder(random);
            Tensor input = Distinct(random, random.NextInteger(1, 2), 1, 1, size);
            var layer = new SpectralNorm(new Dense(size, random.NextInteger(1, 4), bias: random.NextInteger(0, 3) > 0, order), iterations: 0);
            FillParameters(layer, random);
            return (layer, [input]);
        });
        ForManyShapes(seed, random =>
        {
            var layer = new SpectralNorm(new Conv2DTranspose(4, 6, new Window(3, 2), new Window(2), (7, 4), groups: 2), iterations: 0);
            FillParameters(layer, random);
            return (layer, [Distinct(random, 2, 3, 3, 4)]);
        });
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void MaxPool2D(int seed) => ForManyShapes(seed, random =>
    {
        (Window rows, Window columns) = (RandomPoolingWindow(random), RandomPoolingWindow(random));
        Tensor input = Distinct(random, random.NextInteger(1, 2), Extent(random, rows), Extent(random, columns), random.NextInteger(1, 3));
        return (new MaxPool2D(rows, columns), [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void AveragePool2D(int seed) => ForManyShapes(seed, random =>
    {
        (Window rows, Window columns) = (RandomPoolingWindow(random), RandomPoolingWindow(random));
        Tensor input = Distinct(random, random.NextInteger(1, 2), Extent(random, rows), Extent(random, columns), random.NextInteger(1, 3));
        return (new AveragePool2D(rows, columns), [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void GlobalPooling(int seed)
    {
        ForManyShapes(seed, random => (new GlobalAveragePool2D(), [RandomImage(random)]));
        ForManyShapes(seed, random => (new GlobalMaxPool2D(), [RandomImage(random)]));
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void BatchNorm(int seed) => ForManyShapes(seed, random =>
    {
        Tensor input = Distinct(random, random.NextInteger(2, 4), random.NextInteger(1, 3), random.NextInteger(1, 3), random.NextInteger(1, 3));
        var layer = new BatchNorm(input.Channels);
        FillParameters(layer, random);
        return (layer, [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void BatchNormOfFlattenedImage(int seed) => ForManyShapes(seed, random =>
    {
        (FileOrder order, int size) = RandomOrder(random);
        Tensor input = Distinct(random, random.NextInteger(3, 5), 1, 1, size);
        var layer = new BatchNorm(size, order: order);
        FillParameters(layer, random);
        return (layer, [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Dropout(int seed) => ForManyShapes(seed, random =>
    {
        Tensor input = RandomImage(random);
        var layer = new Dropout(0.3) { Mask = input.ZerosLike() };
        for (int i = 0; i < input.Values.Length; i++) layer.Mask.Values[i] = random.NextUniform() < 0.3 ? 0 : 1;
        return (layer, [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void RandomLayers(int seed)
    {
        foreach (Func<RandomLayer> create in (Func<RandomLayer>[])
            [() => new GaussianNoise(0.7), () => new GaussianDropout(0.3), () => new AlphaDropout(0.3), () => new SpatialDropout2D(0.3), () => new StochasticDepth(0.3)])
        {
            ForManyShapes(seed, random =>
            {
                Tensor input = RandomImage(random);
                RandomLayer layer = create();
                layer.Drawn = input.ZerosLike();
                bool isNormal = layer is GaussianNoise or GaussianDropout;
                for (int i = 0; i < input.Values.Length; i++) layer.Drawn.Values[i] = isNormal ? random.NextUniform() - 0.5 : random.NextUniform() < 0.3 ? 0 : 1;
                return (layer, [input]);
            });
        }
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void FlattenAndSoftmax(int seed)
    {
        ForManyShapes(seed, random => (new Flatten(), [RandomImage(random)]));
        ForManyShapes(seed, random => (new Softmax(), [RandomImage(random)]));
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Joins(int seed)
    {
        ForManyShapes(seed, random => (new Add(), SameShape(random, random.NextInteger(2, 3))));
        ForManyShapes(seed, random => (new Subtract(), SameShape(random, random.NextInteger(2, 3))));
        ForManyShapes(seed, random => (new Average(), SameShape(random, random.NextInteger(2, 3))));
        ForManyShapes(seed, random => (new Maximum(), Apart(SameShape(random, random.NextInteger(2, 3)))));
        ForManyShapes(seed, random => (new Minimum(), Apart(SameShape(random, random.NextInteger(2, 3)))));
        ForManyShapes(seed, random => (new Multiply(), SameShape(random, random.NextInteger(2, 3))));
        ForManyShapes(seed, random =>
        {
            Tensor image = RandomImage(random);
            return (new Multiply(), [image, Distinct(random, image.Samples, 1, 1, image.Channels)]);
        });
        ForManyShapes(seed, random =>
        {
            Tensor left = RandomImage(random);
            return (new Concat(), [left, Distinct(random, left.Samples, left.Height, left.Width, random.NextInteger(1, 3))]);
        });
    }

    [Theory]
    [MemberData(nameof(ActivationNames))]
    public void Activation(string name)
    {
        for (int seed = 1; seed <= Seeds; seed++) ForManyShapes(seed, random => (ActivationsUnderTest[name](), [RandomImage(random)]));
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void PReLU(int seed)
    {
        ForManyShapes(seed, random =>
        {
            Tensor input = RandomImage(random);
            var layer = new PReLU(random.NextInteger(0, 1) == 0 ? 1 : input.Channels);
            FillParameters(layer, random);
            return (layer, [input]);
        });
        ForManyShapes(seed, random =>
        {
            (FileOrder order, int size) = RandomOrder(random);
            var layer = new PReLU(size, order: order);
            FillParameters(layer, random);
            return (layer, [Distinct(random, random.NextInteger(1, 2), 1, 1, size)]);
        });
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void LogSoftmax(int seed) => ForManyShapes(seed, random => (new LogSoftmax(), [RandomImage(random)]));

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void GatedLinearUnits(int seed)
    {
        foreach (Func<FileOrder, ReferenceLayer> create in new Func<FileOrder, ReferenceLayer>[] { order => new GLU(order), order => new SwiGLU(order), order => new GeGLU(order), order => new ReGLU(order) })
        {
            ForManyShapes(seed, random => (create(FileOrder.Same), [Distinct(random, 2, random.NextInteger(1, 3), random.NextInteger(1, 3), 2 * random.NextInteger(1, 3))]));
            ForManyShapes(seed, random =>
            {
                (FileOrder order, int size) = RandomOrder(random);
                return (create(order), [Distinct(random, 2, 1, 1, 2 * size)]);
            });
        }
    }

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Maxout(int seed) => ForManyShapes(seed, random =>
    {
        int pieces = random.NextInteger(1, 4);
        return (new Maxout(pieces), [Distinct(random, 2, random.NextInteger(1, 3), random.NextInteger(1, 3), pieces * random.NextInteger(1, 3))]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Standardize(int seed) => ForManyShapes(seed, random =>
    {
        Tensor input = RandomImage(random);
        var layer = new Standardize(input.Channels);
        FillParameters(layer, random);
        return (layer, [input]);
    });

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public void Scale(int seed)
    {
        ForManyShapes(seed, random =>
        {
            Tensor input = RandomImage(random);
            var layer = new Scale(random.NextInteger(0, 1) == 0 ? 1 : input.Channels);
            FillParameters(layer, random);
            return (layer, [input]);
        });
        ForManyShapes(seed, random =>
        {
            (FileOrder order, int size) = RandomOrder(random);
            var layer = new Scale(size, order: order);
            FillParameters(layer, random);
            return (layer, [Distinct(random, random.NextInteger(1, 2), 1, 1, size)]);
        });
    }

    private static void ForManyShapes(int seed, Func<TestRandom, (ReferenceLayer Layer, Tensor[] Inputs)> make)
    {
        for (int shape = 0; shape < Shapes; shape++)
        {
            var random = new TestRandom(((ulong)seed << 32) + (ulong)shape);
            (ReferenceLayer layer, Tensor[] inputs) = make(random);
            FiniteDifferences.Check(layer, inputs, random);
        }
    }

    private static Window RandomWindow(TestRandom random, int largestDilation)
    {
        int size = random.NextInteger(1, 3);
        return new Window(size, random.NextInteger(1, 3), random.NextInteger(0, 2), random.NextInteger(0, 2), random.NextInteger(1, largestDilation));
    }

    private static Window RandomPoolingWindow(TestRandom random)
    {
        int size = random.NextInteger(1, 3);
        return new Window(size, random.NextInteger(1, 3), random.NextInteger(0, size - 1), random.NextInteger(0, size - 1));
    }

    /// <summary>An extent at which the window has at least one output whose first tap lies in the input.</summary>
    private static int Extent(TestRandom random, Window window) => ((window.Size - 1) * window.Dilation) + random.NextInteger(1, 3);

    private static Tensor RandomImage(TestRandom random)
        => Distinct(random, random.NextInteger(1, 2), random.NextInteger(1, 3), random.NextInteger(1, 3), random.NextInteger(1, 4));

    /// <summary>The order of a vector that was none or some image, and the vector's size.</summary>
    private static (FileOrder Order, int Size) RandomOrder(TestRandom random)
    {
        var order = new FileOrder(random.NextInteger(1, 3), random.NextInteger(1, 3));
        return (order, order.Height * order.Width * random.NextInteger(1, 3));
    }

    private static Tensor[] SameShape(TestRandom random, int count)
    {
        Tensor first = RandomImage(random);
        return [first, .. Enumerable.Range(1, count - 1).Select(_ => Distinct(random, first.Shape))];
    }

    /// <summary>No value of a tensor is one of another's, so that a maximum has one winner and keeps it.</summary>
    private static Tensor[] Apart(Tensor[] tensors)
    {
        for (int index = 0; index < tensors.Length; index++)
        {
            double shift = 4.0 * index / tensors[index].Values.Length;
            for (int i = 0; i < tensors[index].Values.Length; i++) tensors[index].Values[i] += shift;
        }

        return tensors;
    }

    /// <summary>
    /// Values between -7 and 7 in random order, far enough from each other and from zero that a step of a finite difference
    /// changes neither the winner of a maximum nor the side of a kink.
    /// </summary>
    private static Tensor Distinct(TestRandom random, params int[] shape)
    {
        var tensor = new Tensor(shape);
        double spacing = 14.0 / tensor.Values.Length;
        for (int i = 0; i < tensor.Values.Length; i++) tensor.Values[i] = -7 + (spacing * (i + 0.31));
        random.Shuffle(tensor.Values.AsSpan());
        return tensor;
    }

    private static void FillParameters(ReferenceLayer layer, TestRandom random)
    {
        foreach (ReferenceParameter parameter in layer.Parameters)
        {
            for (int i = 0; i < parameter.Value.Values.Length; i++) parameter.Value.Values[i] = random.NextUniform(0.3, 1.5);
        }
    }
}
