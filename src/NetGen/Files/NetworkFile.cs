using System.ComponentModel;

using NetGen.Runtime;

namespace NetGen.Files;

/// <summary>Parameters of a network as a safetensors file in PyTorch's convention: its names, its shapes, unpacked.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkFile
{
    /// <summary>PyTorch's count of the batches that a normalisation has seen: no part of the network's function, and left out here.</summary>
    private const string BatchCounter = ".num_batches_tracked";

    /// <summary>Writes all parameters and state, with a checksum; a crash leaves the old file or the new.</summary>
    /// <exception cref="InvalidOperationException">Parameters changed while they were written; the old file is untouched.</exception>
    /// <exception cref="IOException">Writing failed; the old file is untouched.</exception>
    public static void Save(ParameterBlock parameters, string path)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        RequireRest(parameters);
        SafetensorsWriter.Write(path, [.. Entries(parameters)], checksum: true);
    }

    /// <summary>
    /// Replaces all parameters and state by those of a file, or, when the file does not fit, none. A checksum is verified where the file has one.
    /// </summary>
    /// <exception cref="NetworkFileException">The file is malformed or damaged, or is not of this architecture.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load(ParameterBlock parameters, string path)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Load(parameters, file);
    }

    /// <summary>The same from a stream's position to its end.</summary>
    /// <exception cref="NetworkFileException">The file is malformed or damaged, or is not of this architecture.</exception>
    public static void Load(ParameterBlock parameters, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using SafetensorsFile file = SafetensorsFile.Read(stream);
        Load(parameters, file);
    }

    /// <summary>The same from memory.</summary>
    /// <exception cref="NetworkFileException">The file is malformed or damaged, or is not of this architecture.</exception>
    public static void Load(ParameterBlock parameters, ReadOnlyMemory<byte> file)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using SafetensorsFile read = SafetensorsFile.Read(file);
        Load(parameters, read);
    }

    /// <summary>Writes all parameters and state, with a checksum, into a stream, from its position on.</summary>
    /// <exception cref="InvalidOperationException">Parameters changed while they were written.</exception>
    internal static void Save(ParameterBlock parameters, Stream stream)
    {
        RequireRest(parameters);
        SafetensorsWriter.Write(stream, [.. Entries(parameters)], checksum: true);
    }

    /// <summary>Refuses a change that is under way; one that begins later is noticed because the writer reads everything twice.</summary>
    private static void RequireRest(ParameterBlock parameters) => parameters.EndRead(parameters.BeginRead());

    private static void Load(ParameterBlock parameters, SafetensorsFile file)
    {
        if (file.HasChecksum) file.VerifyChecksum();
        RequireSameNames(file, parameters.Info);
        parameters.Replace(parameter => FileTensor.Read(file, parameter, prefix: ""));
    }

    /// <summary>The tensors of the file that a network writes.</summary>
    public static IReadOnlyList<FileTensor> Tensors(NetworkInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return FileTensor.Of(info);
    }

    /// <summary>All parameters of a block as tensors to be written; exact ones are floats, in however few bits inference has them.</summary>
    internal static IEnumerable<SafetensorsEntry> Entries(ParameterBlock parameters, string prefix = "", bool isExact = false)
        => FileTensor.Of(parameters.Info).SelectMany(tensor => tensor.Entries(parameters, prefix, isExact));

    /// <summary>A packed block with the parameters of a file; the block of the network itself is not touched.</summary>
    internal static float[] Read(SafetensorsFile file, ParameterBlock parameters, string prefix)
    {
        float[] packed = new float[parameters.Info.PackedSize];
        foreach (ParameterInfo parameter in parameters.Info.Parameters) ReadParameter(file, parameter, prefix, packed);
        return packed;
    }

    /// <summary>Reads one tensor and packs it where it lies in a block.</summary>
    internal static void ReadParameter(SafetensorsFile file, ParameterInfo parameter, string prefix, Span<float> block)
    {
        parameter.Layout.Pack(FileTensor.Read(file, parameter, prefix), block);
    }

    /// <summary>Refuses a file of another architecture with all names that differ, so that what was meant can be seen.</summary>
    private static void RequireSameNames(SafetensorsFile file, NetworkInfo info)
    {
        string[] names = [.. info.Parameters.SelectMany(parameter => FileTensor.NamesOf(file, parameter)).Distinct(StringComparer.Ordinal)];
        List<string> missing = [.. names.Where(name => !file.TryGetTensor(name, out _))];
        HashSet<string> known = new(names, StringComparer.Ordinal);
        known.UnionWith(names.Where(name => Int8Rows.AreIn(file, name)).Select(static name => name + Int8Rows.Suffix));
        List<SafetensorsTensor> unexpected = [.. file.Tensors.Where(tensor => !known.Contains(tensor.Name) && !IsPassedOver(tensor.Name))];
        if (missing.Count == 0 && unexpected.Count == 0) return;

        string lacks = missing.Count == 0 ? "" : $" It lacks {FileText.Quote(missing)}.";
        string has = unexpected.Count == 0 ? "" : $" It has {FileText.Quote([.. unexpected.Select(static tensor => tensor.Name)])}, which the network has not.";
        throw file.Error(
            missing.Count > 0 ? NetworkFileError.Missing : NetworkFileError.Unexpected,
            unexpected.Count > 0 ? unexpected[0].Begin : SafetensorsHeader.LengthBytes,
            $"The file is not of {info.Name}.{lacks}{has}");
    }

    /// <summary>What a file may have beyond the parameters: a network can be read from a trainer's checkpoint too.</summary>
    private static bool IsPassedOver(string name) =>
        name.EndsWith(BatchCounter, StringComparison.Ordinal) || name.StartsWith(Checkpoint.OptimizerPrefix, StringComparison.Ordinal);
}
