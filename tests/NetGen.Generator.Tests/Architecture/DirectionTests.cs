using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Generator.Operations;

namespace NetGen.Generator.Tests.Architecture;

/// <summary>Who may know whom: nothing points back along the way that data goes.</summary>
public sealed partial class DirectionTests
{
    private const string Generator = "generator/NetGen.Generator/";

    /// <summary>The generator's folders and what each uses of the others. Each stands below all that it uses, so no way leads back.</summary>
    private static readonly (string Folder, string[] Uses)[] Folders =
    [
        ("Infrastructure", []),
        ("Shared", []),
        ("Writing", ["Infrastructure"]),
        ("Model", ["Infrastructure", "Shared", "Writing"]),
        ("Machine", ["Shared"]),
        ("Operations", ["Infrastructure", "Shared", "Model"]),
        ("Memory", ["Infrastructure", "Shared", "Model", "Machine", "Operations"]),
        ("Signal", ["Infrastructure", "Model"]),
        ("Layers", ["Infrastructure", "Shared", "Model", "Machine", "Operations", "Memory", "Signal"]),
        ("Prediction", ["Infrastructure", "Model", "Signal", "Layers"]),
        ("Parsing", ["Infrastructure", "Shared", "Model", "Layers"]),
        ("Analysis", ["Infrastructure", "Shared", "Model", "Machine", "Layers", "Prediction"]),
        ("Kernels", ["Infrastructure", "Shared", "Writing", "Model", "Machine", "Operations", "Memory"]),
        ("Planning", ["Infrastructure", "Shared", "Writing", "Model", "Machine", "Operations", "Memory", "Layers", "Prediction", "Kernels"]),
        ("Emit", ["Infrastructure", "Shared", "Writing", "Model", "Machine", "Operations", "Memory", "Layers", "Prediction", "Kernels", "Planning"]),
    ];

    private static readonly IReadOnlyList<Arrow> Arrows = [.. FindArrows()];

    public static TheoryData<string> Names { get; } = [.. Folders.Select(folder => folder.Folder)];

    [Fact]
    public void Only_parsing_and_the_pipeline_know_Roslyn()
    {
        string[] offenders = [.. SourceTree.GeneratorFiles().Where(file => MentionsRoslyn(file.Text) && !MayMentionRoslyn(file.Path, file.Text)).Select(file => file.Path)];
        Assert.Empty(offenders);
        Assert.True(SourceTree.GeneratorFiles().Count(file => MentionsRoslyn(file.Text)) >= 4, "The test sees no files.");
    }

