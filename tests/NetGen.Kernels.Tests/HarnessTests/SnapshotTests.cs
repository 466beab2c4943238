using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.HarnessTests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-snapshot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void First_run_fails_and_leaves_the_text_for_review()
    {
        Assert.Throws<SnapshotMismatchException>(() => Snapshot.Verify("text", _folder, "Plan"));
        Assert.Equal("text\n", File.ReadAllText(Path.Combine(_folder, "Plan.received.txt")));
    }

    [Fact]
    public void Equal_text_passes_whatever_its_line_ends_and_removes_the_received_file()
    {
        File.WriteAllText(Path.Combine(_folder, "Plan.verified.txt"), "one\r\ntwo\r\n");
        File.WriteAllText(Path.Combine(_folder, "Plan.received.txt"), "old");
        Snapshot.Verify("one\ntwo", _folder, "Plan");
        Assert.False(File.Exists(Path.Combine(_folder, "Plan.received.txt")));
    }

    [Fact]
    public void Difference_is_shown_with_the_lines_around_it()
    {
        File.WriteAllText(Path.Combine(_folder, "Plan.verified.cs"), "1\n2\n3\n4\n5\n6\n");
        SnapshotMismatchException error = Assert.Throws<SnapshotMismatchException>(() => Snapshot.Verify("1\n2\n3\n4\nfive\n6", _folder, "Plan", "cs"));
        Assert.EndsWith("  3\n  4\n- 5\n+ five\n  6\n", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("  2\n", error.Message, StringComparison.Ordinal);
    }
}
