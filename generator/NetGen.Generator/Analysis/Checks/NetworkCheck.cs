using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>Something to look for in a network that can be generated. One file for each; <see cref="NetworkChecks"/> lists them.</summary>
internal abstract class NetworkCheck
{
    /// <summary>What of it an .editorconfig may change.</summary>
    public virtual IReadOnlyList<Threshold> Thresholds => [];

    /// <summary>
    /// Whether it looks at nothing but which layers follow one another, with which arguments: then it also speaks of a network in which a layer does
    /// not fit its input, whose
    /// shapes behind that are assumed.
    /// </summary>
    public virtual bool IsStructural => false;

    /// <summary>
    /// Whether it reports what is predicted of the network, which may come from a fault that another check has found: its findings have an <see
    /// cref="Finding.Effect"/>.
    /// </summary>
    public virtual bool Predicts => false;

    /// <summary>What there is to say about the network.</summary>
    public abstract IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options);

    /// <summary>A finding whose message is 'subject problem. remedy.'.</summary>
    /// <param name="problem">A verb phrase: what is wrong, and by how much.</param>
    /// <param name="remedy">A sentence without its full stop: what to write instead.</param>
    protected static Finding Report(string rule, int attributeIndex, string subject, string problem, string remedy)
        => new(rule, attributeIndex, EquatableArray.Of(subject, problem, remedy));

    /// <summary>A factor for people: 0.50, 17.0, 3E-06.</summary>
    protected static string Factor(double value) => Text.Factor(value);
}

/// <summary>A check that looks at one layer after the other.</summary>
internal abstract class LayerCheck : NetworkCheck
{
    public sealed override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        for (int index = 0; index < network.Nodes.Count; index++)
        {
            if (Check(network, index, options) is { } finding) yield return finding;
        }
    }

    /// <summary>What there is to say about one layer, or null.</summary>
    protected abstract Finding? Check(NetworkGraph network, int index, CheckOptions options);
}
