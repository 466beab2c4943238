using NetGen.Files;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// The parameters of the best epoch so far: in a file beside the checkpoints, where a run that goes on finds them, or in memory, where nobody asks for a file.
/// </summary>
/// <param name="measured">What epochs are compared by: the parameters that are trained, or their average.</param>
/// <param name="trained">What the best are put back into.</param>
/// <param name="directory">That of the checkpoints, if there are any.</param>
/// <param name="isRestored">Whether the best are put back.</param>
internal sealed class BestNetwork(ParameterBlock measured, ParameterBlock trained, string? directory, bool isRestored)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "best.safetensors";

    private readonly string? _path = directory is null ? null : Path.Combine(directory, FileName);
    private float[]? _values;

    /// <summary>Keeps the parameters as they are.</summary>
    public void Keep()
    {
        if (_path is not null)
        {
            AtomicFile.CreateFolder(directory!);
            NetworkFile.Save(measured, _path);
        }
        else if (isRestored)
        {
            _values ??= new float[measured.Memory.Span.Length];
            measured.Memory.Span.CopyTo(_values);
        }
    }

    /// <summary>Puts back what was kept, where that is asked for.</summary>
    /// <exception cref="IOException">The file is not there any more, or cannot be read.</exception>
    public void Restore()
    {
        if (!isRestored) return;
        if (_path is not null)
        {
            NetworkFile.Load(trained, _path);
        }
        else if (_values is not null)
        {
            using ParameterBlock.Change change = trained.BeginChange();
            _values.CopyTo(trained.Memory.Span);
        }
    }
}
