using System.Globalization;
using System.Text;

using Microsoft.CodeAnalysis;

namespace NetGen.TestHelpers;

/// <summary>A test network did not compile; the message shows the diagnostics and the source around them, with line numbers.</summary>
public sealed class CompilationFailedException(string message) : Exception(message)
{
    private const int WholeFileLines = 300;
    private const int Context = 12;
    private const int MostDiagnostics = 20;

    /// <summary>Explains the diagnostics.</summary>
    public static CompilationFailedException For(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{diagnostics.Count} errors.\n");
        foreach (Diagnostic diagnostic in diagnostics.Take(MostDiagnostics)) text.Append(diagnostic).Append('\n');
        IEnumerable<IGrouping<SyntaxTree?, Diagnostic>> files = diagnostics.Take(MostDiagnostics).GroupBy(diagnostic => diagnostic.Location.SourceTree);
        foreach (IGrouping<SyntaxTree?, Diagnostic> file in files)
        {
            if (file.Key is not null) AppendSource(text, file.Key, [.. file.Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line)]);
        }

        return new CompilationFailedException(text.ToString());
    }

    private static void AppendSource(StringBuilder text, SyntaxTree tree, int[] lines)
    {
        text.Append("\n=== ").Append(tree.FilePath).Append('\n');
        Microsoft.CodeAnalysis.Text.TextLineCollection all = tree.GetText().Lines;
        for (int i = 0; i < all.Count; i++)
        {
            if (all.Count > WholeFileLines && !Array.Exists(lines, line => Math.Abs(line - i) <= Context)) continue;
            text.Append(CultureInfo.InvariantCulture, $"{(lines.Contains(i) ? '>' : ' ')}{i + 1,5} {all[i]}\n");
        }
    }
}
