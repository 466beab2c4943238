using System.Globalization;
using System.Runtime.ExceptionServices;

using NetGen.Files;

namespace NetGen;

/// <summary>The checkpoints of one run: named by their step, the two newest kept, so that one that cannot be read has a predecessor.</summary>
internal sealed class CheckpointDirectory
{
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".safetensors";
    private readonly string _path;

    public CheckpointDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <summary>
    /// Writes a checkpoint, and only when it is safely there removes all others but the one before it. One of a later step can only be one
    /// that could not be read, or training would have gone on from it.
    /// </summary>
    public void Write(TrainingMemory memory, FitState fit, RunDescription run)
    {
        AtomicFile.CreateFolder(_path);
        string written = Path.Combine(_path, Name(memory.Pass.Step));
        Checkpoint.Write(written, memory, fit, run);
        List<string> others = [.. NewestFirst().Where(path => !string.Equals(path, written, StringComparison.Ordinal))];
        string? before = others.Find(path => string.CompareOrdinal(path, written) < 0);
        foreach (string path in others)
        {
            if (!string.Equals(path, before, StringComparison.Ordinal)) File.Delete(path);
        }
    }

    /// <summary>Restores the newest checkpoint that can be read; null if there is none at all.</summary>
    /// <exception cref="NetworkFileException">There are checkpoints, but none can be read; the exception is that of the newest.</exception>
    /// <exception cref="InvalidOperationException">The newest readable one was written under other settings.</exception>
    public Restored? Restore(TrainingMemory memory, RunDescription run, RunSettings allowed)
    {
        ExceptionDispatchInfo? newest = null;
        foreach (string path in NewestFirst())
        {
            try
            {
                return Checkpoint.Restore(path, memory, run, allowed);
            }
            catch (NetworkFileException exception)
            {
                newest ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        newest?.Throw();
        return null;
    }

    private static string Name(long step) => Prefix + step.ToString("D12", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>Equally long names sort like their steps.</summary>
    private IEnumerable<string> NewestFirst() => Directory.Exists(_path)
        ? Directory.GetFiles(_path, $"{Prefix}*{Suffix}").OrderDescending(StringComparer.Ordinal)
        : [];
}
