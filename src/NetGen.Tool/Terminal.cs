using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetGen.Tool;

/// <summary>Where a command reads and writes: results to the output, what goes wrong and how far it is to the other.</summary>
internal sealed record Terminal(TextReader Input, TextWriter Output, TextWriter Error)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Columns of the window that the output goes to; null where it goes into a file or another program, which gets one line for each thing and
    /// no colours.</summary>
    public int? Width { get; init; }

    /// <summary>Writes a result as indented JSON.</summary>
    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, s_json));

    /// <summary>Says in a line what is wrong.</summary>
    public void Fail(string message) => Error.WriteLine("netgen: " + message);
}

/// <summary>What a command ends with.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>A file, a project or a declaration is at fault; standard error says how.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Usage = 2;

    /// <summary>A check has found something at or above what was asked for.</summary>
    public const int Found = 1;

    /// <summary>A check could not be made.</summary>
    public const int NotChecked = 2;

    /// <summary>Ctrl-C, as shells number it.</summary>
    public const int Cancelled = 130;
}

/// <summary>What is at fault is the user's: the message is all that is to be shown.</summary>
internal sealed class CommandException(string message) : Exception(message)
{
    /// <summary>What the command ends with.</summary>
    public int Exit { get; init; } = ExitCode.Failed;
}
