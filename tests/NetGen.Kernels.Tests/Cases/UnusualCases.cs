namespace NetGen.Kernels.Tests.Cases;

/// <summary>Networks that nobody draws on a blackboard but that a declaration allows: where padding, views and joins meet.</summary>
internal static class UnusualCases
{
    public const string Group = "unusual";

    private static readonly WindowSettings One = new(1);
    private static readonly WindowSettings Same3 = new(3) { Same = true };

    public static IEnumerable<NetworkCase> All =>
    [
        Case("SumOfOneTensor", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("a").Add("a").Flatten().Dense(3).MeanSquaredError()),
        Case("SquareOfOneTensor", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("a").Multiply("a").Flatten().Dense(3).MeanSquaredError()),
        Case("PoolingOfTheInput", new NetworkDescription(5, 6, 1).MaxPool2D(new WindowSettings(2)).Flatten().Dense(3).MeanSquaredError()),
        Case("ActivationOfTheInput", new NetworkDescription(3, 4, 3).Activation("Tanh").Flatten().Dense(3).MeanSquaredError()),
        Case("NormalizationOfTheInput", new NetworkDescription(3, 4, 3).BatchNorm().Conv2D(5, Same3).Flatten().Dense(3).MeanSquaredError()),
        Case("NormalizationOfVectors", new NetworkDescription(7).Dense(11).BatchNorm().Activation("ReLU").Dense(3).SoftmaxCrossEntropy()),
        Case("ImageAsOutput", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Activation("Tanh").MeanSquaredError()),
        Case("FlattenedOutput", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Flatten().MeanSquaredError()),
        Case("FlattenedOutputClasses", new NetworkDescription(3, 4, 2).Conv2D(5, One).Flatten().SoftmaxCrossEntropy()),
        Case("FlattenedInputClasses", new NetworkDescription(3, 4, 5).BatchNorm().Flatten().Activation("Tanh").SoftmaxCrossEntropy()),
        Case("FlattenedSequence", new NetworkDescription(9, 5).BatchNorm().Flatten().Dense(4).MeanSquaredError()),
        Case("FlattenedSequenceClasses", new NetworkDescription(7, 3).BatchNorm().Activation("Tanh").Flatten().SoftmaxCrossEntropy()),
        Case("FlattenedTwice", new NetworkDescription(3, 4, 5).Conv2D(5, One).Flatten().Flatten().Dense(3).SoftmaxCrossEntropy()),
        Case("NormalizationOfFlattenedImages", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Flatten().BatchNorm().Softmax().Dense(3).MeanSquaredError()) with { Batches = [5, 15] },
        Case("ConcatOfFlattenedImages", new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Flatten().As("left").From("input").Flatten().Concat("left").Dense(3).SoftmaxCrossEntropy()),
        Case("PooledOutput", new NetworkDescription(4, 4, 2).Conv2D(9, One).MaxPool2D(new WindowSettings(2)).MeanSquaredError()),
        Case("RectifierBehindPooling", new NetworkDescription(4, 4, 2).Conv2D(5, Same3).MaxPool2D(new WindowSettings(2)).Activation("ReLU").Flatten().Dense(3).MeanSquaredError()),
        Case("TwoActivations", new NetworkDescription(6).Dense(9).Activation("Tanh").Activation("ReLU").Dense(3).MeanSquaredError()),
        Case("SkipOfTheInput", new NetworkDescription(6).Dense(6).Activation("ReLU").Add("input").Dense(3).MeanSquaredError()),
        Case("ActivatedOutput", new NetworkDescription(6).Dense(9).Activation("ReLU").Dense(3).Activation("Sigmoid").MeanSquaredError()),
    ];

    private static NetworkCase Case(string name, NetworkDescription description) => new(Group, name, description) { Batches = [2, 5, 15] };
}
