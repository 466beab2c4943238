namespace ExperimentsSample;

/// <summary>What the user asks for.</summary>
internal sealed record Options
{
    /// <summary>Where MNIST's files are; null for drawn digits.</summary>
    public string? Data { get; init; }

    /// <summary>The experiments that are run.</summary>
    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    /// <summary>What results depend on; the digits are not known yet.</summary>
    public LaboratorySettings Settings { get; init; } = new();

    /// <summary>Most threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where finished parts and reports are kept.</summary>
    public string Out { get; init; } = DefaultOut;

    /// <summary>The folder 'docs' whose page and pictures of experiments are written, as far as these are finished; null for none.</summary>
    public string? Docs { get; init; }

    /// <summary>Whether the report is served while networks learn.</summary>
    public bool Watches { get; init; }

    /// <summary>Where they are kept if nothing is said.</summary>
    public const string DefaultOut = "experiments-out";
}
