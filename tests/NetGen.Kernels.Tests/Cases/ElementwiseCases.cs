using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Activations (behind a convolution and behind a dense layer, where they may be fused; at the input and behind pooling, where they
/// may not), softmax, normalisation and the layers that join branches.
/// </summary>
internal static class ElementwiseCases
{
    public const string ActivationGroup = "activation";
    public const string NormalizationGroup = "normalization";
    public const string JoinGroup = "join";

    private static readonly WindowSettings Same3 = new(3) { Same = true };

    public static IEnumerable<NetworkCase> All => [.. ActivationCases, .. TrainedActivationCases, .. NormalizationCases, .. RowNormalizationCases, .. JoinCases];

    private static IEnumerable<NetworkCase> ActivationCases
    {
        get
        {
            foreach ((string kind, double? argument) in ActivationCatalog.All)
            {
                string name = kind + (argument is null ? "" : "WithConstant");
                yield return new NetworkCase(
                    ActivationGroup,
                    name + "BehindLayers",
                    new NetworkDescription(3, 4, 2).Conv2D(9, Same3).Activation(kind, argument).Flatten().Dense(17).Activation(kind, argument).Dense(3)
                        .MeanSquaredError())
                { Batches = [1, 5, 15] };
                yield return new NetworkCase(
                    ActivationGroup,
                    name + "Alone",
                    new NetworkDescription(3, 3, 3)
                        .Activation(kind, argument)
                        .Conv2D(5, Same3)
                        .MaxPool2D(new WindowSettings(3))
                        .Activation(kind, argument)
                        .MeanSquaredError())
                { IsThorough = kind is not ("ReLU" or "GELU" or "Tanh") };
            }

            yield return new NetworkCase(
                ActivationGroup,
                "ActivationTwice",
                new NetworkDescription(7).Dense(9).Activation("Tanh").Activation("ReLU").Dense(3).MeanSquaredError());
            yield return new NetworkCase(
                ActivationGroup,
                "SoftmaxOfVector",
                new NetworkDescription(7).Dense(19).Softmax().Dense(3).MeanSquaredError());
            yield return new NetworkCase(
                ActivationGroup,
                "SoftmaxOfPixels",
                new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Softmax().MeanSquaredError());
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([1, 5, 19], [2, 3, 4, 7, 8, 9, 15, 16, 17, 33]))
            {
                yield return new NetworkCase(
                    ActivationGroup,
                    Name($"LogSoftmaxOfVector{channels}"),
                    new NetworkDescription(7).Dense(channels).LogSoftmax().Dense(3).MeanSquaredError())
                { Batches = [1, 5, 14], MayBeZero = channels == 1, IsThorough = thorough };
                yield return new NetworkCase(
                    ActivationGroup,
                    Name($"LogSoftmaxOfPixels{channels}"),
                    new NetworkDescription(3, 4, 2).Conv2D(channels, Same3).LogSoftmax().MeanSquaredError())
                { MayBeZero = channels == 1, IsThorough = thorough };
            }

            // Read again beside it, so that its gradient is added; at the input; and in front of a loss that undoes it.
            yield return new NetworkCase(
                ActivationGroup,
                "LogSoftmaxInBranch",
                new NetworkDescription(5, 6).LogSoftmax().Dense(7).As("trunk").LogSoftmax().Add("trunk").Flatten().Dense(4).LogSoftmax().SoftmaxCrossEntropy())
            { Batches = [1, 5, 14], Trains = true };
            yield return new NetworkCase(
                ActivationGroup,
                "DropoutOfNothing",
                new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Activation("ReLU").DropoutOfNothing().Flatten().DropoutOfNothing().Dense(3).MeanSquaredError());
        }
    }

    private static IEnumerable<NetworkCase> TrainedActivationCases
    {
        get
        {
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 4, 7, 8, 15, 16, 31]))
            {
                yield return new NetworkCase(
                    ActivationGroup,
                    Name($"PReLUOfImage{channels}"),
                    new NetworkDescription(3, 5, 2).Conv2D(channels, Same3).PReLU().Flatten().Dense(3).MeanSquaredError())
                { Trains = true, IsThorough = thorough };
                yield return new NetworkCase(
                    ActivationGroup,
                    Name($"SharedPReLU{channels}"),
                    new NetworkDescription(5, channels).PReLU(shared: true).Dense(channels).PReLU(slope: -0.5, shared: true).Flatten().PReLU(shared: true).Dense(3).MeanSquaredError())
                { Batches = [1, 6], Trains = true, IsThorough = thorough };
                yield return new NetworkCase(
                    ActivationGroup,
                    Name($"PReLUOfVector{channels}"),
                    new NetworkDescription(7).Dense(channels).PReLU(slope: 0).Dense(3).SoftmaxCrossEntropy())
                { Batches = [1, 14], Trains = true, IsThorough = thorough };
                yield return new NetworkCase(
                    ActivationGroup,
                    Name($"PReLUOfSequence{channels}"),
                    new NetworkDescription(5, channels).PReLU().BatchNorm().PReLU(slope: -0.5).Flatten().Dense(3).MeanSquaredError())
                { Batches = [2, 6], Trains = true, IsThorough = thorough };
            }

            // Read again beside the activation, whose gradient comes first or last.
            yield return new NetworkCase(
                ActivationGroup,
                "PReLUInBranch",
                new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("trunk").PReLU().Conv2D(5, Same3).Add("trunk").As("sum").Activation("Tanh").As("side")
                    .From("sum").PReLU().Add("side").Flatten().PReLU().Dense(4).SoftmaxCrossEntropy())
            { Batches = [1, 5, 14], Trains = true };
            yield return new NetworkCase(
                ActivationGroup,
                "PReLUAtOutput",
                new NetworkDescription(3, 4, 3).PReLU().Conv2D(5, Same3).Activation("ReLU").PReLU().MeanSquaredError())
            { Batches = [1, 5] };
            yield return new NetworkCase(
                ActivationGroup,
                "PReLUOfFlattenedImage",
                new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Flatten().PReLU().MeanSquaredError())
            { Batches = [1, 5], Trains = true };
        }
    }

    private static IEnumerable<NetworkCase> NormalizationCases
    {
        get
        {
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 4, 8, 16]))
            {
                yield return new NetworkCase(
                    NormalizationGroup,
                    Name($"BatchNormOfImage{channels}"),
                    new NetworkDescription(3, 5, 2).Conv2D(channels, Same3, bias: false).BatchNorm().Activation("ReLU").Flatten().Dense(3).MeanSquaredError())
                {
                    Batches = [1, 2, 5],
                    Trains = true,
                    IsThorough = thorough,
                };
                yield return new NetworkCase(
                    NormalizationGroup,
                    Name($"BatchNormOfVector{channels}"),
                    new NetworkDescription(7).Dense(channels).BatchNorm(epsilon: 1e-3, momentum: 0.25).Dense(3).MeanSquaredError())
                {
                    Batches = [3, 14],
                    Trains = true,
                    IsThorough = thorough || channels == 17,
                };
            }

            yield return new NetworkCase(
                NormalizationGroup,
                "BatchNormAtInput",
                new NetworkDescription(4, 4, 3).BatchNorm().Conv2D(5, Same3).BatchNorm().MeanSquaredError())
            { Batches = [2, 5] };
            yield return new NetworkCase(
                NormalizationGroup,
                "BatchNormTwice",
                new NetworkDescription(4, 4, 3).Conv2D(5, Same3).BatchNorm().Activation("Tanh").Conv2D(6, Same3).BatchNorm().Activation("ReLU")
                    .MaxPool2D(new WindowSettings(2)).Flatten().Dense(4).SoftmaxCrossEntropy())
            {
                Batches = [2, 5, 14],
                Trains = true,
            };
        }
    }

    private static IEnumerable<NetworkCase> RowNormalizationCases
    {
        get
        {
            foreach ((int channels, bool thorough) in CaseCatalog.Sizes([3, 17], [2, 4, 7, 8, 15, 16, 31]))
            {
                yield return new NetworkCase(
                    NormalizationGroup,
                    Name($"LayerNormOfImage{channels}"),
                    new NetworkDescription(3, 5, 2).Conv2D(channels, Same3).LayerNorm().Activation("ReLU").Flatten().Dense(3).MeanSquaredError())
                {
                    // Of two channels all that is left is which is larger: a step, along which training carries every rounding.
                    Trains = channels > 2,
                    IsThorough = thorough,
                };
                yield return new NetworkCase(
                    NormalizationGroup,
                    Name($"LayerNormOfVector{channels}"),
                    new NetworkDescription(7).Dense(channels).LayerNorm(epsilon: 1e-3).Dense(3).SoftmaxCrossEntropy())
                { Batches = [1, 14], Trains = true, IsThorough = thorough };
                yield return new NetworkCase(
                    NormalizationGroup,
                    Name($"LayerNormOfSequence{channels}"),
                    new NetworkDescription(5, channels).LayerNorm().Activation("Tanh").LayerNorm(epsilon: 1e-3).Flatten().Dense(3).MeanSquaredError())
                { Batches = [1, 6], Trains = true, IsThorough = thorough };
            }

            // Read again behind the normalisation, whose gradient comes first or last.
            yield return new NetworkCase(
                NormalizationGroup,
                "LayerNormInBranch",
                new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("trunk").LayerNorm().Conv2D(5, Same3).Add("trunk").As("sum").Activation("Tanh").As("side")
                    .From("sum").LayerNorm().Multiply("side").Flatten().LayerNorm().Dense(4).SoftmaxCrossEntropy())
            { Batches = [1, 5, 14], Trains = true };
            yield return new NetworkCase(
                NormalizationGroup,
                "LayerNormAtOutput",
                new NetworkDescription(3, 4, 3).LayerNorm().Conv2D(5, Same3).LayerNorm().MeanSquaredError())
            { Batches = [1, 5] };
            yield return new NetworkCase(
                NormalizationGroup,
                "LayerNormOfFlattenedImage",
                new NetworkDescription(3, 4, 2).Conv2D(5, Same3).Flatten().LayerNorm().MeanSquaredError())
            { Batches = [1, 5], Trains = true };
        }
    }

    private static IEnumerable<NetworkCase> JoinCases
    {
        get
        {
            yield return new NetworkCase(
                JoinGroup,
                "AddOfVectors",
                new NetworkDescription(9).Dense(5).As("left").From("input").Dense(5).Add("left").Dense(4).MeanSquaredError())
            { IsExact = true, Batches = [1, 4] };
            yield return new NetworkCase(
                JoinGroup,
                "AddOfThreeImages",
                new NetworkDescription(4, 5, 2).Conv2D(7, Same3).As("a").Conv2D(7, Same3).As("b").Conv2D(7, Same3).Add("a", "b").Flatten().Dense(4)
                    .MeanSquaredError())
            { IsExact = true, Batches = [1, 4] };
            yield return new NetworkCase(
                JoinGroup,
                "AddOfInput",
                new NetworkDescription(4, 5, 3).Conv2D(3, Same3).Add("input").MeanSquaredError())
            { IsExact = true, Batches = [1, 4] };
            yield return new NetworkCase(
                JoinGroup,
                "MultiplyOfVectors",
                new NetworkDescription(9).Dense(17).As("left").From("input").Dense(17).Multiply("left").Dense(4).MeanSquaredError())
            { IsExact = true, Batches = [1, 4] };
            yield return new NetworkCase(
                JoinGroup,
                "MultiplyOfThreeImages",
                new NetworkDescription(3, 4, 2).Conv2D(5, Same3).As("a").Conv2D(5, Same3).As("b").Conv2D(5, Same3).Multiply("a", "b").Flatten().Dense(4)
                    .MeanSquaredError());
            foreach ((string kind, Func<NetworkDescription, string[], NetworkDescription> join) in new (string, Func<NetworkDescription, string[], NetworkDescription>)[]
            {
                ("Subtract", static (network, others) => network.Subtract(others)),
                ("Average", static (network, others) => network.Average(others)),
                ("Maximum", static (network, others) => network.Maximum(others)),
                ("Minimum", static (network, others) => network.Minimum(others)),
            })
            {
                foreach ((int features, bool thorough) in CaseCatalog.Sizes([1, 17], [3, 4, 8, 15, 16, 31]))
                {
                    yield return new NetworkCase(
                        JoinGroup,
                        Name($"{kind}OfVectors{features}"),
                        join(new NetworkDescription(9).Dense(features).As("left").From("input").Dense(features), ["left"]).Dense(4).MeanSquaredError())
                    { IsExact = true, Batches = [4, 7], IsThorough = thorough };
                }

                // Of three, of which one is read twice: there equal values are the rule.
                yield return new NetworkCase(
                    JoinGroup,
                    $"{kind}OfThreeImages",
                    join(new NetworkDescription(3, 5, 2).Conv2D(7, Same3).As("a").Conv2D(7, Same3).As("b").Conv2D(7, Same3), ["a", "b", "a"]).Flatten().Dense(4).MeanSquaredError())
                { Batches = [1, 5] };
            }

            // Zeros on both sides, which are equal.
            yield return new NetworkCase(
                JoinGroup,
                "MaximumOfRectifiedImages",
                new NetworkDescription(3, 5, 2).Conv2D(3, Same3).Activation("ReLU").As("a").From("input").Conv2D(3, Same3).Activation("ReLU").Maximum("a").MeanSquaredError())
            { IsExact = true, Batches = [1, 5] };
            foreach ((int left, int right) in ((int, int)[])[(3, 5), (16, 4), (17, 15), (1, 1), (8, 8), (4, 16)])
            {
                bool thorough = left is 1 or 8 or 4;
                yield return new NetworkCase(
                    JoinGroup,
                    Name($"ConcatOfImages{left}And{right}"),
                    new NetworkDescription(3, 4, 2).Conv2D(left, Same3).As("left").From("input").Conv2D(right, Same3).Concat("left").Conv2D(3, Same3)
                        .Flatten().Dense(4).MeanSquaredError())
                { IsExact = true, Batches = [1, 4, 5], IsThorough = thorough };
                yield return new NetworkCase(
                    JoinGroup,
                    Name($"ConcatOfVectors{left}And{right}"),
                    new NetworkDescription(6).Dense(left).As("left").From("input").Dense(right).Concat("left", "input").Dense(4).MeanSquaredError())
                {
                    IsExact = true,
                    Batches = [1, 4, 5],
                    IsThorough = thorough || left != 17,
                };
            }

            yield return new NetworkCase(
                JoinGroup,
                "ConcatAtOutput",
                new NetworkDescription(3, 4, 2).Conv2D(3, Same3).As("left").From("input").Conv2D(5, Same3).Concat("left").MeanSquaredError());
            yield return new NetworkCase(
                JoinGroup,
                "AddOfSameTwice",
                new NetworkDescription(6).Dense(5).As("a").Add("a").Dense(4).MeanSquaredError())
            { IsExact = true, Batches = [1, 4] };
        }
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
