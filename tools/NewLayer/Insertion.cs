namespace NetGen.NewLayer;

/// <summary>Lines of a new layer in a file that lists all layers.</summary>
/// <param name="Path">From the root.</param>
/// <param name="Anchor">The beginning of the line in front of which they belong, without its indentation: the only one that begins so.</param>
/// <param name="Lines">Without indentation: it is that of the anchor.</param>
internal sealed record Insertion(string Path, string Anchor, params string[] Lines)
{
    private const string Generator = "generator/NetGen.Generator/Layers/";
    private const string Kernels = "tests/NetGen.Kernels.Tests/";

    /// <summary>The catalogue's row, the attribute in the list of what is public, what describes and draws networks with the layer, its gradient, its snapshot, its row among the exporters and its lines in the documents.</summary>
    public static IEnumerable<Insertion> Of(string kind)
    {
        string name = NewFiles.NameOf(kind);
        yield return new(Generator + "LayerCatalog.cs", "[\"Add\"] = ", $"[\"{kind}\"] = new(\"{name}\", false, _ => new {kind}Layer()),");
        yield return new(
            "src/NetGen/PublicAPI.Unshipped.txt", "NetGen.AddAttribute.AddAttribute(", $"NetGen.{kind}Attribute", $"NetGen.{kind}Attribute.{kind}Attribute() -> void");
        yield return new(
            Kernels + "Cases/NetworkDescription.cs",
            "public NetworkDescription Softmax(",
            $"public NetworkDescription {kind}(string? name = null) => Append(\"{kind}\", \"\", \"{name}\", name, () => new {kind}());",
            "");
        yield return new(Kernels + "Cases/CaseCatalog.cs", ".. WholeNetworkCases.All,", $".. {kind}Cases.All,");
        yield return new(Kernels + "Drawn/LayerDrawings.cs", "[\"Add\"] = ", $"[\"{kind}\"] = Keeping(network => Done(network.Description.{kind}())),");
        yield return new(
            Kernels + "ReferenceTests/LayerGradientTests.cs",
            "private static void ForManyShapes(",
            "[Theory]",
            "[MemberData(nameof(SeedNumbers))]",
            $"public void {kind}(int seed) => ForManyShapes(seed, random => (new {kind}(), [RandomImage(random)]));",
            "");
        yield return new(
            "tests/NetGen.Generator.Tests/Snapshots/SnapshotTests.cs",
            "{ \"Add\", ",
            $"{{ \"{kind}\", \"[Network(6)] [Dense(4)] [{kind}] [MeanSquaredError]\" }},");
        yield return new("src/NetGen.Onnx/Layers/LayerExporters.cs", "[\"Add\"] = ", $"[\"{kind}\"] = Passing.Export, // {Skeleton.Marker} {kind}: its nodes in ONNX, and a network with it in tests/NetGen.Onnx.Tests/Networks; or among Refusals why it has none.");
        yield return new("docs/onnx.md", "| `[Add]`", $"| `[{kind}]` | {Skeleton.Marker} {kind}: its nodes |");
        yield return new("docs/attributes.md", "| `[Add(\"a\")]`", $"| `[{kind}]` | {Skeleton.Marker} {kind}: what it does, and its settings |");
        yield return new("CHANGELOG.md", "- The sample `samples/Mnist`.", $"- `[{kind}]`: {Skeleton.Marker} {kind}: what it does.");
    }

    /// <summary>The file's text with the lines in it.</summary>
    /// <exception cref="SkeletonException">The anchor is not there, or not the only one.</exception>
    public string Apply(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        int[] places = [.. Enumerable.Range(0, lines.Count).Where(line => lines[line].TrimStart().StartsWith(Anchor, StringComparison.Ordinal))];
        if (places is not [int place]) throw new SkeletonException($"{Path} has {places.Length} lines that begin with '{Anchor}', in front of which the new layer's belong; it must be one.");
        string indentation = lines[place][..^lines[place].TrimStart().Length];
        lines.InsertRange(place, Lines.Select(line => line.Length == 0 ? line : indentation + line));
        return string.Join('\n', lines);
    }
}
