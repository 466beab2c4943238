namespace ExperimentsSample;

/// <summary>A published experiment, and how to do it again.</summary>
/// <param name="Id">A short name.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Published">What was published, and where.</param>
/// <param name="Setting">Network and training, as published.</param>
/// <param name="Differences">What the replay does otherwise, or what the article leaves open.</param>
/// <param name="Run">Trains and measures.</param>
internal sealed record Experiment(
    string Id, string Title, string Published, string Setting, string Differences, Func<Laboratory, IReadOnlyList<Figure>> Run);

/// <summary>What a replay gave.</summary>
/// <param name="Reduced">How it was shorter than the published experiment; empty if it was not.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record ExperimentResult(Experiment Experiment, IReadOnlyList<Figure> Figures, string Reduced, double Seconds)
{
    public bool IsInside => Figures.All(figure => figure.IsInside);
}
