using NetGen.Files;

namespace NetGen.Tool.Files;

/// <summary>Reads what a safetensors file holds, tensor by tensor, so that of a large file only one is in memory.</summary>
internal static class WeightsFile
{
    /// <summary>All that is to be told of a file.</summary>
    /// <exception cref="CommandException">There is no such file, or it is malformed.</exception>
    public static WeightsFileReport Inspect(FileInfo path, CancellationToken cancellation)
    {
        using SafetensorsFile file = Open(path);
        var tensors = new List<TensorReport>();
        try
        {
            foreach (SafetensorsTensor tensor in file.Tensors)
            {
                cancellation.ThrowIfCancellationRequested();
                tensors.Add(new TensorReport(tensor.Name, tensor.Type.ToString(), [.. tensor.Shape], tensor.Count, ValuesOf(file, tensor)));
            }
        }
        catch (Exception exception) when (exception is NetworkFileException or IOException)
        {
            throw new CommandException(exception.Message);
        }

        return new WeightsFileReport(path.FullName, path.Length, tensors, new SortedDictionary<string, string>(file.Metadata.ToDictionary(), StringComparer.Ordinal), ChecksumOf(file));
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="CommandException">There is no such file, or it is malformed.</exception>
    public static SafetensorsFile Open(FileInfo path)
    {
        if (!path.Exists) throw new CommandException($"There is no file '{path}'.");
        try
        {
            return SafetensorsFile.Open(path.FullName);
        }
        catch (Exception exception) when (exception is NetworkFileException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }
    }

    /// <summary>Writes a file of a network's parameters, each from its tensor, one after the other.</summary>
    /// <exception cref="CommandException">The source cannot be read, or the target not be written.</exception>
    public static void Write(FileInfo target, IReadOnlyList<WeightMatch> matches, SafetensorsFile source, CancellationToken cancellation)
    {
        try
        {
            IEnumerable<SafetensorsEntry> entries = matches.Select(match =>
                new SafetensorsEntry(match.Parameter.Name, [.. match.Parameter.Shape], Read(match)));
            SafetensorsWriter.Write(target.FullName, [.. entries], checksum: true);
        }
        catch (Exception exception) when (exception is NetworkFileException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }

        TensorSource Read(WeightMatch match) => values =>
        {
            cancellation.ThrowIfCancellationRequested();
            source.Read(match.Tensor!.Name, values);
        };
    }

    private static string ChecksumOf(SafetensorsFile file)
    {
        if (!file.HasChecksum) return "no checksum";
        try
        {
            file.VerifyChecksum();
            return "checksum right";
        }
        catch (NetworkFileException exception)
        {
            return "DAMAGED: " + exception.Message;
        }
    }

    private static TensorValues? ValuesOf(SafetensorsFile file, SafetensorsTensor tensor)
    {
        if (!tensor.IsReadableAsFloat || tensor.Count is 0 or > int.MaxValue / 4) return null;
        var values = new float[tensor.Count];
        file.Read(tensor.Name, values);
        return TensorValues.Of(values);
    }
}

/// <summary>What a file holds: what <c>--json</c> writes.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Tensors">In the order in which they lie.</param>
/// <param name="Metadata">Its texts by key.</param>
/// <param name="Checksum">What became of the checksum, in words.</param>
internal sealed record WeightsFileReport(string Path, long Bytes, IReadOnlyList<TensorReport> Tensors, IReadOnlyDictionary<string, string> Metadata, string Checksum)
{
    public long Elements => Tensors.Sum(static tensor => tensor.Count);
}

/// <summary>A tensor of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The elements', as the format spells it.</param>
/// <param name="Shape">None for a scalar.</param>
/// <param name="Count">Elements.</param>
/// <param name="Values">Statistics; null of whole numbers, and of types that are not read.</param>
internal sealed record TensorReport(string Name, string Type, IReadOnlyList<long> Shape, long Count, TensorValues? Values);

/// <summary>Statistics of the values that are finite.</summary>
internal sealed record TensorValues(double Mean, double Std, double Minimum, double Maximum, double ZeroShare, long NotFinite)
{
    public static TensorValues Of(ReadOnlySpan<float> values)
    {
        (double sum, double minimum, double maximum, long zeros, long finite) = (0, double.PositiveInfinity, double.NegativeInfinity, 0, 0);
        foreach (float value in values)
        {
            if (!float.IsFinite(value)) continue;
            finite++;
            sum += value;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
            if (value == 0) zeros++;
        }

        if (finite == 0) return new TensorValues(double.NaN, double.NaN, double.NaN, double.NaN, 0, values.Length);
        double mean = sum / finite;
        double squares = 0;
        foreach (float value in values)
        {
            if (float.IsFinite(value)) squares += (value - mean) * (value - mean);
        }

        return new TensorValues(mean, Math.Sqrt(squares / finite), minimum, maximum, zeros / (double)finite, values.Length - finite);
    }
}
