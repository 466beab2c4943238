using System.Runtime.CompilerServices;
using System.Text;

using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace NetGen.TestHelpers;

/// <summary>A snapshot differs from what was approved, or there is none yet.</summary>
public sealed class SnapshotMismatchException(string message) : Exception(message);

/// <summary>
/// Compares text with a reviewed file, in the convention of the package Verify, so that the files can be exchanged: the approved text
/// is <c>name.verified.extension</c>; on a difference <c>name.received.extension</c> is written beside it and the test fails. To
/// approve, review the received file and rename it; or set the variable <c>NETGEN_UPDATE_SNAPSHOTS</c> to 1, which approves all that differ,
/// and review what git shows.
/// </summary>
/// <remarks>
/// With <c>-p:UseVerify=true</c> a test project may reference Verify.Xunit and Verify.SourceGenerators instead, which define the symbol
/// USE_VERIFY; tests then hand the same text and name to <c>Verifier.Verify</c> and find the same files. The packages are not a
/// dependency, so that the tests run without them.
/// </remarks>
public static class Snapshot
{
    /// <summary>The variable that approves whatever a test compares.</summary>
    public const string UpdateVariable = "NETGEN_UPDATE_SNAPSHOTS";

    /// <summary>Compares <paramref name="text"/> with <c>directory/name.verified.extension</c>; line ends do not count.</summary>
    /// <exception cref="SnapshotMismatchException">They differ, or nothing was approved yet.</exception>
    public static void Verify(string text, string directory, string name, string extension = "txt")
    {
        string verified = Path.Combine(directory, $"{name}.verified.{extension}");
        string received = Path.Combine(directory, $"{name}.received.{extension}");
        string actual = Normalize(text);
        string? expected = File.Exists(verified) ? Normalize(File.ReadAllText(verified)) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(directory);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        throw new SnapshotMismatchException(expected is null
            ? $"No snapshot {verified} yet. Review {received} and rename it, or run again with {UpdateVariable}=1."
            : $"{received} differs from the approved text:\n{Difference(expected, actual)}");
    }

    /// <summary>The folder of the calling source file, with <paramref name="parts"/> below it: where a test's snapshots live.</summary>
    public static string FolderBesideSource(string[] parts, [CallerFilePath] string sourceFile = "")
        => Path.Combine([Path.GetDirectoryName(sourceFile)!, .. parts]);

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";

    /// <summary>The changed lines with two lines around them.</summary>
    private static string Difference(string expected, string actual)
    {
        const int Context = 2;
        List<DiffPiece> lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(expected.TrimEnd('\n'), actual.TrimEnd('\n')).Lines;
        var text = new StringBuilder();
        int shown = -1;
        for (int i = 0; i < lines.Count; i++)
        {
            bool near = false;
            for (int j = Math.Max(0, i - Context); j <= Math.Min(lines.Count - 1, i + Context); j++) near |= lines[j].Type != ChangeType.Unchanged;
            if (!near) continue;
            if (shown >= 0 && shown != i - 1) text.Append("  ...\n");
            shown = i;
            string mark = lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
            text.Append(mark).Append(lines[i].Text).Append('\n');
        }

        return text.ToString();
    }
}
