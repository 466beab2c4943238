using NetGen.Files;
using NetGen.Runtime;

namespace NetGen;

/// <summary>Lets a network begin with the parameters of another one that is like it in part: transfer learning.</summary>
public static class NetworkTransfer
{
    /// <summary>Copies parameters, and state such as running means, from another network where names and shapes are the same. The rest stays as it is.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <typeparam name="TOther">The other network's class, the same or another one.</typeparam>
    /// <param name="network">The network that is changed.</param>
    /// <param name="other">Where the parameters come from; it is not changed.</param>
    /// <returns>What was copied, and what was not.</returns>
    public static TransferReport InitializeFrom<TNetwork, TOther>(this TNetwork network, TOther other)
        where TNetwork : class, INetwork<TNetwork>
        where TOther : class, INetwork<TOther>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(other);
        return Copy(
            network.Parameters,
            TOther.Info.Parameters.Select(parameter => (parameter.Name, (IReadOnlyList<long>)[.. parameter.Shape.Select(extent => (long)extent)])),
            (parameter, values) => other.CopyParameter(parameter.Name, values));
    }

    /// <summary>The same from a safetensors file: NetGen's own, or a <c>state_dict</c> that PyTorch has written. A checksum is verified where the file has one.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="network">The network that is changed; where an exception is thrown it is not.</param>
    /// <param name="path">The file.</param>
    /// <returns>What was copied, and what was not.</returns>
    /// <exception cref="NetworkFileException">The file is malformed or damaged, or a tensor that fits holds no floating-point numbers.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TransferReport InitializeFrom<TNetwork>(this TNetwork network, string path)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        if (file.HasChecksum) file.VerifyChecksum();
        return Copy(
            network.Parameters,
            Tensors(file, network.Parameters.Info),
            (parameter, values) => FileTensor.Read(file, parameter, prefix: "").CopyTo(values, 0));
    }

    /// <summary>A file's tensors; those that are rows of parameters as the parameters, where all of them are there.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<long> Shape)> Tensors(SafetensorsFile file, NetworkInfo info)
    {
        ParameterInfo[] divided =
        [
            .. info.Parameters
                .Where(parameter => parameter.FileParts.Count > 0 && !file.TryGetTensor(parameter.Name, out _))
                .Where(parameter => parameter.FileParts.All(part => HasPart(file, parameter, part))),
        ];
        HashSet<string> parts = new(divided.SelectMany(static parameter => parameter.FileParts).Select(static part => part.Tensor), StringComparer.Ordinal);
        return file.Tensors.Where(tensor => !parts.Contains(tensor.Name)).Select(static tensor => (tensor.Name, (IReadOnlyList<long>)tensor.Shape))
            .Concat(divided.Select(static parameter => (parameter.Name, (IReadOnlyList<long>)[.. parameter.Shape.Select(static extent => (long)extent)])));
    }

    private static bool HasPart(SafetensorsFile file, ParameterInfo parameter, FilePart part)
        => file.TryGetTensor(part.Tensor, out SafetensorsTensor? tensor)
            && tensor.Shape.SequenceEqual(FileTensor.ShapeOf(parameter, part).Select(static extent => (long)extent));

    /// <summary>Reads all that fits before anything is changed.</summary>
    private static TransferReport Copy(ParameterBlock block, IEnumerable<(string Name, IReadOnlyList<long> Shape)> source, Action<ParameterInfo, float[]> read)
    {
        var others = source.ToDictionary(tensor => tensor.Name, tensor => tensor.Shape, StringComparer.Ordinal);
        List<(ParameterInfo Parameter, float[] Values)> copied = [];
        List<string> missing = [];
        List<ShapeDifference> different = [];
        foreach (ParameterInfo parameter in block.Info.Parameters)
        {
            if (!others.Remove(parameter.Name, out IReadOnlyList<long>? shape))
            {
                missing.Add(parameter.Name);
            }
            else if (!shape.SequenceEqual(parameter.Shape.Select(extent => (long)extent)))
            {
                different.Add(new(parameter.Name, parameter.Shape, shape));
            }
            else
            {
                float[] values = new float[parameter.Count];
                read(parameter, values);
                copied.Add((parameter, values));
            }
        }

        foreach ((ParameterInfo parameter, float[] values) in copied) block.SetParameter(parameter.Name, values);
        return new TransferReport([.. copied.Select(pair => pair.Parameter.Name)], missing, different, [.. others.Keys.Order(StringComparer.Ordinal)]);
    }
}

/// <summary>What one network has taken over from another. <see cref="ToString"/> says it in a few lines.</summary>
/// <param name="Copied">Names of parameters that were copied.</param>
/// <param name="Missing">Names of parameters that the other one has not; they are as they were.</param>
/// <param name="Different">Parameters that the other one has in another shape; they are as they were.</param>
/// <param name="Unused">Names that only the other one has.</param>
public sealed record TransferReport(IReadOnlyList<string> Copied, IReadOnlyList<string> Missing, IReadOnlyList<ShapeDifference> Different, IReadOnlyList<string> Unused)
{
    /// <summary>Whether every parameter was copied.</summary>
    public bool IsComplete => Missing.Count == 0 && Different.Count == 0;

    /// <summary>How many parameters were copied, and by name those that were not.</summary>
    public override string ToString()
    {
        List<string> lines = [$"{Copied.Count} of {Copied.Count + Missing.Count + Different.Count} parameters copied"];
        if (Missing.Count > 0) lines.Add("missing: " + string.Join(", ", Missing));
        if (Different.Count > 0) lines.Add("of another shape: " + string.Join(", ", Different));
        if (Unused.Count > 0) lines.Add("not used: " + string.Join(", ", Unused));
        return string.Join('\n', lines);
    }
}

/// <summary>A parameter that two networks have in different shapes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Here.</param>
/// <param name="Other">There.</param>
public sealed record ShapeDifference(string Name, IReadOnlyList<int> Shape, IReadOnlyList<long> Other)
{
    /// <summary>As in 'dense2.weight [10, 64] instead of [5, 64]'.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Other)}] instead of [{string.Join(", ", Shape)}]";
}
