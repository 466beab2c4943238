using System.Text.RegularExpressions;

using NetGen.Generator.Layers;
using NetGen.Generator.Tests.Architecture;
using NetGen.Generator.Tests.Snapshots;
using NetGen.NewLayer;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

/// <summary>Every kind of layer in the catalogue has all that belongs to one; what is missing, and where it belongs, is the message.</summary>
public sealed class CompletenessTests
{
    private const string Kernels = "tests/NetGen.Kernels.Tests/";
    private const string Snapshots = "tests/NetGen.Generator.Tests/Snapshots/";

    private const string Onnx = "src/NetGen.Onnx/";

    private static readonly string[] Sources = ["src/NetGen", "src/NetGen.Onnx", "generator/NetGen.Generator", "analyzers", "tests/NetGen.Kernels.Tests"];

    public static TheoryData<string> Kinds { get; } = [.. LayerCatalog.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_of_layer_has_all_that_belongs_to_one(string kind)
    {
        string[] missing = [.. Missing(kind)];
        Assert.True(missing.Length == 0, $"[{kind}] is not finished. Missing:\n  {string.Join("\n  ", missing)}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_of_a_skeleton_is_left(string kind)
    {
        string[] left = [.. SkeletonLines(kind)];
        Assert.True(left.Length == 0, $"[{kind}] is a skeleton. To be written:\n  {string.Join("\n  ", left)}");
    }

    public static TheoryData<string> Reparameterizations { get; } = [.. ReparameterizationCatalog.Kinds];

    [Theory]
    [MemberData(nameof(Reparameterizations))]
    public void A_way_to_compute_weights_is_said_in_ONNX(string kind)
    {
        Assert.True(Has(Onnx + "Layers/Reparameterizations.cs", $@"\[""{kind}""\]"), $"[{kind}] has no row in {Onnx}Layers/Reparameterizations.cs.");
        Assert.True(Has("docs/onnx.md", $@"`\[{kind}\]`"), $"docs/onnx.md does not say what becomes of [{kind}].");
    }

    private static IEnumerable<string> Missing(string kind)
    {
        Layer layer = Declarations.OfEveryKind().Single(pair => pair.Kind == kind).Node.Layer;
        bool isActivation = layer.Activation is { IsTrained: false };
        string name = Regex.Escape(kind);

        // What works on sequences has the reference of what does the same to images: a sequence is an image one column wide.
        string referenceName = name.Replace("1D", "2D", StringComparison.Ordinal);

        // The reference of an activation without parameters is a method, and a row of a catalogue brings its cases and its drawing.
        string reference = isActivation ? $@"\bstatic \w+ {name}\(" : $@"\bclass {referenceName}\b";
        if (!Has(Kernels + "Reference", reference)) yield return $"its reference in double: {Kernels}Reference/{kind}.cs";
        if (!Has(Kernels + "ReferenceTests", isActivation ? $"\\[\"{name}\"\\]" : $@"\bnew {referenceName}\("))
            yield return $"its gradient against finite differences: a case in {Kernels}ReferenceTests/LayerGradientTests.cs";
        if (!Has(Kernels + "Cases", isActivation ? $"\"{name}\"" : $@"\.{name}\w*\(")) yield return $"cases that compare generated code with the reference: {Kernels}Cases";
        if (!Has(Kernels + (isActivation ? "Cases/ActivationCatalog.cs" : "Drawn/LayerDrawings.cs"), isActivation ? $"\"{name}\"" : $"\\[\"{name}\"\\]"))
            yield return $"its row among the layers of networks drawn at random: {Kernels}Drawn/LayerDrawings.cs";
        if (!HasSignalRule(layer)) yield return $"what it does to a signal and to a gradient: Propagate and PropagateBack, generator/NetGen.Generator/Layers/{kind}/{kind}Signal.cs";
        if (!IsInSnapshot(layer)) yield return $"a network with it among those whose plan and code are kept: {Snapshots}SnapshotTests.cs, approved with {Snapshot.UpdateVariable}=1";
        if (!Has("docs/attributes.md", $@"^\|.*`\[{name}[\](]")) yield return "its row in the table of layers: docs/attributes.md";
        if (!Has(Onnx + "Layers", $@"\[""{name}""\]")) yield return $"how it is said in ONNX, or why it cannot be: a row in {Onnx}Layers/LayerExporters.cs, and a network with it in tests/NetGen.Onnx.Tests/Networks";
        if (!Has("docs/onnx.md", $@"^[|-].*`\[{name}[\](]")) yield return "what becomes of it in ONNX: its place in docs/onnx.md";
    }

    private static bool HasSignalRule(Layer layer)
        => layer.GetType().GetMethod(nameof(Layer.Propagate))!.DeclaringType != typeof(Layer)
            && layer.GetType().GetMethod(nameof(Layer.PropagateBack))!.DeclaringType != typeof(Layer);

    /// <summary>Whether an approved network has a layer of its class: one activation stands for all, and one pooling.</summary>
    private static bool IsInSnapshot(Layer layer)
        => SnapshotTests.Kept
            .Where(network => Declared.Build(network.Source).Model!.Nodes.Any(node => node.Layer.GetType() == layer.GetType()))
            .Any(network => File.Exists(Path.Combine(SourceTree.Root, Snapshots, network.Scenario, "Plan.verified.txt")));

    private static IEnumerable<string> SkeletonLines(string kind)
    {
        string mark = $"{Skeleton.Marker} {kind}:";
        foreach (string path in Sources.SelectMany(CSharpFiles).Concat(["docs/attributes.md", "CHANGELOG.md", "docs/onnx.md"]))
        {
            string[] lines = File.ReadAllLines(Path.Combine(SourceTree.Root, path));
            for (int line = 0; line < lines.Length; line++)
            {
                int start = lines[line].IndexOf(mark, StringComparison.Ordinal);
                if (start >= 0) yield return $"{path}({line + 1}):{lines[line][(start + mark.Length)..]}";
            }
        }
    }

    /// <summary>Whether a file, or one of a folder's, has a match.</summary>
    private static bool Has(string path, string pattern)
    {
        string full = Path.Combine(SourceTree.Root, path);
        IEnumerable<string> files = File.Exists(full) ? [path] : CSharpFiles(path);
        return files.Any(file => Regex.IsMatch(
            File.ReadAllText(Path.Combine(SourceTree.Root, file)), pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline, TimeSpan.FromSeconds(10)));
    }

    private static IEnumerable<string> CSharpFiles(string folder)
        => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin"));
}
