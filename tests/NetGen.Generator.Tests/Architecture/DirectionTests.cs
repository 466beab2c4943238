using System.Text.RegularExpressions;

namespace NetGen.Generator.Tests.Architecture;

/// <summary>Who may know whom: nothing points back along the way that data goes.</summary>
public sealed partial class DirectionTests
{
    [Fact]
    public void Only_parsing_and_the_pipeline_know_Roslyn()
    {
        string[] offenders = [.. SourceTree.GeneratorFiles().Where(file => MentionsRoslyn(file.Text) && !MayMentionRoslyn(file.Path, file.Text)).Select(file => file.Path)];
        Assert.Empty(offenders);
        Assert.True(SourceTree.GeneratorFiles().Count(file => MentionsRoslyn(file.Text)) >= 4, "The test sees no files.");
    }

    [Theory]
    [InlineData("Model", "Parsing", "Analysis", "Planning", "Kernels", "Emit")]
    [InlineData("Parsing", "Analysis", "Planning", "Kernels", "Emit")]
    [InlineData("Analysis", "Parsing", "Planning", "Kernels", "Emit")]
    [InlineData("Layers/Initializers", "Parsing", "Analysis", "Planning", "Kernels", "Emit")]
    [InlineData("Signal", "Parsing", "Analysis", "Planning", "Kernels", "Emit")]
    [InlineData("Kernels", "Parsing", "Analysis")]
    [InlineData("Planning", "Parsing", "Analysis")]
    [InlineData("Emit", "Parsing", "Analysis")]
    public void Folders_do_not_use_later_or_unrelated_stages(string folder, params string[] forbidden)
    {
        (string Path, string Text)[] files = [.. SourceTree.GeneratorFiles().Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(Usings().Matches(file.Text), match => forbidden.Contains(match.Groups["stage"].Value)));
    }

    private static bool MentionsRoslyn(string text) => text.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    /// <summary>Emit may use the compiler's text and its rules for names and literals, and nothing else of it.</summary>
    private static bool MayMentionRoslyn(string path, string text)
    {
        if (path.StartsWith("Parsing/", StringComparison.Ordinal) || path == "NetworkGenerator.cs") return true;
        if (!path.StartsWith("Emit/", StringComparison.Ordinal)) return false;
        return RoslynMentions().Matches(text).All(match => match.Value is "Microsoft.CodeAnalysis.Text" or "Microsoft.CodeAnalysis.CSharp")
            && !RoslynTypes().IsMatch(text);
    }

    [GeneratedRegex(@"using NetGen\.Generator\.(?<stage>\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Usings();

    [GeneratedRegex(@"Microsoft\.CodeAnalysis(\.\w+)*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RoslynMentions();

    [GeneratedRegex(@"\b(I\w*Symbol|SyntaxNode|SyntaxTree|Compilation|SemanticModel|Location|Diagnostic)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RoslynTypes();
}