    [Fact]
    public void Every_folder_stands_below_those_that_it_uses()
    {
        var above = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string folder, string[] uses) in Folders)
        {
            Assert.Subset(above, uses.ToHashSet(StringComparer.Ordinal));
            Assert.True(above.Add(folder), $"{folder} is listed twice.");
        }

        Assert.All(SourceTree.GeneratorFiles(), file => Assert.True(!file.Path.Contains('/', StringComparison.Ordinal) || above.Contains(file.Path.Split('/')[0]), $"{file.Path} is in no folder of the list."));
    }

    /// <summary>What code really refers to, named or not.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_folder_uses_those_that_are_listed_for_it_and_no_other(string folder)
    {
        string[] listed = Folders.Single(row => row.Folder == folder).Uses;
        Arrow[] arrows = [.. Arrows.Where(arrow => arrow.From == folder)];
        string[] wrong = [.. arrows.Where(arrow => !listed.Contains(arrow.To)).Select(arrow => arrow.Where).Distinct().Order(StringComparer.Ordinal)];
        Assert.True(wrong.Length == 0, $"{folder} may use {string.Join(", ", listed)}, but:\n  {string.Join("\n  ", wrong)}");
        string[] unused = [.. listed.Except(arrows.Select(arrow => arrow.To))];
        Assert.True(unused.Length == 0, $"{folder} no longer uses {string.Join(", ", unused)}: take them out of the list.");
    }

    [Fact]
    public void Namespaces_are_those_of_the_folders()
    {
        (string Path, string Text)[] files = [.. SourceTree.GeneratorFiles().Where(file => file.Path.Contains('/', StringComparison.Ordinal) && !file.Path.StartsWith("Infrastructure/", StringComparison.Ordinal))];
        Assert.DoesNotContain(files, file => !Namespaces().Match(file.Text).Groups["name"].ValueSpan.SequenceEqual(file.Path.Split('/')[0]));
    }

    [Fact]
    public void The_architecture_page_draws_the_same()
    {
        string[] drawn = [.. Rows().Matches(Section("Folders")).Select(match => $"{match.Groups["folder"].Value}: {match.Groups["uses"].Value.Trim()}")];
        Assert.Equal([.. Folders.Select(row => $"{row.Folder}: {string.Join(", ", row.Uses)}")], drawn);
    }

    /// <summary>Operations are a closed set, and the page lists it: each class, or the one that it is a kind of.</summary>
    [Fact]
    public void The_architecture_page_lists_all_operations()
    {
        string section = Section("Operations, kernels, plans");
        IEnumerable<Type> operations = typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract && !type.IsSubclassOf(typeof(LossOperation)));
        Assert.NotEmpty(operations);
        Assert.DoesNotContain(operations, type => !section.Contains($"`{type.Name}`", StringComparison.Ordinal) && !section.Contains($"`{type.BaseType!.Name}`", StringComparison.Ordinal));
    }

    /// <summary>A part of the page, from its heading to the next.</summary>
    private static string Section(string heading)
    {
        string page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "architecture.md"));
        int start = page.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        return page[start..page.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
    }

    private static IEnumerable<Arrow> FindArrows()
    {
        CSharpCompilation compilation = ProjectSources.Generator();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
            {
                ISymbol? symbol = model.GetSymbolInfo(node).Symbol;
                INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                string? file = type?.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;
                if (file is null || FolderOf(tree.FilePath) is not { } from || FolderOf(file) is not { } to || from == to) continue;
                yield return new Arrow(from, to, $"{tree.FilePath[Generator.Length..]} uses {to}'s {type!.Name}");
            }
        }
    }

    /// <summary>The folder of a file; null for the pipeline, which knows all, and for what is no file of the generator's.</summary>
    private static string? FolderOf(string path)
    {
        if (path.StartsWith("src/", StringComparison.Ordinal)) return "Shared";
        string[] parts = path.StartsWith(Generator, StringComparison.Ordinal) ? path[Generator.Length..].Split('/') : [];
        return parts.Length > 1 ? parts[0] : null;
    }

    private static bool MentionsRoslyn(string text) => text.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    /// <summary>What writes text may use the compiler's text and its rules for names and literals, and nothing else of it.</summary>
    private static bool MayMentionRoslyn(string path, string text)
    {
        if (path.StartsWith("Parsing/", StringComparison.Ordinal) || path == "NetworkGenerator.cs") return true;
        if (!path.StartsWith("Emit/", StringComparison.Ordinal) && !path.StartsWith("Writing/", StringComparison.Ordinal)) return false;
        return RoslynMentions().Matches(text).All(match => match.Value is "Microsoft.CodeAnalysis.Text" or "Microsoft.CodeAnalysis.CSharp")
            && !RoslynTypes().IsMatch(text);
    }

    /// <param name="Where">The file and the type, for a message.</param>
    private sealed record Arrow(string From, string To, string Where);

    [GeneratedRegex(@"^namespace NetGen\.Generator\.(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^\| `(?<folder>\w+)` \|[^|]*\|(?<uses>[A-Za-z, ]*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rows();

    [GeneratedRegex(@"Microsoft\.CodeAnalysis(\.\w+)*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RoslynMentions();

    [GeneratedRegex(@"\b(I\w*Symbol|SyntaxNode|SyntaxTree|Compilation|SemanticModel|Location|Diagnostic)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RoslynTypes();
}
