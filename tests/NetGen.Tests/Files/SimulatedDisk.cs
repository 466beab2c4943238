using NetGen.Files;

namespace NetGen.Tests.Files;

/// <summary>
/// A disk that remembers what has been forced onto it and what has not. After a crash, every subset of the writes and names that were
/// not forced may have arrived; a write that did not arrive leaves garbage of its length if the file grew, or nothing.
/// </summary>
internal sealed class SimulatedDisk(string target, byte[] oldContent) : IFileOperations
{
    private readonly List<Inode> _inodes = [Inode.Durable(oldContent)];
    private readonly Dictionary<string, int> _durableNames = new(StringComparer.Ordinal) { [target] = 0 };
    private readonly List<NameChange> _pendingNames = [];
    private readonly HashSet<string> _outcomes = new(StringComparer.Ordinal);

    private sealed record NameChange(string Name, int? Inode);

    private sealed record Inode(List<byte[]> Pending)
    {
        public byte[] Synced { get; set; } = [];

        public static Inode Durable(byte[] content) => new([]) { Synced = content };
    }

    /// <summary>Left out to prove that the simulation notices.</summary>
    public bool IgnoreSync { get; init; }

    /// <summary>Left out to prove that the simulation notices.</summary>
    public bool IgnoreSyncDirectory { get; init; }

    /// <summary>What can stand under the name after a crash at any moment so far, as hexadecimal; "missing" if the name may be gone.</summary>
    public IReadOnlyCollection<string> Outcomes => _outcomes;

    /// <summary>Crash at this very moment: what can stand under the name now.</summary>
    public IReadOnlyCollection<string> CrashNow()
    {
        var outcomes = new HashSet<string>(StringComparer.Ordinal);
        for (int arrived = 0; arrived < 1 << _pendingNames.Count; arrived++)
        {
            var names = new Dictionary<string, int>(_durableNames, StringComparer.Ordinal);
            for (int index = 0; index < _pendingNames.Count; index++)
            {
                if ((arrived & (1 << index)) == 0) continue;
                if (_pendingNames[index].Inode is { } inode) names[_pendingNames[index].Name] = inode;
                else names.Remove(_pendingNames[index].Name);
            }

            if (names.TryGetValue(target, out int found)) outcomes.UnionWith(Contents(_inodes[found]));
            else outcomes.Add("missing");
        }

        return outcomes;
    }

    public string Resolve(string path) => path;

    public FileKind KindOf(string path) => FileKind.Regular;

    public Stream Create(string path, string target)
    {
        _inodes.Add(new Inode([]));
        _pendingNames.Add(new NameChange(path, _inodes.Count - 1));
        Record();
        return new DiskStream(this, _inodes[^1]);
    }

    public void Sync(Stream stream)
    {
        if (!IgnoreSync) ((DiskStream)stream).Sync();
        Record();
    }

    public void Replace(string source, string target)
    {
        // The rename is one change: no crash shows the target gone. The old name's removal may arrive on its own.
        int inode = _pendingNames.FindLast(change => change.Name == source)!.Inode!.Value;
        _pendingNames.Add(new NameChange(target, inode));
        _pendingNames.Add(new NameChange(source, null));
        Record();
    }

    public void SyncDirectory(string directory)
    {
        if (!IgnoreSyncDirectory)
        {
            foreach (NameChange change in _pendingNames)
            {
                if (change.Inode is { } inode) _durableNames[change.Name] = inode;
                else _durableNames.Remove(change.Name);
            }

            _pendingNames.Clear();
        }

        Record();
    }

    public void Delete(string path)
    {
        _pendingNames.Add(new NameChange(path, null));
        Record();
    }

    private static IEnumerable<string> Contents(Inode inode)
    {
        for (int arrived = 0; arrived < 1 << inode.Pending.Count; arrived++)
        {
            List<byte> content = [.. inode.Synced];
            int longest = 0;
            for (int index = 0; index < inode.Pending.Count; index++)
            {
                bool present = (arrived & (1 << index)) != 0;
                content.AddRange(present ? inode.Pending[index] : Enumerable.Repeat((byte)0xEE, inode.Pending[index].Length));
                if (present) longest = content.Count;
            }

            yield return Convert.ToHexString([.. content]);
            yield return Convert.ToHexString([.. content.Take(Math.Max(longest, inode.Synced.Length))]);
        }
    }

    private void Record() => _outcomes.UnionWith(CrashNow());

    private sealed class DiskStream(SimulatedDisk disk, Inode inode) : MemoryStream
    {
        public void Sync()
        {
            inode.Synced = [.. inode.Synced, .. inode.Pending.SelectMany(static bytes => bytes)];
            inode.Pending.Clear();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inode.Pending.Add(buffer.ToArray());
            disk.Record();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
