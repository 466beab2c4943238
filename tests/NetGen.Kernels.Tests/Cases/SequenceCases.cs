using System.Globalization;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>
/// Layers with windows over time: every setting, features that fill vectors and that do not, more steps than a tile has columns and a single one.
/// </summary>
internal static class SequenceCases
{
    public const string Group = "sequences";

    private static readonly (string Name, StepWindow Window)[] Windows =
    [
        ("Valid", new StepWindow(3)),
        ("Same", new StepWindow(4) { Same = true }),
        ("Causal", new StepWindow(3) { Causal = true, Dilation = 2 }),
        ("Strided", new StepWindow(3) { Stride = 2, PaddingSize = 2 }),
        ("CausalStrided", new StepWindow(4) { Causal = true, Stride = 3 }),
        ("Pointwise", new StepWindow(1)),
    ];

    public static IEnumerable<NetworkCase> All => [.. Convolutions, .. Others, .. Moves];

    private static IEnumerable<NetworkCase> Convolutions
    {
        get
        {
            foreach ((string name, StepWindow window) in Windows)
            {
                foreach ((int features, bool thorough) in CaseCatalog.Sizes([3, 16], [1, 4, 5, 8, 17, 33]))
                {
                    yield return Case(Name($"Conv1D{name}{features}"), new NetworkDescription(11, 2).Conv1D(features, window).Activation("ReLU").Conv1D(features, window).Flatten().Dense(3), thorough);
                    yield return Case(
                        Name($"DepthwiseConv1D{name}{features}"),
                        new NetworkDescription(9, features).DepthwiseConv1D(window, multiplier: 2, bias: features > 3).Activation("Tanh").Dense(2),
                        thorough || features == 16);
                }
            }

            // Long enough for whole tiles and their ends; a stack as amplifier models have it.
            yield return Case("Conv1DLong", new NetworkDescription(70, 1).Conv1D(5, new StepWindow(7) { Same = true }).Activation("Tanh").Conv1D(1, new StepWindow(1)));
            NetworkDescription stack = new NetworkDescription(40, 1).Conv1D(8, new StepWindow(1));
            foreach (int dilation in new[] { 1, 2, 4, 8 }) stack.Conv1D(8, new StepWindow(3) { Causal = true, Dilation = dilation }).Activation("Tanh");
            yield return Case("Conv1DDilatedStack", stack.Dense(1));
            yield return Case("Conv1DOfOneStep", new NetworkDescription(1, 5).Conv1D(4, new StepWindow(3) { Causal = true }).Conv1D(3, new StepWindow(2) { Same = true }));
            yield return Case("Conv1DGroups", new NetworkDescription(8, 6).Conv1D(9, new StepWindow(3), groups: 3).Conv1D(32, new StepWindow(2), groups: 1).Conv1D(32, new StepWindow(3), groups: 4));
            foreach ((string name, StepWindow window) in Windows.Where(row => !row.Window.Causal))
            {
                yield return Case(
                    Name($"Conv1DTranspose{name}"),
                    new NetworkDescription(6, 3).Conv1DTranspose(5, window, outputPadding: window.Stride > 1 ? 1 : 0).Activation("ReLU").Conv1DTranspose(2, new StepWindow(4) { Stride = 2, PaddingSize = 1 }));
            }
        }
    }

    private static IEnumerable<NetworkCase> Others
    {
        get
        {
            foreach ((int features, bool thorough) in CaseCatalog.Sizes([5, 16], [1, 8, 17]))
            {
                yield return Case(Name($"MaxPool1D{features}"), Steps(features).MaxPool1D(new StepWindow(2)).MaxPool1D(new StepWindow(3) { Stride = 1, PaddingSize = 1 }).Flatten().Dense(3), thorough);
                yield return Case(Name($"AveragePool1D{features}"), Steps(features).AveragePool1D(new StepWindow(3) { Stride = 2, Same = true }).AveragePool1D(new StepWindow(2)).Flatten().Dense(3), thorough);
                yield return Case(Name($"GlobalMaxPool1D{features}"), Steps(features).GlobalMaxPool1D().Dense(3), thorough);
                yield return Case(Name($"GlobalAveragePool1D{features}"), Steps(features).GlobalAveragePool1D().Dense(3), thorough);
                yield return Case(Name($"AdaptiveMaxPool1D{features}"), Steps(features).AdaptiveMaxPool1D(4).Flatten().Dense(3), thorough);
                yield return Case(Name($"AdaptiveAveragePool1D{features}"), Steps(features).AdaptiveAveragePool1D(4).Dense(3), thorough);
            }
        }
    }

    private static IEnumerable<NetworkCase> Moves
    {
        get
        {
            foreach ((int features, bool thorough) in CaseCatalog.Sizes([5], [1, 8, 16, 17]))
            {
                yield return Case(Name($"Ends1D{features}"), Steps(features).ZeroPadding1D(2, 0).Conv1D(features, Windows[0].Window).Cropping1D(1, 3).UpSampling1D(3).Dense(2), thorough);
                yield return Case(Name($"Reverse{features}"), Steps(features).Reverse().Conv1D(features, Windows[2].Window).Reverse().Dense(2), thorough);
                yield return Case(Name($"Last{features}"), Steps(features).Last().Dense(features).RepeatVector(4).Dense(features).Activation("Tanh").Reverse().Last(), thorough);
            }

            yield return Case("ReverseInBranch", Steps(6).As("steps").Reverse().Multiply("steps").As("product").Last().RepeatVector(9).Add("product"));
        }
    }

    private static NetworkDescription Steps(int features) => new NetworkDescription(9, 3).Dense(features).Activation("Tanh");

    private static NetworkCase Case(string name, NetworkDescription network, bool thorough = false)
        => new(Group, name, network.MeanSquaredError()) { Batches = [1, 5], Trains = true, IsThorough = thorough };

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
