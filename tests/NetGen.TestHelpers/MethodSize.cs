using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NetGen.TestHelpers;

/// <summary>What the JIT's limits are about: past them it stops optimising a method.</summary>
/// <param name="Type">The declaring type, without its namespace.</param>
/// <param name="Method">The method's name.</param>
/// <param name="IlBytes">Bytes of intermediate language.</param>
/// <param name="Locals">Local variables in the method's signature.</param>
public sealed record MethodSize(string Type, string Method, int IlBytes, int Locals)
{
    /// <summary>Reads the sizes of all methods that have a body.</summary>
    public static IReadOnlyList<MethodSize> ReadAll(byte[] image)
    {
        using var file = new PEReader(ImmutableArray.Create(image));
        MetadataReader metadata = file.GetMetadataReader();
        List<MethodSize> sizes = [];
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0) continue;
            MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
            string type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            sizes.Add(new MethodSize(type, metadata.GetString(method.Name), body.GetILReader().Length, CountLocals(metadata, body)));
        }

        return sizes;
    }

    // ECMA-335 II.23.2.6: a local signature is the byte 0x07, the compressed number of locals, then their types.
    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil) return 0;
        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        _ = signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }
}
