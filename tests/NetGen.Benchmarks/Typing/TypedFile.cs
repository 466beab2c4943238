using System.Globalization;

namespace NetGen.Benchmarks.Typing;

/// <summary>A source file that somebody types in.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Layers">Layers of the network; 0 for a file without one.</param>
/// <param name="IsInNetwork">Whether the keys change the first layer, on which the predictions of all others depend; else a method below.</param>
internal sealed record TypedFile(string Name, int Layers, bool IsInNetwork)
{
    public static IReadOnlyList<TypedFile> All { get; } =
    [
        new("5 layers, in the first", 5, true),
        new("20 layers, in the first", 20, true),
        new("50 layers, in the first", 50, true),
        new("20 layers, elsewhere in the file", 20, false),
        new("no network", 0, false),
    ];

    /// <summary>The text after a number of keys: each makes it another.</summary>
    public string Text(int key)
    {
        string typed = key.ToString(CultureInfo.InvariantCulture);
        string network = Layers == 0 ? "public sealed class Order { public int Number { get; set; } }" : Network(IsInNetwork ? 16 + key : 16);
        string use = Layers == 0 ? "new Order().Number" : "new TypedNet().CreateTrainer(new Adam(1e-3f)).StepCount";
        return $$"""
            using NetGen;

            {{network}}

            public static class Program
            {
                public static string Main() => {{use}} + "{{(IsInNetwork ? "" : typed)}}";
            }
            """;
    }

    /// <summary>Convolutions, then dense layers, each with its activation; dense layers alone where there are too few for both.</summary>
    private string Network(int first)
    {
        int convolutions = Layers < 10 ? 0 : Layers / 4;
        int dense = (Layers - (2 * convolutions) - 2) / 2;
        string start = string.Create(CultureInfo.InvariantCulture, $"[Conv2D({first}, 3, Padding = Padding.Same)] [He] [ReLU]\n");
        if (convolutions == 0) return string.Create(CultureInfo.InvariantCulture, $"[Network(28, 28, 1)]\n[Dense({first})] [He] [ReLU]\n[Dense(64)] [Xavier] [Tanh]\n{End}");
        string images = string.Concat(Enumerable.Repeat("[Conv2D(32, 3, Padding = Padding.Same)] [He] [ReLU]\n", convolutions - 1));
        return $"[Network(28, 28, 1)]\n{start}{images}[Flatten]\n{string.Concat(Enumerable.Repeat("[Dense(64)] [Xavier] [Tanh]\n", dense))}{End}";
    }

    private const string End = "[Dense(10)] [LeCun]\n[SoftmaxCrossEntropy]\npublic sealed partial class TypedNet;";
}
