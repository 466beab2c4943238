namespace NetGen.Files;

/// <summary>What other files begin with: so that a message can say what it was given.</summary>
internal static class FileSignature
{
    private static readonly (byte[] Start, string Description)[] Known =
    [
        ([.. "PK\u0003\u0004"u8], "a ZIP archive, as PyTorch's torch.save writes it (safetensors.torch.save_file writes safetensors)"),
        ([0x80, 0x02], "a Python pickle, as PyTorch's torch.save writes it (safetensors.torch.save_file writes safetensors)"),
        ([0x80, 0x04], "a Python pickle"),
        ([0x89, .. "HDF"u8], "an HDF5 file, as Keras writes it"),
        ([0x93, .. "NUMPY"u8], "a NumPy array"),
        ([.. "GGUF"u8], "a GGUF file"),
        ([0x1F, 0x8B], "a gzip file"),
        ([0x89, .. "PNG"u8], "a PNG image"),
        ([.. "version "u8], "a text, perhaps Git LFS' placeholder for the file ('git lfs pull' fetches it)"),
        ([.. "<!DOCTYP"u8], "a web page: perhaps a download that failed"),
        ([.. "<html"u8], "a web page: perhaps a download that failed"),
        ([.. "{"u8], "a JSON text"),
    ];

    /// <summary>Where the beginning is that of a known kind of file: ": it is ..."; else nothing.</summary>
    public static string Guess(ReadOnlySpan<byte> start)
    {
        foreach ((byte[] known, string description) in Known)
        {
            if (start.StartsWith(known)) return ": it is " + description;
        }

        return "";
    }
}
