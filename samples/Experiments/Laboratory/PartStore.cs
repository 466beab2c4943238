using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentsSample;

/// <summary>A part as it is kept.</summary>
/// <param name="Key">The experiment, the part, its seed and all settings: what was kept under others is not taken for it.</param>
/// <param name="Measured">What it measured.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Processor">Where.</param>
internal sealed record KeptPart(string Key, Measurements Measured, double Seconds, string Processor);

/// <summary>Parts that are finished, as files of JSON in a folder, each written beside and renamed: a run that is stopped leaves whole ones alone.</summary>
internal sealed class PartStore(string folder)
{
    /// <summary>Counted up when parts of the same key would measure something else.</summary>
    private const int Version = 1;

    private static readonly JsonSerializerOptions s_options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The settings of the last run, which a report is made with.</summary>
    public string SettingsPath => Path.Combine(folder, "settings.json");

    private string PartsFolder => Path.Combine(folder, "parts");

    /// <summary>A part that is finished; null if it is not.</summary>
    /// <exception cref="InvalidDataException">Its file is damaged.</exception>
    /// <exception cref="IOException">Its file cannot be read.</exception>
    public KeptPart? Find(Experiment experiment, Part part, LaboratorySettings settings)
    {
        string key = KeyOf(experiment, part, settings);
        string path = PathOf(experiment, part, key);
        if (!File.Exists(path)) return null;
        KeptPart kept = Read<KeptPart>(path);
        return kept.Key == key ? kept : throw new InvalidDataException($"'{path}' holds another part than its name says; remove it.");
    }

    /// <summary>Keeps a part.</summary>
    /// <exception cref="IOException">Its file cannot be written.</exception>
    public void Keep(Experiment experiment, Part part, LaboratorySettings settings, Measurements measured, double seconds)
    {
        string key = KeyOf(experiment, part, settings);
        Write(PathOf(experiment, part, key), new KeptPart(key, measured, seconds, Machine.Processor));
    }

    /// <summary>The settings of the last run; null if there was none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public LaboratorySettings? FindSettings() => File.Exists(SettingsPath) ? Read<LaboratorySettings>(SettingsPath) : null;

    /// <summary>Keeps the settings of a run.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Keep(LaboratorySettings settings) => Write(SettingsPath, settings);

    private static string KeyOf(Experiment experiment, Part part, LaboratorySettings settings)
        => string.Create(CultureInfo.InvariantCulture, $"{experiment.Id} | {part.Name} | seed {part.Seed} | {part.Settings} | {settings.Digits} {settings.Fingerprint}{(settings.IsQuick ? " | quick" : "")} | {Version}");

    private string PathOf(Experiment experiment, Part part, string key)
    {
        string name = new([.. part.Name.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_')]);
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 6));
        return Path.Combine(PartsFolder, string.Create(CultureInfo.InvariantCulture, $"{experiment.Id}-{name}-seed{part.Seed}-{hash}.json"));
    }

    private static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), s_options) ?? throw new InvalidDataException($"'{path}' is empty; remove it.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' is damaged: {exception.Message} Remove it, and its part is run again.", exception);
        }
    }

    private static void Write<T>(string path, T value) => WholeText.Write(path, JsonSerializer.Serialize(value, s_options));
}

/// <summary>Writes text files so that nobody ever meets a half of one.</summary>
internal static class WholeText
{
    /// <summary>Replaces a file, and makes its folder if there is none.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        string whole = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        string beside = whole + ".tmp";
        File.WriteAllText(beside, text);
        File.Move(beside, whole, overwrite: true);
    }
}
