using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator.Tests.Architecture;
using NetGen.NewLayer;

namespace NetGen.Generator.Tests.Layers;

/// <summary>The command that writes the skeleton of a layer finds the places of its lines, and what it writes compiles.</summary>
public sealed class NewLayerTests
{
    private const string Kind = "Brandnew";

    private static readonly IReadOnlyDictionary<string, string> Written = Skeleton.Write(Kind, SourceTree.Root).ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);

    [Fact]
    public void A_skeleton_has_all_files_and_lines_of_a_layer()
    {
        Assert.Equal(17, Written.Count);
        foreach ((string path, string text) in Written)
        {
            Assert.Contains(Kind, text, StringComparison.Ordinal);
            string file = Path.Combine(SourceTree.Root, path);
            if (!File.Exists(file)) continue;

            // One block of lines is added, and none changes.
            string[] before = File.ReadAllText(file).Split('\n');
            string[] after = text.Split('\n');
            int same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
            int added = after.Length - before.Length;
            Assert.InRange(added, 1, 4);
            string[] kept = [.. after[..same], .. after[(same + added)..]];
            Assert.Equal(before, kept);
        }
    }

    [Theory]
    [InlineData("generator/NetGen.Generator")]
    [InlineData("src/NetGen")]
    [InlineData("tests/NetGen.Kernels.Tests")]
    [InlineData("tests/NetGen.Generator.Tests")]
    public void A_skeleton_compiles(string folder)
    {
        CSharpCompilation compilation = folder == "generator/NetGen.Generator" ? ProjectSources.Generator(Written) : ProjectSources.Project(Path.GetFileName(folder), folder, Written);
        IEnumerable<SyntaxTree> trees = compilation.SyntaxTrees.Where(tree => Written.ContainsKey(tree.FilePath));
        Assert.NotEmpty(trees);
        Assert.All(trees, tree => Assert.DoesNotContain(compilation.GetSemanticModel(tree).GetDiagnostics(), finding => finding.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_layer_that_is_there_is_not_overwritten()
        => Assert.Contains("Dense", Assert.Throws<SkeletonException>(() => Skeleton.Write("Dense", SourceTree.Root)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_whose_place_is_gone_is_not_put_elsewhere()
    {
        var insertion = new Insertion("File.cs", "anchor", "line");
        Assert.Equal("a\n  line\n  anchor b\nc", insertion.Apply("a\n  anchor b\nc"));
        Assert.Throws<SkeletonException>(() => insertion.Apply("a\nc"));
        Assert.Throws<SkeletonException>(() => insertion.Apply("anchor\nanchor"));
    }
}
