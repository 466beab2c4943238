namespace NetGen.Kernels.Tests.Cases;

/// <summary>Convolutions by Winograd's algorithm, forced where the planner would not choose it: tiles that fit, that are cut off, that lie over borders.</summary>
internal static class WinogradCases
{
    public const string Group = "winograd";

    public static IEnumerable<NetworkCase> All =>
    [
        // As the first layer: the caller's unpadded input.
        Case("WinogradFirst3", new NetworkDescription(8, 8, 16).Conv2D(16, Same(3)).MeanSquaredError()),
        Case("WinogradFirst5", new NetworkDescription(14, 14, 16).Conv2D(32, Same(5)).Activation("ReLU").MeanSquaredError()),

        // Behind another convolution: its input has a gradient. 5x6, 7x9: tiles cut off on two sides.
        Case("WinogradInner3", Inner(5, 6, 16, 16, Same(3))),
        Case("WinogradInner5", Inner(7, 9, 32, 16, Same(5))),
        Case("WinogradValid3", Inner(9, 7, 16, 48, Valid(3))),
        Case("WinogradValid5", Inner(9, 10, 16, 16, Valid(5))),
        Case("WinogradPaddingSize", Inner(6, 5, 16, 16, Valid(3) with { PaddingSize = 2 })),

        // Outputs that do not fill their panels, more tiles than one block takes, one single tile.
        Case("WinogradFilters20", Inner(6, 6, 16, 20, Same(3))),
        Case("WinogradManyTiles", Inner(21, 18, 16, 16, Same(3))) with { IsThorough = true },
        Case("WinogradOneTile", Inner(3, 2, 16, 16, Same(3))),
        Case("WinogradDeep", Inner(8, 8, 64, 64, Same(3))) with { IsThorough = true },

        // Tiles of several samples go together: 8 and 5 of 21, whose outputs a dense layer takes all at once, and 5 and 3 of 8.
        Case("WinogradManySamples3", Between(5, 6, Same(3))) with { Batches = [1, 21] },
        Case("WinogradManySamples5", Between(7, 9, Same(5))) with { Batches = [1, 8] },

        // What the planner chooses for four tiles a sample: gradients by the algorithm, outputs directly, since a sample may be alone.
        Case("WinogradGradients", Inner(8, 8, 32, 48, new WindowSettings(3) { Same = true })) with { Batches = [1, 17] },

        // Its gradient is the second to be added to the input's.
        Case(
            "WinogradSkip",
            new NetworkDescription(6, 6, 3).Conv2D(16, new WindowSettings(3) { Same = true }).As("a").Conv2D(16, Same(3)).Add("a").Flatten().Dense(3).MeanSquaredError()),
    ];

    private static WindowSettings Same(int size) => new(size) { Same = true, Algorithm = "Winograd" };

    private static WindowSettings Valid(int size) => new(size) { Algorithm = "Winograd" };

    private static NetworkDescription Inner(int height, int width, int channels, int filters, WindowSettings window)
        => new NetworkDescription(height, width, 3).Conv2D(channels, new WindowSettings(1)).Activation("Tanh").Conv2D(filters, window).MeanSquaredError();

    private static NetworkDescription Between(int height, int width, WindowSettings window)
        => new NetworkDescription(height, width, 16).Conv2D(16, window).Activation("ReLU").Conv2D(32, window).Flatten().Dense(3).MeanSquaredError();

    private static NetworkCase Case(string name, NetworkDescription description) => new(Group, name, description) { Batches = [1, 5], IsTransformed = true };
}
