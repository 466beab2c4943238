using System.Text.Json;
using System.Text.Json.Serialization;

namespace MnistSample;

/// <summary>What a run was and what it brought, for machines.</summary>
internal sealed record Report
{
    /// <summary>What was asked for.</summary>
    public required ReportSettings Settings { get; init; }

    /// <summary>The network.</summary>
    public required ReportNetwork Network { get; init; }

    /// <summary>Where it ran.</summary>
    public required ReportMachine Machine { get; init; }

    /// <summary>The passes that are complete.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>Share of the test images read rightly at the end; null if the run was interrupted.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>For each digit shown, how often it was read as each; null if the run was interrupted.</summary>
    public required int[][]? Confusion { get; init; }

    /// <summary>The most memory that the process had resident, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Whether Ctrl-C ended the run.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>Writes the report as JSON.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        using FileStream stream = File.Create(path);
        JsonSerializer.Serialize(stream, this, ReportContext.Default.Report);
    }
}

/// <summary>What was asked for.</summary>
/// <param name="Data">"drawn" or "mnist".</param>
/// <param name="TrainCount">Images trained with.</param>
/// <param name="TestCount">Images tested with.</param>
/// <param name="Epochs">Passes asked for.</param>
/// <param name="Batch">Images per step.</param>
/// <param name="Optimizer">Its name.</param>
/// <param name="Rate">Its learning rate at the start.</param>
/// <param name="Schedule">How the rate changes over the run.</param>
/// <param name="Seed">What initial values, the order of the images and dropout were drawn from.</param>
/// <param name="Threads">Most threads.</param>
/// <param name="Load">The file that training began with, if any.</param>
internal sealed record ReportSettings(string Data, int TrainCount, int TestCount, int Epochs, int Batch, string Optimizer, float Rate, string Schedule, ulong Seed, int Threads, string? Load);

/// <summary>The network.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Parameters">Trained parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds for one image.</param>
internal sealed record ReportNetwork(string Name, long Parameters, long MultiplyAdds);

/// <summary>Where a run took place.</summary>
/// <param name="VectorBits">Width of the widest vectors used.</param>
/// <param name="Processors">Processors that the process may use.</param>
/// <param name="Runtime">Name and version of the runtime.</param>
internal sealed record ReportMachine(int VectorBits, int Processors, string Runtime);

/// <summary>The report's JSON, generated at compile time like the network.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportContext : JsonSerializerContext;
