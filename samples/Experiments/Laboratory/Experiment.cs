using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>A published experiment: what its article says, the parts of which a replay is made, and what follows from what they measured.</summary>
internal abstract class Experiment
{
    /// <summary>A short name.</summary>
    public abstract string Id { get; }

    /// <summary>What it is about.</summary>
    public abstract string Title { get; }

    /// <summary>What was published, and where.</summary>
    public abstract string Published { get; }

    /// <summary>Network and training, as published; of a formula, what is computed.</summary>
    public abstract string Setting { get; }

    /// <summary>What the replay does otherwise, or what the article leaves open; empty for nothing.</summary>
    public virtual string Differences => "";

    /// <summary>In plain words, what the article showed.</summary>
    public abstract string Shown { get; }

    /// <summary>In plain words, why the mathematics says so.</summary>
    public abstract string Why { get; }

    /// <summary>Its parts, in the order in which they are run.</summary>
    public abstract IEnumerable<Part> Parts(LaboratorySettings settings);

    /// <summary>What follows from what all parts have measured.</summary>
    public abstract Conclusion Conclude(Results results);
}

/// <summary>A formula of an article: nothing is trained, so a list shows whether it holds.</summary>
internal abstract class Formula : Experiment
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Part> Parts(LaboratorySettings settings) => [];

    /// <inheritdoc/>
    public sealed override Conclusion Conclude(Results results) => Check();

    /// <summary>Computes it.</summary>
    public abstract Conclusion Check();
}

/// <summary>What a replay showed.</summary>
/// <param name="Happens">In plain words.</param>
/// <param name="Figures">Published, accepted, measured.</param>
/// <param name="Charts">Pictures of it.</param>
internal sealed record Conclusion(string Happens, IReadOnlyList<Figure> Figures, IReadOnlyList<Chart> Charts)
{
    /// <summary>A table of its own besides that of the figures; null for none.</summary>
    public Table? Table { get; init; }
}

/// <summary>A table: names of columns, and cells row by row.</summary>
internal sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>What the parts of an experiment have measured.</summary>
internal sealed class Results(LaboratorySettings settings, IReadOnlyList<(Part Part, Measurements Measured)> parts)
{
    public LaboratorySettings Settings => settings;

    /// <summary>The measurements of a part, from one seed after the other.</summary>
    public IReadOnlyList<Measurements> this[string part] => [.. parts.Where(pair => pair.Part.Name == part).Select(static pair => pair.Measured)];

    /// <summary>A number of a part, of each seed.</summary>
    public IReadOnlyList<double> Numbers(string part, string name) => [.. this[part].Select(measured => measured.Numbers[name])];

    /// <summary>The median of a number over the seeds.</summary>
    public double Median(string part, string name) => Figure.Median(Numbers(part, name));

    /// <summary>Spreads of the first seed.</summary>
    public IReadOnlyList<Spread> Spreads(string part, string name) => this[part][0].Spreads[name];
}
