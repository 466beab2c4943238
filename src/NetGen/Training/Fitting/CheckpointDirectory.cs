using System.Globalization;
using System.Runtime.ExceptionServices;

using NetGen.Files;

namespace NetGen;

/// <summary>The checkpoints of one run: named by their step, the two newest kept, so that one that cannot be read has a predecessor.</summary>
internal sealed class CheckpointDirectory
{
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".safetensors";

    /// <summary>Longer than any file system takes to force a file onto its device, after which the file has its own name.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(10);

    private readonly string _path;

    public CheckpointDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <summary>Begins to use the directory: makes it if it is not there, keeps others out, and removes what killed processes have left in it.</summary>
    /// <returns>What keeps others out until it is disposed of.</returns>
    /// <exception cref="IOException">It cannot be made, or another run uses it. None of its checkpoints has changed.</exception>
    public IDisposable Open()
    {
        AtomicFile.CreateFolder(_path);
        FolderLock held = FolderLock.Take(_path);
        RemoveUnfinished();
        return held;
    }

    /// <summary>Makes sure that it can be written to, so that no hours are spent on what cannot be kept.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public void RequireWritable() => AtomicFile.RequireWritable(_path);

    /// <summary>
    /// Writes a checkpoint, and only when it is safely there removes all others but the one before it. One of a later step can only be one
    /// that could not be read, or training would have gone on from it.
    /// </summary>
    public void Write(TrainingMemory memory, FitState fit, RunDescription run)
    {
        AtomicFile.CreateFolder(_path);
        string written = Path.Combine(_path, Name(memory.Pass.Step));
        ClearTheWay(written);
        Checkpoint.Write(written, memory, fit, run);
        List<string> others = [.. NewestFirst().Where(path => !string.Equals(path, written, StringComparison.Ordinal))];
        string? before = others.Find(path => StepOf(path) < memory.Pass.Step);
        foreach (string path in others)
        {
            if (!string.Equals(path, before, StringComparison.Ordinal)) File.Delete(path);
        }
    }

    /// <summary>Restores the newest checkpoint that can be read; null if there is none at all.</summary>
    /// <exception cref="IOException">There are checkpoints, but none can be read; the exception is that of the newest.</exception>
    /// <exception cref="UnauthorizedAccessException">As before: the newest may not be read.</exception>
    /// <exception cref="InvalidOperationException">The newest readable one was written under other settings.</exception>
    public Restored? Restore(TrainingMemory memory, RunDescription run, RunSettings allowed)
    {
        ExceptionDispatchInfo? newest = null;
        foreach (string path in NewestFirst())
        {
            try
            {
                RequireContent(path);
                return Checkpoint.Restore(path, memory, run, allowed);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                newest ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        newest?.Throw();
        return null;
    }

    /// <summary>
    /// Removes what killed processes have left unfinished: files that a checkpoint was being written to, and that nobody writes to any more.
    /// </summary>
    private void RemoveUnfinished()
    {
        foreach (string path in Directory.GetFiles(_path, AtomicFile.TemporaryPrefix + "*" + AtomicFile.TemporarySuffix))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) < s_silence || !IsTemporary(Path.GetFileName(path))) continue;
            try
            {
                // A writer holds its file locked.
                using (File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // In use, or another user's: it stays, and is in nobody's way.
            }
        }
    }

    /// <summary>A link or a pipe of a checkpoint's name is one that could not be read, or training would have gone on from it; nor can it be replaced as a file is.</summary>
    private static void ClearTheWay(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null || IsNoFile(file)) File.Delete(path);
    }

    private static string Name(long step) => Prefix + step.ToString("D12", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>The step of a checkpoint; null for files of other names, which are not touched.</summary>
    private static long? StepOf(string path)
    {
        string name = Path.GetFileName(path);
        ReadOnlySpan<char> digits = name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Suffix.Length);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long step) && string.Equals(name, Name(step), StringComparison.Ordinal) ? step : null;
    }

    private static bool IsTemporary(string name) =>
        Guid.TryParseExact(name.AsSpan(AtomicFile.TemporaryPrefix.Length, name.Length - AtomicFile.TemporaryPrefix.Length - AtomicFile.TemporarySuffix.Length), "N", out _);

    /// <summary>Refuses what no checkpoint is, before it is opened: opening a pipe waits for somebody to write into it.</summary>
    private static void RequireContent(string path)
    {
        FileSystemInfo file = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
        if (IsNoFile(file)) throw new NetworkFileException(NetworkFileError.Truncated, 0, $"The checkpoint '{Path.GetFileName(path)}' is empty, or a pipe or device");
    }

    /// <summary>A pipe or a device, which have no length; or a file that is empty, which is as good as none.</summary>
    private static bool IsNoFile(FileSystemInfo file) => file is FileInfo { Exists: true, Length: 0 };

    private IEnumerable<string> NewestFirst() => Directory.Exists(_path)
        ? Directory.GetFiles(_path, $"{Prefix}*{Suffix}").Where(static path => StepOf(path) is not null).OrderByDescending(StepOf)
        : [];
}
