using NetGen.Benchmarks.Networks;

namespace NetGen.Benchmarks.Works;

/// <summary>All networks of the comparison.</summary>
internal static class WorkCatalog
{
    private static readonly int[] ImageBatches = [1, 8, 50];
    private static readonly int[] LargeBatches = [1, 8];
    private static readonly int[] RowBatches = [1, 8, 128];
    private static readonly int[] SequenceBatches = [1, 8, 64];
    private static readonly int[] ManyBatches = [1, 8, 32, 128, 1024];

    /// <summary>Whole networks first, then layers alone.</summary>
    public static IReadOnlyList<Work> All { get; } =
    [
        new NetworkWork<DigitNet>
        {
            Name = "convnet",
            Title = "convnet 28x28: 5x5x32, 5x5x64, 1024, 10",
            Batches = ImageBatches,
            Usual = Usual([1, 50], adam: [50]),
            TrainingTwin = new NetworkWork<DigitNetWithoutDropout> { Name = "convnet-without-dropout", Title = "convnet without dropout", Batches = ImageBatches },
        },
        new NetworkWork<FourConvolutions> { Name = "ltfn6", Title = "LTFN 6: four 3x3 convolutions", Batches = [1, 8, 50, 100], Usual = Usual([1], sgd: [100]) },
        new NetworkWork<MnistCnn>
        {
            Name = "mnist-cnn",
            Title = "Keras' mnist_cnn",
            Batches = RowBatches,
            Usual = Usual([1], sgd: [128]),
            TrainingTwin = new NetworkWork<MnistCnnWithoutDropout> { Name = "mnist-cnn-without-dropout", Title = "Keras' mnist_cnn without dropout", Batches = RowBatches },
        },
        new NetworkWork<Vgg32> { Name = "vgg-32", Title = "VGG 32x32: 64, 64, 128, 128, 256, 256, 512", Batches = [1, 8, 32], Usual = Usual([1, 32], adam: [32]), IsRough = true },
        // Gradients by Winograd's algorithm and directly differ by up to 2e-4 of the largest after one step; after two a rectifier that rounding decides
        // makes up to 9e-3 of it, in half of twelve draws.
        new NetworkWork<ResNet8>
        {
            Name = "resnet8",
            Title = "ResNet-8, 32x32",
            Batches = [1, 8, 32],
            Usual = Usual([1, 32], adam: [32]),
            CheckedSteps = 1,
        },
        new NetworkWork<ResNet20> { Name = "resnet20", Title = "ResNet-20 without normalisation, 32x32", Batches = ImageBatches, Usual = Usual([1]) },
        new NetworkWork<Vgg16>
        {
            Name = "vgg-16",
            Title = "VGG-16, 224x224",
            Batches = LargeBatches,
            Usual = Usual([]),
            IsRough = true,
            TrainingTwin = new NetworkWork<Vgg16WithoutDropout> { Name = "vgg-16-without-dropout", Title = "VGG-16 without dropout",
                Batches = LargeBatches, IsRough = true },
        },
        new NetworkWork<ResNet50> { Name = "resnet-50", Title = "ResNet-50, 224x224", Batches = LargeBatches, Usual = Usual([]), IsRough = true },
        new NetworkWork<MobileNet96> { Name = "mobilenet-96", Title = "MobileNet 0.25, 96x96", Batches = [1, 8, 32], Usual = Usual([1, 32], adam: [32]), IsRough = true },
        new NetworkWork<KeywordCnn> { Name = "keywords", Title = "DS-CNN for keywords, 49x10", Batches = [1, 8, 32], Usual = Usual([1, 32], adam: [32]), IsRough = true },
        new NetworkWork<DeepMlp> { Name = "mlp-5x100", Title = "MLP 784-5x100-10", Batches = RowBatches, Usual = Usual([1, 128], sgd: [128], adam: [128]) },
        new NetworkWork<WideMlp> { Name = "mlp-1024", Title = "MLP 784-1024-1024-10", Batches = RowBatches, Usual = Usual([1, 128], adam: [128], adamW: [128]) },
        new NetworkWork<Dense4096> { Name = "dense-4096", Title = "Dense 4096-4096-10", Batches = RowBatches, Usual = Usual([1, 128]) },
        new NetworkWork<SoundCoder> { Name = "autoencoder", Title = "Autoencoder 640-4x128-8-4x128-640", Batches = RowBatches, Usual = Usual([1, 128], adam: [128]) },
        new NetworkWork<ActionMlp> { Name = "mlp-256", Title = "MLP 8-256-256-4", Batches = [1, 8, 64], Usual = Usual([1, 64], adam: [64]) },
        new NetworkWork<TableMlp> { Name = "mlp-table", Title = "MLP 30-128-64-1", Batches = [1, 8, 256], Usual = Usual([1, 256], adamW: [256]) },
        new NetworkWork<SmallMlp>
        {
            Name = "mlp-64",
            Title = "MLP 64-64-64-10",
            Batches = ManyBatches,
            Usual = Usual(ManyBatches),
            Loop = static (network, inputs, outputs, iterations) =>
            {
                for (int i = 0; i < iterations; i++) network.Forward(inputs, outputs);
            },
        },
        new NetworkWork<Xor>
        {
            Name = "xor",
            Title = "XOR 2-8-1",
            Batches = RowBatches,
            Usual = Usual([1]),
            Loop = static (network, inputs, outputs, iterations) =>
            {
                for (int i = 0; i < iterations; i++) network.Forward(inputs, outputs);
            },
        },
        new NetworkWork<RowLstm> { Name = "lstm-128", Title = "LSTM 128 over 28 steps", Batches = SequenceBatches, Usual = Usual([1, 64], adam: [64]) },
        new NetworkWork<RowGru> { Name = "gru-128", Title = "GRU 128 over 28 steps", Batches = SequenceBatches, Usual = Usual([1], adam: [64]) },
        new NetworkWork<Transformer4X128> { Name = "transformer", Title = "Transformer 4 x 128 wide, 64 steps", Batches = [1, 8, 32], Usual = Usual([1, 8], adam: [8], adamW: [8]) },
        new NetworkWork<LayerNorm512> { Name = "layer-norm", Title = "LayerNorm of 512, 64 steps", Batches = ImageBatches },
        new NetworkWork<AudioLstm>
        {
            Name = "stream-lstm-20",
            Title = "LSTM 1-20-1, a step of a stream",
            Batches = [1],
            Usual = Usual([1]),
            IsInferenceOnly = true,
            Loop = static (network, inputs, outputs, iterations) => Play(network.CreateStream(), inputs, outputs, iterations),
        },
        new NetworkWork<AudioGru>
        {
            Name = "stream-gru-40",
            Title = "GRU 1-40-1, a step of a stream",
            Batches = [1],
            IsInferenceOnly = true,
            Loop = static (network, inputs, outputs, iterations) => Play(network.CreateStream(), inputs, outputs, iterations),
        },
        Layer<Dense1024>("dense-1024", "Dense 1024 to 1024", RowBatches, Usual([128])),
        Layer<Dense3136To1024>("dense-3136-1024", "Dense 3136 to 1024", RowBatches),
        Layer<Conv3X3>("conv3x3", "Conv 3x3, 64 to 64, on 28x28, direct", ImageBatches, Usual([50])),
        Layer<Conv3X3Winograd>("conv3x3-winograd", "Conv 3x3, 64 to 64, on 28x28, Winograd", ImageBatches, Usual([50])),
        Layer<Conv5X5>("conv5x5", "Conv 5x5, 32 to 64, on 14x14", ImageBatches),
        Layer<ConvOneChannel>("conv5x5-1-channel", "Conv 5x5, 1 to 32, on 28x28", ImageBatches),
        Layer<ConvThreeChannels>("conv3x3-3-channels", "Conv 3x3, 3 to 32, on 32x32", ImageBatches),
        Layer<Conv1X1>("conv1x1", "Conv 1x1, 64 to 64, on 28x28", ImageBatches),
        Layer<ConvStrided>("conv3x3-stride-2", "Conv 3x3, stride 2, 64 to 128, on 28x28", ImageBatches),
        Layer<ConvDepthwise>("conv3x3-depthwise", "Conv 3x3, depthwise, 64 channels, on 28x28", ImageBatches),
        Layer<ConvGrouped>("conv3x3-groups-4", "Conv 3x3, 4 groups, 64 to 64, on 28x28", ImageBatches),
        Layer<ConvDilated>("conv3x3-dilation-2", "Conv 3x3, dilation 2, 64 to 64, on 28x28", ImageBatches),
    ];

    /// <summary>The work of this name.</summary>
    public static Work Find(string name) => All.Single(work => work.Name == name);

    /// <summary>Takes the same step again and again; the state goes on.</summary>
    private static void Play(SequenceStream stream, float[] inputs, float[] outputs, int iterations)
    {
        for (int i = 0; i < iterations; i++) stream.Step(inputs, outputs);
    }

    private static NetworkWork<TNetwork> Layer<TNetwork>(string name, string title, int[] batches, IReadOnlyDictionary<Mode, IReadOnlyList<int>>? usual = null)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        new() { Name = name, Title = title, Batches = batches, IsSingleLayer = true, Usual = usual ?? Usual([]) };

    /// <summary>Batches by mode, of the usual run.</summary>
    private static Dictionary<Mode, IReadOnlyList<int>> Usual(int[] inference, int[]? sgd = null, int[]? adam = null, int[]? adamW = null) => new()
    {
        [Mode.Inference] = inference,
        [Mode.StepSgd] = sgd ?? [],
        [Mode.StepAdam] = adam ?? [],
        [Mode.StepAdamW] = adamW ?? [],
    };
}
