using ExperimentsSample;

namespace NetGen.Samples.Tests.Experiments;

/// <summary>All experiments, run once as <c>run all --quick</c> on drawn digits.</summary>
public sealed class QuickRun : IDisposable
{
    public QuickRun()
    {
        StringWriter output = new();
        StringWriter errors = new();
        ExitCode = Invoke(output, errors, CancellationToken.None, "run", "all", "--quick", "--data", "drawn", "--out", Folder);
        (Output, Errors) = (output.ToString(), errors.ToString());
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("netgen-experiments-").FullName;

    public int ExitCode { get; }

    public string Output { get; }

    public string Errors { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal static int Invoke(TextWriter output, TextWriter errors, CancellationToken cancellation, params string[] arguments)
        => new LaboratoryProgram(output, errors, isTerminal: false, cancellation).Invoke(arguments);

    /// <summary>What is kept of an experiment in the run's folder.</summary>
    internal Replay Replay(Experiment experiment)
    {
        PartStore store = new(Folder);
        LaboratorySettings settings = store.FindSettings() ?? throw new InvalidOperationException("The run has left no settings.");
        return new Runner(store, settings).Gather(experiment) ?? throw new InvalidOperationException($"{experiment.Id} is not finished.");
    }
}
