using System.Text.Json.Serialization;

namespace NetGen.Tables;

/// <summary>What a saved encoder consists of.</summary>
internal sealed record EncoderFile(IReadOnlyList<ColumnEncoding>? Columns, TargetEncoding? Target);

/// <summary>Its reading and writing, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EncoderFile))]
internal sealed partial class EncoderJson : JsonSerializerContext;
