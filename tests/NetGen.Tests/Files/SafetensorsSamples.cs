using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NetGen.Files;
using Xunit;

namespace NetGen.Tests.Files;

/// <summary>Files made byte by byte, and one way to read them that tries every source.</summary>
internal static class SafetensorsSamples
{
    /// <summary>Written by hand from the format's description: length, header padded to a multiple of 8, data.</summary>
    public static byte[] HandMade { get; } = Build(
        """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"n":{"dtype":"I64","shape":[],"data_offsets":[16,24]}}  """,
        [0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x80, 0x7F, 0x01, 0x00, 0xC0, 0x7F, 0x2A, 0, 0, 0, 0, 0, 0, 0]);

    public static byte[] Build(string header, params byte[] data) => Build(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Build(byte[] header, params byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>Reads the bytes from memory, from both kinds of stream and, if a directory is given, from a file; demands that all agree.</summary>
    public static NetworkFileError? ReadEverywhere(byte[] bytes, SafetensorsLimits? limits = null, TemporaryDirectory? directory = null)
    {
        (string text, NetworkFileError? error) = Describe(() => SafetensorsFile.Read(bytes.AsMemory(), limits));
        Assert.Equal(text, Describe(() => SafetensorsFile.Read(new MemoryStream(bytes), limits)).Text);
        Assert.Equal(text, Describe(() => SafetensorsFile.Read(new ShortReadStream(bytes), limits)).Text);
        if (directory is not null)
        {
            string path = directory.Combine("sample.safetensors");
            File.WriteAllBytes(path, bytes);
            Assert.Equal(text, Describe(() => SafetensorsFile.Open(path, limits)).Text);
        }

        return error;
    }

    /// <summary>Everything that can be seen of a file, or where and why it was refused.</summary>
    private static (string Text, NetworkFileError? Error) Describe(Func<SafetensorsFile> open)
    {
        try
        {
            using SafetensorsFile file = open();
            var text = new StringBuilder();
            foreach ((string key, string value) in file.Metadata) text.Append(key).Append('=').Append(value).Append('\n');
            foreach (SafetensorsTensor tensor in file.Tensors)
            {
                byte[] content = new byte[tensor.End - tensor.Begin];
                file.ReadBytes(tensor.Name, content);
                text.Append(CultureInfo.InvariantCulture, $"{tensor.Name} {tensor.Type} [{string.Join(',', tensor.Shape)}] {tensor.Begin} {tensor.End} {Convert.ToHexString(content)}\n");
                if (tensor.IsReadableAsFloat) file.Read(tensor.Name, new float[tensor.Count]);
            }

            return (text.ToString(), null);
        }
        catch (NetworkFileException exception)
        {
            // What was read by its name has the name in the message.
            string message = exception.Message;
            if (exception.Path is { } path)
            {
                Assert.StartsWith($"'{path}': ", message, StringComparison.Ordinal);
                message = message[(path.Length + 4)..];
            }

            return (message, exception.Error);
        }
    }
}
