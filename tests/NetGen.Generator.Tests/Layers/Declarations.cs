using NetGen.Generator.Layers;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

/// <summary>A layer of every kind in the catalogue, in a small network.</summary>
internal static class Declarations
{
    public static IEnumerable<(string Kind, LayerNode Node)> OfEveryKind()
        => LayerCatalog.Kinds.Select(kind => (kind, Declared.Model($"[Network({(kind == "SimpleRNN" ? "8, 4" : "8, 8, 4")})] {(kind == "Dense" ? "[Flatten]" : "[ReLU]")} {Example(kind)}").Nodes[1]));

    private static string Example(string kind) => kind switch
    {
        "Conv2D" => "[Conv2D(8, 3)]",
        "Dense" or "SimpleRNN" => $"[{kind}(10)]",
        "MaxPool2D" or "AveragePool2D" => $"[{kind}(2)]",
        "Dropout" => "[Dropout(0.5)]",
        "Add" or "Multiply" or "Concat" => $"[{kind}(\"input\")]",
        _ => $"[{kind}]",
    };
}
