using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetGen.Benchmarks.Peers.Protocol;

/// <summary>Requests and answers as lines.</summary>
internal static class PeerLine
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>One line, without its end.</summary>
    public static string Write<T>(T message) => JsonSerializer.Serialize(message, s_json);

    /// <summary>The message that a line is.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, s_json) ?? throw new JsonException("A message is missing.");
}
