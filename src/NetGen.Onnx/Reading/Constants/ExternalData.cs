using System.Globalization;

namespace NetGen.Onnx.Reading.Constants;

/// <summary>Data of tensors in files of the model's own folder, and of no other.</summary>
internal static class ExternalData
{
    /// <summary>As many bytes as a tensor has.</summary>
    /// <exception cref="NotSupportedException">The file is elsewhere, is missing, or is too short.</exception>
    public static byte[] Read(TensorProto tensor, string? folder, long count)
    {
        string location = Entry(tensor, "location") ?? string.Empty;
        if (folder is null) throw new NotSupportedException($"{tensor.Name} is no tensor in the model's own file");
        if (location.Length == 0 || location is "." or ".." || location.IndexOfAny(['/', '\\', ':', '\0']) >= 0)
            throw new NotSupportedException($"{tensor.Name} is in the file '{location}', which is not in the model's own folder");
        long offset = Number(tensor, "offset") ?? 0;
        if ((Number(tensor, "length") ?? count) != count || count > Array.MaxLength)
            throw new NotSupportedException($"{tensor.Name} has another number of bytes than its shape says");
        FileInfo file = new(Path.Combine(folder, location));
        if (!file.Exists || file.LinkTarget is not null) throw new NotSupportedException($"{tensor.Name} is in the file '{location}', which is not there");
        if (offset < 0 || offset > file.Length - count) throw new NotSupportedException($"the file '{location}' ends before {tensor.Name} does");
        try
        {
            using FileStream stream = file.OpenRead();
            stream.Position = offset;
            byte[] bytes = new byte[count];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new NotSupportedException($"the file '{location}' cannot be read: {exception.Message}", exception);
        }
    }

    private static string? Entry(TensorProto tensor, string key)
        => tensor.ExternalData.FirstOrDefault(entry => string.Equals(entry.Key, key, StringComparison.Ordinal))?.Value;

    private static long? Number(TensorProto tensor, string key) => Entry(tensor, key) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
        : throw new NotSupportedException($"{tensor.Name} has the {key} '{text}'");
}
